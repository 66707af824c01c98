import { isUtf8 } from 'node:buffer';
import { decodeAs, decodeUtf16, legacyEncoding } from './text.js';

/** Of how many bytes at the beginning it is looked whether every other one is zero. */
const LOOKED_AT_BYTES = 512;

/**
 * The text of a file whose encoding nothing declares: UTF-8, UTF-16 with or without a byte order mark, or what the machine of
 * whoever made it took for plain text.
 * @param telling the part by which the last is told, where the rest is not in the language of whoever wrote it
 */
export function plainText(bytes: Buffer, telling: (plain: string) => string = (plain) => plain): string {
  const order = utf16Order(bytes);
  if (order !== undefined) return withoutMark(decodeUtf16(bytes, order));
  if (isUtf8(bytes)) return withoutMark(bytes.toString('utf8'));
  const plain = bytes.toString('latin1');
  const told = telling(plain);
  // A single stray byte keeps all of it from being UTF-8, but not what tells.
  const said = /[\x80-\xff]/.test(told) ? told : plain;
  return withoutMark(decodeAs(legacyEncoding(Buffer.from(said, 'latin1')), bytes));
}

function utf16Order(bytes: Buffer): 'little' | 'big' | undefined {
  if (bytes.length < 4) return undefined;
  const mark = bytes.readUInt16BE(0);
  if (mark === 0xfffe) return 'little';
  if (mark === 0xfeff) return 'big';
  const length = Math.min(bytes.length, LOOKED_AT_BYTES) & ~1;
  const zeros = [0, 0];
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // Commands and paths are ASCII, so most of one half is zero.
  if (odd > length / 4 && even < odd / 4) return 'little';
  return even > length / 4 && odd < even / 4 ? 'big' : undefined;
}

const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);
