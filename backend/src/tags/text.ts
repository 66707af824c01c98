import { isUtf8 } from 'node:buffer';

/**
 * Text in tags. Standards name an encoding and files ignore it: “Latin-1” is often UTF-8, Windows-1252, Windows-1251
 * or Shift-JIS. Only plainly recognisable cases are mended; whatever else stays what the standard says.
 */
const HIGH_BYTES = /[\x80-\xff]/;
/** Control characters of Latin-1, which no text holds: quotes and dashes in Windows-1252. */
const WINDOWS_BYTES = /[\x80-\x9f]/;
/** Hiragana or katakana in Shift-JIS, two in a row. */
const KANA_BYTES = /(?:\x82[\x9f-\xf1]|\x83[\x40-\x96]){2}/;
const KANA = /[\u3040-\u30ff]/;
/** Chinese in GBK: both bytes of all but rare characters are in the upper half of the table. */
const HIGH_RUN = /[\x80-\xff]+/g;
/** Leads of the characters in common use, and followers that Cyrillic words have none of. */
const COMMON_HANZI = /[\xb0-\xd7][\xa1-\xfe]/g;
const HANZI_FOLLOWER = /[\xb0-\xf7][\xa1-\xa7\xa9-\xb7\xb9-\xbf]/;
/** Words written wholly in the upper half of the table: Cyrillic in Windows-1251, never Western text. */
const CYRILLIC_WORD = /(?<![A-Za-z])[\xa8\xb8\xc0-\xff]{3,}(?![A-Za-z])/g;
const LETTERS = /[A-Za-z\xa8\xb8\xc0-\xff]/g;

/** Text declared as Latin-1. */
export function decodeLatin1(bytes: Buffer): string {
  return decodeAs(legacyEncoding(bytes), bytes);
}

/** What text without a declared encoding turns out to be in, by the labels of the Encoding Standard. */
export type LegacyEncoding = 'latin1' | 'utf-8' | 'shift_jis' | 'gbk' | 'windows-1251' | 'windows-1252';

export function decodeAs(encoding: LegacyEncoding, bytes: Buffer): string {
  if (encoding === 'latin1') return bytes.toString('latin1');
  return encoding === 'utf-8' ? bytes.toString('utf8') : new TextDecoder(encoding).decode(bytes);
}

/** Only plainly recognisable cases; the longer the text, the surer. */
export function legacyEncoding(bytes: Buffer): LegacyEncoding {
  const plain = bytes.toString('latin1');
  if (!HIGH_BYTES.test(plain)) return 'latin1';
  if (isUtf8(bytes)) return 'utf-8';
  if (KANA_BYTES.test(plain)) {
    const japanese = new TextDecoder('shift_jis').decode(bytes);
    if (KANA.test(japanese) && !japanese.includes('\ufffd')) return 'shift_jis';
  }
  if (isGbk(plain)) return 'gbk';
  const cyrillic = plain.match(CYRILLIC_WORD)?.join('').length ?? 0;
  if (cyrillic > 0 && cyrillic >= (plain.match(LETTERS)?.length ?? 0) * 0.6) return 'windows-1251';
  return WINDOWS_BYTES.test(plain) ? 'windows-1252' : 'latin1';
}

/** Whether runs of high bytes fall into pairs, most of which are common Chinese characters. */
function isGbk(text: string): boolean {
  const runs = text.match(HIGH_RUN) ?? [];
  // A rare character has its second byte in the lower half.
  if (runs.filter((run) => run.length % 2 !== 0).length * 20 > runs.length) return false;
  const common = runs.reduce((sum, run) => sum + (run.match(COMMON_HANZI)?.length ?? 0), 0);
  return common * 2 > runs.join('').length * 0.6 && runs.some((run) => HANZI_FOLLOWER.test(run));
}

/** UTF-8 where it is valid, else as legacy text. */
export function decodeUtf8(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? decodeLatin1(bytes) : text;
}

/** UTF-16 with a byte order mark, or in the given order without one. */
export function decodeUtf16(bytes: Buffer, orderWithoutMark: 'little' | 'big'): string {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
  const isMarked = mark === 0xfeff || mark === 0xfffe;
  const isBig = isMarked ? mark === 0xfeff : orderWithoutMark === 'big';
  const body = bytes.subarray(isMarked ? 2 : 0, bytes.length - (bytes.length % 2));
  return isBig ? Buffer.from(body).swap16().toString('ucs2') : body.toString('ucs2');
}
