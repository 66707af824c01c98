import type { AudioBody } from '../audio-body.js';
import { readHead } from './demuxers.js';

/** How far boxes before the audio are looked at: within the first piece of a fetch. */
const LOOKED_AT_BYTES = 1024 * 1024;
const LOOKED_AT_BOXES = 32;

/**
 * Whether the index of an MP4 file (`moov`) stands behind the audio (`mdat`): then the audio is found only by who can go back
 * to it (ISO 14496-12 §4.2, §8.1.1).
 */
export async function isIndexAtEnd(input: AudioBody, signal: AbortSignal): Promise<boolean> {
  let position = 0;
  for (let boxes = 0; boxes < LOOKED_AT_BOXES && position < LOOKED_AT_BYTES; boxes++) {
    const head = await readHead(input, position, signal);
    if (head.length < 16) return false;
    const type = head.toString('latin1', 4, 8);
    if (type === 'moov' || type === 'mdat') return type === 'mdat';
    const size = head.readUInt32BE(0);
    const sizeBytes = size === 1 ? Number(head.readBigUInt64BE(8)) : size;
    if (sizeBytes < 8) return false;
    position += sizeBytes;
  }
  return false;
}
