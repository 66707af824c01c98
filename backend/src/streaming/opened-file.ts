import { fstatSync, type BigIntStats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Validators } from './preconditions.js';

/** A file that is open, as it was then. */
export class OpenedFile {
  readonly sizeBytes: number;
  readonly validators: Validators;

  private constructor(
    readonly handle: FileHandle,
    private readonly stats: BigIntStats,
  ) {
    this.sizeBytes = Number(stats.size);
    const identity = [stats.ino, stats.size, stats.mtimeNs].map((part) => part.toString(36));
    this.validators = {
      etag: `"${identity.join('-')}"`,
      lastModifiedMs: Number(stats.mtimeNs / 1_000_000_000n) * 1_000,
    };
  }

  /** @returns undefined for what is no regular file */
  static async open(path: string | Buffer): Promise<OpenedFile | undefined> {
    const handle = await open(path, 'r');
    try {
      // On a file just opened this takes microseconds; through the thread pool it would take ten times that.
      const stats = fstatSync(handle.fd, { bigint: true });
      if (stats.isFile()) return new OpenedFile(handle, stats);
    } catch (error) {
      await handle.close();
      throw error;
    }
    await handle.close();
    return undefined;
  }

  /** Whether the bytes are still those that the validators stand for. A file replaced by another stays what it was. */
  isUnchanged(): boolean {
    const { size, mtimeNs } = fstatSync(this.handle.fd, { bigint: true });
    return size === this.stats.size && mtimeNs === this.stats.mtimeNs;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
