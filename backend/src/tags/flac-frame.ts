import type { ByteFile } from './byte-file.js';

/** The last frame of nearly every file begins within this distance of its end. */
const TAIL_BYTES = 256 * 1024;
const LONGEST_HEADER_BYTES = 16;

/**
 * How many samples a FLAC file holds, by the number in its last frame: for files written to a pipe, whose header leaves
 * it open. Right to one block; 0 when no frame is found.
 * @param blockSamples samples in each block where all are equal
 * @see RFC 9639, 9.1
 */
export function samplesByLastFrame(file: ByteFile, audioOffset: number, blockSamples: number): number {
  const from = Math.max(audioOffset, file.sizeBytes - TAIL_BYTES);
  const tail = file.upTo(from, file.sizeBytes - from);
  for (let at = tail.length - LONGEST_HEADER_BYTES; at >= 0; at--) {
    if (tail[at] !== 0xff || ((tail[at + 1] ?? 0) & 0xfe) !== 0xf8) continue;
    const number = codedNumber(tail, at + 4);
    if (!number) continue;
    const crcAt = number.next + extraBytes(tail[at + 2] ?? 0);
    if (crc8(tail, at, crcAt) !== tail[crcAt]) continue;
    const countsSamples = ((tail[at + 1] ?? 0) & 1) === 1;
    return countsSamples ? number.value : (number.value + 1) * blockSamples;
  }
  return 0;
}

/** A block size or sample rate that has no code follows the number. */
function extraBytes(codes: number): number {
  const blockSize = codes >>> 4;
  const sampleRate = codes & 15;
  const forBlockSize = blockSize === 6 ? 1 : blockSize === 7 ? 2 : 0;
  const forSampleRate = sampleRate === 12 ? 1 : sampleRate === 13 || sampleRate === 14 ? 2 : 0;
  return forBlockSize + forSampleRate;
}

/** A number coded as in UTF-8, extended to seven bytes. */
function codedNumber(bytes: Buffer, at: number): { value: number; next: number } | undefined {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { value: first, next: at + 1 };
  const length = Math.clz32(~(first << 24));
  if (length < 2 || length > 7) return undefined;
  let value = first & (0x7f >>> length);
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    if ((byte & 0xc0) !== 0x80) return undefined;
    value = value * 64 + (byte & 0x3f);
  }
  return { value, next: at + length };
}

function crc8(bytes: Buffer, from: number, to: number): number {
  let crc = 0;
  for (let i = from; i < to; i++) {
    crc ^= bytes[i] ?? 0;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ ((crc & 0x80) === 0 ? 0 : 0x07)) & 0xff;
  }
  return crc;
}
