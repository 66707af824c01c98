import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from './new-id.js';

const UNFINISHED = '.part';

/**
 * Files that can be made again, in a folder of their own, the least recently used leaving first. A file is there whole
 * or not at all: it is made under a temporary name and renamed. A file that leaves while somebody reads it stays
 * readable through their handle.
 */
export class DiskCache {
  /** Sizes in bytes, least recently used first. */
  private readonly sizes = new Map<string, number>();
  private totalBytes = 0;
  private opening?: Promise<void>;

  /** @param folder made when first needed; nothing else may live in it */
  constructor(
    private readonly folder: string,
    private readonly maxBytes: number,
  ) {}

  /** Finds out what earlier runs left. To be awaited before anything else; costs nothing the second time. */
  open(): Promise<void> {
    this.opening ??= this.load().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  /** Bytes of everything that is kept. */
  get usedBytes(): number {
    return this.totalBytes;
  }

  /**
   * Where the file of this name is; it counts as used now.
   * @param name made of letters, digits, `-`, `_` and `.` only
   */
  find(name: string): string | undefined {
    const size = this.sizes.get(name);
    if (size === undefined) return undefined;
    this.sizes.delete(name);
    this.sizes.set(name, size);
    return join(this.folder, name);
  }

  /** A path to make a new file at. What is not kept is for its maker to remove. */
  temporary(): string {
    return join(this.folder, `${newId()}${UNFINISHED}`);
  }

  /** Takes in a file that is complete, and lets go of others until all fit again. */
  async keep(temporary: string, name: string, sizeBytes: number): Promise<string> {
    const path = join(this.folder, name);
    await rename(temporary, path);
    this.forget(name);
    this.sizes.set(name, sizeBytes);
    this.totalBytes += sizeBytes;
    await this.shrink();
    return path;
  }

  /** Somebody else removed the file. */
  forget(name: string): void {
    this.totalBytes -= this.sizes.get(name) ?? 0;
    this.sizes.delete(name);
  }

  private async load(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const found: { name: string; size: number; atimeMs: number }[] = [];
    for (const name of await readdir(this.folder)) {
      const path = join(this.folder, name);
      // Left behind by a run that was killed.
      if (name.endsWith(UNFINISHED)) await rm(path, { force: true });
      else {
        const { size, atimeMs } = await stat(path);
        found.push({ name, size, atimeMs });
      }
    }
    found.sort((a, b) => a.atimeMs - b.atimeMs);
    for (const { name, size } of found) {
      this.sizes.set(name, size);
      this.totalBytes += size;
    }
    await this.shrink();
  }

  private async shrink(): Promise<void> {
    while (this.totalBytes > this.maxBytes) {
      const [oldest] = this.sizes.keys();
      if (oldest === undefined) return;
      this.forget(oldest);
      await rm(join(this.folder, oldest), { force: true });
    }
  }
}
