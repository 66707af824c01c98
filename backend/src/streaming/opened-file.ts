import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { openRegular, type PathCheck } from '../common/index.js';
import type { AudioBody } from './audio-body.js';
import type { Validators } from './preconditions.js';

/** A file that is open, as it was then. */
export class OpenedFile implements AudioBody {
  readonly sizeBytes: number;
  readonly validators: Validators;

  private constructor(
    private readonly handle: FileHandle,
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

  /**
   * The file that a path leads to, where it may be read.
   * @throws NotOpened, and the file system's errors
   */
  static async open(path: string | Buffer, mimeType: string, accepts: PathCheck): Promise<OpenedFile> {
    const { handle, stats } = await openRegular(path, accepts);
    return new OpenedFile(handle, mimeType, stats);
  }

  async read(into: Buffer, position: number): Promise<number> {
    return (await this.handle.read(into, 0, into.length, position)).bytesRead;
  }

  wholeFile(): Promise<FileHandle> {
    return Promise.resolve(this.handle);
  }

  /** A file replaced by another stays what it was. */
  async isUnchanged(): Promise<boolean> {
    const { size, mtimeNs } = await this.handle.stat({ bigint: true });
    return size === this.stats.size && mtimeNs === this.stats.mtimeNs;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
