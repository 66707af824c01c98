import { Injectable } from '@nestjs/common';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError, newId } from '../../common/index.js';
import { Directories } from '../../config/index.js';

/** Most that is taken: the largest exports there are take some hundred megabytes. */
const MAX_BYTES = 2 * 1024 * 1024 * 1024;

class UploadTooLarge extends DomainError {
  override readonly kind = 'invalid';
  override readonly code = 'import-too-large';
  override readonly title = 'File too large';
}

class UploadInterrupted extends DomainError {
  override readonly kind = 'invalid';
  override readonly code = 'import-interrupted';
  override readonly title = 'Upload interrupted';
}

/** What streams say when the other side is gone. */
const GONE = new Set<unknown>(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);

/** A file that was handed over. */
export interface Upload {
  readonly path: string;
  readonly sizeBytes: number;
}

/** Keeps files that are being imported, under names of its own, in the data folder. */
@Injectable()
export class UploadFolder {
  private readonly folder: string;

  constructor({ data }: Directories) {
    this.folder = join(data, 'imports');
  }

  /**
   * Takes in what is sent, as fast as the disk takes it.
   * @param announcedBytes where the sender says how much it is
   * @throws DomainError it is too much
   */
  async take(sent: Readable, announcedBytes: number | undefined): Promise<Upload> {
    if ((announcedBytes ?? 0) > MAX_BYTES) throw tooLarge();
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = join(this.folder, newId());
    let sizeBytes = 0;
    try {
      await pipeline(
        sent,
        async function* bounded(chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            sizeBytes += chunk.length;
            if (sizeBytes > MAX_BYTES) throw tooLarge();
            yield chunk;
          }
        },
        createWriteStream(path, { mode: 0o600 }),
      );
    } catch (error) {
      await rm(path, { force: true });
      const isGone = error instanceof Error && 'code' in error && GONE.has(error.code);
      throw isGone ? new UploadInterrupted('The file did not arrive whole.') : error;
    }
    return { path, sizeBytes };
  }

  async remove({ path }: Upload): Promise<void> {
    await rm(path, { force: true });
  }

  /** Removes all there is, also what a run left that was killed. */
  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

function tooLarge(): UploadTooLarge {
  return new UploadTooLarge(`Files of more than ${MAX_BYTES / 1024 ** 3} GiB are not taken.`);
}
