import { decodeWindows1252 } from '../../common/index.js';

/**
 * The text of a file that does not say how it is encoded: by its byte order mark, by where its zeros are (UTF-16 without one),
 * as UTF-8 where that is what it is, else as Windows-1252, which is Latin-1 and more.
 */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), false);
  const zeros = zerosIn(bytes.subarray(0, 1_000));
  if (zeros.odd > zeros.even * 4 && zeros.odd > 8) return utf16(bytes, true);
  if (zeros.even > zeros.odd * 4 && zeros.even > 8) return utf16(bytes, false);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
}

function utf16(bytes: Buffer, isLittleEndian: boolean): string {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return (isLittleEndian ? even : Buffer.from(even).swap16()).toString('utf16le');
}

function zerosIn(bytes: Buffer): { odd: number; even: number } {
  const zeros = { odd: 0, even: 0 };
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2 === 1 ? 'odd' : 'even']++;
  return zeros;
}
