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
    madeOf?: Validators,
  ) {
    this.sizeBytes = Number(stats.size);
    if (madeOf) {
      this.validators = { ...madeOf, etag: `${madeOf.etag.slice(0, -1)}-${stats.size.toString(36)}"` };
      return;
    }
    const identity = [stats.ino, stats.size, stats.mtimeNs].map((part) => part.toString(36));
    this.validators = {
      etag: `"${identity.join('-')}"`,
      lastModifiedMs: Number(stats.mtimeNs / 1_000_000_000n) * 1_000,
    };
  }

  /**
   * The file that a path leads to, where it may be read.
   * @param madeOf what tells the bytes from which this file can be made again: made anew it is the same version
   * @throws NotOpened, and the file system's errors
   */
  static async open(
    path: string | Buffer,
    mimeType: string,
    accepts: PathCheck,
    madeOf?: Validators,
  ): Promise<OpenedFile> {
    const { handle, stats } = await openRegular(path, accepts);
    return new OpenedFile(handle, mimeType, stats, madeOf);
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
