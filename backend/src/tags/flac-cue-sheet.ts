import type { ByteFile, ByteRange } from './byte-file.js';
import type { CuePoint, TagFields } from './tag-fields.js';

/** Catalogue number, lead-in, flags, and the number of tracks. */
const HEADER_BYTES = 396;
const TRACK_BYTES = 36;
const INDEX_BYTES = 12;
/** The track behind the last, of CDs and of everything else. */
const LEAD_OUTS = [170, 255];

/**
 * The `CUESHEET` block of FLAC: where the tracks of a CD begin, in samples.
 * @see RFC 9639, 8.7
 * @throws BrokenAudio the file ends within it
 */
export function readFlacCueSheet(file: ByteFile, { offset, length }: ByteRange, fields: TagFields): void {
  if (length < HEADER_BYTES) return;
  const count = file.exactly(offset + HEADER_BYTES - 1, 1)[0] ?? 0;
  const points: CuePoint[] = [];
  let at = offset + HEADER_BYTES;
  for (let n = 0; n < count && at + TRACK_BYTES <= offset + length; n++) {
    const track = file.exactly(at, TRACK_BYTES);
    const start = Number(track.readBigUInt64BE(0));
    const number = track[8] ?? 0;
    const isrc = track.toString('latin1', 9, 21).replaceAll('\0', '').trim();
    const isAudio = ((track[21] ?? 0) & 0x80) === 0;
    const indices = track[35] ?? 0;
    at += TRACK_BYTES;
    if (at + indices * INDEX_BYTES > offset + length) break;
    const startSample = start + firstIndex(file, at, indices);
    if (isAudio && !LEAD_OUTS.includes(number) && Number.isSafeInteger(startSample)) {
      points.push({ number, startSample, ...(isrc !== '' && { isrc }) });
    }
    at += indices * INDEX_BYTES;
  }
  fields.cuePoints ??= points;
}

/** Where the first index that is no pause lies within its track. */
function firstIndex(file: ByteFile, at: number, indices: number): number {
  for (let n = 0; n < indices; n++) {
    const index = file.exactly(at + n * INDEX_BYTES, INDEX_BYTES);
    if (index[8] !== 0) return Number(index.readBigUInt64BE(0));
  }
  return 0;
}
