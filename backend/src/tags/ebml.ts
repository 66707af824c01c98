import { BrokenAudio } from './broken-audio.js';
import type { ByteFile, ByteRange } from './byte-file.js';

/** Headers of a file have some hundred; a book has a few for each chapter. */
const MAX_ELEMENTS = 20_000;
/** Ids have up to four bytes, sizes up to eight. */
const HEADER_BYTES = 12;

export interface EbmlElement extends ByteRange {
  /** With the bit that tells its length, as the tables of Matroska have it. */
  readonly id: number;
  /** Its end is told by nothing but what follows it: so streams are written that nobody goes back in. */
  readonly isOpen: boolean;
}

/**
 * The elements in a stretch of the file, `offset` and `length` without their headers. What reaches past the end of the
 * stretch is cut there.
 * @see RFC 8794, 4 to 6
 */
export function* ebmlElements(file: ByteFile, within: ByteRange): Generator<EbmlElement> {
  const end = within.offset + within.length;
  let at = within.offset;
  for (let elements = 0; at < end; elements++) {
    if (elements > MAX_ELEMENTS) throw new BrokenAudio('corrupt', 'The headers of the file do not come to an end.');
    const header = file.upTo(at, Math.min(HEADER_BYTES, end - at));
    const idBytes = Math.clz32(header[0] ?? 0) - 23;
    const sizeBytes = Math.clz32(header[idBytes] ?? 0) - 23;
    if (idBytes > 4 || sizeBytes > 8 || header.length < idBytes + sizeBytes) return; // nothing that could be made sense of
    const id = header.readUIntBE(0, idBytes);
    const size = sizeIn(header.subarray(idBytes, idBytes + sizeBytes));
    const offset = at + idBytes + sizeBytes;
    const length = Math.min(size ?? Infinity, end - offset);
    yield { id, offset, length, isOpen: size === undefined };
    at = offset + length;
  }
}

/** @returns undefined for the size that means “unknown” */
function sizeIn(bytes: Buffer): number | undefined {
  const bits = 7 * bytes.length;
  let value = (bytes[0] ?? 0) & (0x7f >> (bytes.length - 1));
  for (let i = 1; i < bytes.length; i++) value = value * 256 + (bytes[i] ?? 0);
  return value === 2 ** bits - 1 || value > Number.MAX_SAFE_INTEGER ? undefined : value;
}

/** The first element of this id in a stretch. */
export function ebmlElement(file: ByteFile, within: ByteRange, id: number): EbmlElement | undefined {
  for (const element of ebmlElements(file, within)) if (element.id === id) return element;
  return undefined;
}

/** Numbers above 2^53 come out as the nearest that is one. */
export function ebmlNumber(file: ByteFile, { offset, length }: ByteRange): number {
  let value = 0;
  for (const byte of file.exactly(offset, Math.min(length, 8))) value = value * 256 + byte;
  return value;
}

export function ebmlFloat(file: ByteFile, { offset, length }: ByteRange): number {
  const bytes = file.exactly(offset, Math.min(length, 8));
  return length === 4 ? bytes.readFloatBE(0) : length === 8 ? bytes.readDoubleBE(0) : 0;
}

/** Text may be padded with zeros. */
export function ebmlText(file: ByteFile, { offset, length }: ByteRange, most: number): string {
  const text = file.upTo(offset, Math.min(length, most)).toString('utf8');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
