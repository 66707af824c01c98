import { fstatSync, type BigIntStats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { AudioBody } from './audio-body.js';
import type { Validators } from './preconditions.js';

/** A file that is open, as it was then. */
export class OpenedFile implements AudioBody {
  readonly sizeBytes: number;
  readonly validators: Validators;

  private constructor(
    readonly handle: FileHandle,
    readonly mimeType: string,
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
  static async open(path: string | Buffer, mimeType: string): Promise<OpenedFile | undefined> {
    const handle = await open(path, 'r');
    try {
      // On a file just opened this takes microseconds; through the thread pool it would take ten times that.
      const stats = fstatSync(handle.fd, { bigint: true });
      if (stats.isFile()) return new OpenedFile(handle, mimeType, stats);
    } catch (error) {
      await handle.close();
      throw error;
    }
    await handle.close();
    return undefined;
  }

  async read(into: Buffer, position: number): Promise<number> {
    return (await this.handle.read(into, 0, into.length, position)).bytesRead;
  }

  /** A file replaced by another stays what it was. */
  isUnchanged(): boolean {
    const { size, mtimeNs } = fstatSync(this.handle.fd, { bigint: true });
    return size === this.stats.size && mtimeNs === this.stats.mtimeNs;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
