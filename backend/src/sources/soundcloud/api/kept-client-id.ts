import { join } from 'node:path';
import { readPrivately, writePrivately } from '../../../common/index.js';

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
    const { site, value, untilMs } = readPrivately(this.file);
    if (site !== this.site || typeof value !== 'string' || typeof untilMs !== 'number') return undefined;
    return /^[A-Za-z0-9]{32}$/.test(value) ? { value, untilMs } : undefined;
  }

  keep(id: KeptId): void {
    try {
      writePrivately(this.file, JSON.stringify({ site: this.site, ...id }));
    } catch {
      // A disk that is full costs a look at the site after the next start, and nothing now.
    }
  }
}
