import { crc32 } from 'node:zlib';
import { SourceUnavailable } from '../sources/index.js';
import { bufferPool, type AudioBody } from '../streaming/index.js';

/** Audio all of which was seen once: what is to be fetched is here. */
export interface WholeAudio {
  readonly sizeBytes: number;
  readonly crc32: number;
}

/**
 * Reads all of it, and says what it came to.
 * @throws SourceUnavailable and what reading throws
 */
export async function sumUp(body: AudioBody, signal: AbortSignal): Promise<WholeAudio> {
  let sum = 0;
  const sizeBytes = await readAll(body, signal, (bytes) => {
    sum = crc32(bytes, sum);
    return Promise.resolve();
  });
  if (sizeBytes !== (body.sizeBytes ?? sizeBytes) || !(await body.isUnchanged())) throw new ChangedMeanwhile();
  return { sizeBytes, crc32: sum };
}

/**
 * Reads it once more for somebody else, a piece at a time.
 * @param take settles when the piece is not needed any more
 * @throws SourceUnavailable these are other bytes than were summed up
 */
export async function passOn(
  body: AudioBody,
  whole: WholeAudio,
  signal: AbortSignal,
  take: (bytes: Buffer) => Promise<void>,
): Promise<void> {
  let sum = 0;
  let left = whole.sizeBytes;
  const sizeBytes = await readAll(body, signal, (bytes) => {
    sum = crc32(bytes, sum);
    left -= bytes.length;
    if (left < 0) throw new ChangedMeanwhile();
    return take(bytes);
  });
  if (sizeBytes !== whole.sizeBytes || sum !== whole.crc32) throw new ChangedMeanwhile();
}

class ChangedMeanwhile extends SourceUnavailable {
  constructor() {
    super('The file was changed while it was read. Download it again.', 'changed-meanwhile');
  }
}

/** @returns how many bytes there were */
async function readAll(body: AudioBody, signal: AbortSignal, take: (bytes: Buffer) => Promise<void>): Promise<number> {
  const buffer = bufferPool.take();
  for (let position = 0; ;) {
    signal.throwIfAborted();
    const length = await body.read(buffer, position, signal);
    if (length === 0) {
      bufferPool.give(buffer);
      return position;
    }
    // Where this fails, the system may still send from the buffer: it is not used again.
    await take(buffer.subarray(0, length));
    position += length;
  }
}
