import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../common/index.js';
import { Directories } from '../../config/index.js';
import { ArtworkNotFound } from '../../sources/index.js';
import { CoverNotKept } from './cover-refused.js';

const NAME = /^[0-9a-f]{64}$/;

const FULL: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk with the data folder of Pyxis is full, so the cover was not kept. Make room there, and try again.',
  EDQUOT: 'The data folder of Pyxis has used up its quota, so the cover was not kept. Make room there, and try again.',
};
const REFUSED = 'The cover could not be written to the data folder of Pyxis. See to it that Pyxis may write there.';

/**
 * The pictures that people gave, as they gave them, in the data folder: nothing can make them again. They go by the check
 * sum of their content, so that the same picture lies there once.
 */
@Injectable()
export class PictureFolder {
  private readonly folder: string;

  constructor({ data }: Directories) {
    this.folder = join(data, 'covers');
  }

  /**
   * It is there whole or not at all, also when the machine goes down.
   * @returns its name
   * @throws CoverNotKept
   */
  async keep(picture: Buffer): Promise<string> {
    const name = createHash('sha256').update(picture).digest('hex');
    const path = join(this.folder, name);
    const temporary = `${path}.${newId()}`;
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(picture);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      return name;
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      const code = codeOf(error);
      throw code === undefined
        ? error
        : new CoverNotKept(code in FULL ? 'disk-full' : 'not-writable', FULL[code] ?? REFUSED);
    }
  }

  /** @throws ArtworkNotFound */
  async read(name: string): Promise<Buffer> {
    try {
      if (NAME.test(name)) return await readFile(join(this.folder, name));
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
    throw new ArtworkNotFound('This cover is not in the data folder any more. Choose it again.');
  }

  /** From now on it counts as new. */
  async touch(name: string, nowMs: number): Promise<void> {
    const now = new Date(nowMs);
    await utimes(join(this.folder, name), now, now).catch(() => undefined);
  }

  /** Names of those that were neither kept nor touched since; what was begun and never finished goes. */
  async unchangedSince(beforeMs: number): Promise<readonly string[]> {
    const old: string[] = [];
    for (const name of await readdir(this.folder).catch(() => [])) {
      const { mtimeMs } = await stat(join(this.folder, name)).catch(() => ({ mtimeMs: Infinity }));
      if (mtimeMs >= beforeMs) continue;
      if (NAME.test(name)) old.push(name);
      else await this.remove(name);
    }
    return old;
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.folder, name), { force: true });
  }
}

/** What the system says; undefined for what it did not say. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : undefined;
}
