import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fieldsOf, newId } from '../../common/index.js';

const MOST = 500;

/**
 * What lets those in who were given a private link. Ids of things go into the database and that is copied into backups, so it is
 * kept beside it, in a file that only this user may read.
 */
export class PrivateLinks {
  private readonly file: string;
  private readonly secrets: Map<string, string>;

  /** @param folder that must not be lost */
  constructor(folder: string) {
    this.file = join(folder, 'secrets', 'soundcloud-links.json');
    this.secrets = new Map(this.read());
  }

  secretOf(kind: 'track' | 'playlist', id: string): string | undefined {
    return this.secrets.get(`${kind} ${id}`);
  }

  remember(kind: 'track' | 'playlist', id: string, secret: string): void {
    const name = `${kind} ${id}`;
    if (this.secrets.get(name) === secret) return;
    this.secrets.set(name, secret);
    const [oldest] = this.secrets.keys();
    if (this.secrets.size > MOST && oldest !== undefined) this.secrets.delete(oldest);
    this.write();
  }

  private write(): void {
    const temporary = `${this.file}.${newId()}`;
    try {
      mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
      writeFileSync(temporary, JSON.stringify(Object.fromEntries(this.secrets)), { mode: 0o600, flag: 'wx' });
      renameSync(temporary, this.file);
    } catch {
      // A disk that is full costs the same after the next start, and nothing now.
      rmSync(temporary, { force: true });
    }
  }

  private read(): [string, string][] {
    try {
      const written = Object.entries(fieldsOf(JSON.parse(readFileSync(this.file, 'utf8'))));
      return written.flatMap(([name, secret]): [string, string][] =>
        typeof secret === 'string' ? [[name, secret]] : [],
      );
    } catch {
      // Not there, not readable or not whole comes to the same: the link has to be pasted again.
      return [];
    }
  }
}
