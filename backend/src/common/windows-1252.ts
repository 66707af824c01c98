/**
 * What 80 to 9F stand for (https://encoding.spec.whatwg.org/#index-windows-1252); the five that stand for nothing keep their
 * number. `TextDecoder('windows-1252')` gives control characters for all of them on some versions of Node that are in use.
 */
const FROM_80_TO_9F =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Text in windows-1252, which is what those mean who say “ISO-8859-1” or “ASCII”. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (char) => FROM_80_TO_9F.charAt(char.charCodeAt(0) - 0x80));
}
