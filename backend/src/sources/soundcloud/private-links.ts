import { join } from 'node:path';
import { readPrivately, writePrivately } from '../../common/index.js';

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
    try {
      writePrivately(this.file, JSON.stringify(Object.fromEntries(this.secrets)));
    } catch {
      // A disk that is full costs the same after the next start, and nothing now.
    }
  }

  private read(): [string, string][] {
    // Where it is gone or damaged, links have to be pasted again.
    return Object.entries(readPrivately(this.file)).flatMap(([name, secret]): [string, string][] =>
      typeof secret === 'string' ? [[name, secret]] : [],
    );
  }
}
