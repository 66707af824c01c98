import { isUtf8 } from 'node:buffer';
import { decodeWindows1252 } from '../../../common/index.js';

/** Bytes of a character of UTF-8 that others follow begin here. */
const FIRST_OF_SEVERAL = 0xc2;
/** Of the four bytes of a character. */
const LONGEST_CUT_OFF = 3;
/** Of ASCII in UTF-16, half the bytes are zero; of other texts with NULs in them, few. */
const MOST_TEXT_BYTES_A_ZERO = 3;

/**
 * Text of which nobody says what it is in.
 * @param charset as a person set it for the station; absent, or unknown here: UTF-8 where that is valid, UTF-16 where it looks
 * like that, else windows-1252
 */
export function decodeText(bytes: Buffer, charset?: string): string {
  const told = decodeAs(bytes, charset);
  if (told !== undefined) return told;
  const wide = decodeUtf16(bytes);
  if (wide !== undefined) return wide;
  if (isUtf8(bytes)) return bytes.toString('utf8');
  return withoutCutOff(bytes)?.toString('utf8') ?? decodeWindows1252(bytes);
}

/** @returns undefined where there is nothing to go by: a station that is set to ISO-8859-1 by a list still sends what it sends */
function decodeAs(bytes: Buffer, charset = ''): string | undefined {
  if (charset.trim() === '') return undefined;
  try {
    const decoder = new TextDecoder(charset);
    // ASCII and Latin-1 by another name: what has a decoder of our own, and means nothing in particular.
    return decoder.encoding === 'windows-1252' ? undefined : decoder.decode(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** @returns undefined where neither a mark nor every other byte says that it is UTF-16 */
export function decodeUtf16(bytes: Buffer): string | undefined {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  if (mark === 0xfffe) return evenOf(bytes.subarray(2)).toString('utf16le');
  if (mark === 0xfeff)
    return Buffer.from(evenOf(bytes.subarray(2)))
      .swap16()
      .toString('utf16le');
  const zeros = [0, 0];
  let last = bytes.length;
  // What it is padded with says nothing.
  while (last > 0 && bytes[last - 1] === 0) last--;
  for (let at = 0; at < last; at++) if (bytes[at] === 0) zeros[at % 2]!++;
  const [even = 0, odd = 0] = zeros;
  if (last < 4 || Math.max(even, odd) * MOST_TEXT_BYTES_A_ZERO < last || Math.min(even, odd) > 0) return undefined;
  const whole = evenOf(bytes.subarray(0, last + (last % 2)));
  return (even > odd ? Buffer.from(whole).swap16() : whole).toString('utf16le');
}

function evenOf(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length - (bytes.length % 2));
}

/**
 * UTF-8 whose last character was cut off, as programs do that count bytes: without that one. Only where another character
 * shows that it is UTF-8: one letter of windows-1252 at the end looks the same.
 */
function withoutCutOff(bytes: Buffer): Buffer | undefined {
  for (let missing = 1; missing <= LONGEST_CUT_OFF && missing < bytes.length; missing++) {
    const rest = bytes.subarray(0, -missing);
    const begins = (bytes[rest.length] ?? 0) >= FIRST_OF_SEVERAL;
    if (begins && isUtf8(rest) && rest.some((byte) => byte >= FIRST_OF_SEVERAL)) return rest;
  }
  return undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const HIGHEST_CHARACTER = 0x10ffff;

/**
 * Puts the characters for the five entities of XML, and for those that are numbers. Once: what was written as `&amp;lt;` is
 * `&lt;`. As on the web, numbers from 128 to 159 are those of windows-1252.
 */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,8})|#x([\da-f]{1,7}));/gi, (whole, name, decimal, hex) => {
    if (typeof name === 'string') return ENTITIES[name.toLowerCase()] ?? whole;
    const number = typeof decimal === 'string' ? Number(decimal) : parseInt(String(hex), 16);
    if (number >= 0x80 && number <= 0x9f) return decodeWindows1252(Buffer.from([number]));
    return number > 0 && number <= HIGHEST_CHARACTER ? String.fromCodePoint(number) : whole;
  });
}
