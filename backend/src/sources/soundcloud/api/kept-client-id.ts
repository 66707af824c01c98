import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fieldsOf, newId } from '../../../common/index.js';

/** A client id that was found. */
export interface KeptId {
  readonly value: string;
  /** When another is looked for. */
  readonly untilMs: number;
}

/** Keeps what was found from run to run, in a file that can be lost. */
export class KeptClientId {
  private readonly file: string;

  /** @param site where it was found: what is found elsewhere is another */
  constructor(
    cacheFolder: string,
    private readonly site: string,
  ) {
    this.file = join(cacheFolder, 'soundcloud', 'client-id.json');
  }

  read(): KeptId | undefined {
    try {
      const { site, value, untilMs } = fieldsOf(JSON.parse(readFileSync(this.file, 'utf8')));
      if (site !== this.site || typeof value !== 'string' || typeof untilMs !== 'number') return undefined;
      return /^[A-Za-z0-9]{32}$/.test(value) ? { value, untilMs } : undefined;
    } catch {
      // Not there, not readable or not whole comes to the same: it is looked for.
      return undefined;
    }
  }

  keep(id: KeptId): void {
    const temporary = `${this.file}.${newId()}`;
    try {
      mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
      writeFileSync(temporary, JSON.stringify({ site: this.site, ...id }), { mode: 0o600, flag: 'wx' });
      renameSync(temporary, this.file);
    } catch {
      // A disk that is full costs a look at the site after the next start, and nothing now.
      rmSync(temporary, { force: true });
    }
  }
}
