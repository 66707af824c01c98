/**
 * Text in tags. Standards name an encoding and files ignore it: “Latin-1” is often UTF-8, Windows-1252, Windows-1251
 * or Shift-JIS. Only plainly recognisable cases are mended; whatever else stays what the standard says.
 */
const HIGH_BYTES = /[\x80-\xff]/;
const KANA = /[\u3040-\u30ff]/;
/** Words written wholly in the upper half of the table: Cyrillic in Windows-1251, never Western text. */
const CYRILLIC_WORD = /(?<![A-Za-z])[\xa8\xb8\xc0-\xff]{3,}(?![A-Za-z])/g;
const LETTERS = /[A-Za-z\xa8\xb8\xc0-\xff]/g;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const shiftJis = new TextDecoder('shift_jis', { fatal: true });
const windows1251 = new TextDecoder('windows-1251');
const windows1252 = new TextDecoder('windows-1252');

/** Text declared as Latin-1. */
export function decodeLatin1(bytes: Buffer): string {
  const plain = bytes.toString('latin1');
  if (!HIGH_BYTES.test(plain)) return plain;
  const asUtf8 = decodeStrictly(utf8, bytes);
  if (asUtf8 !== undefined) return asUtf8;
  const asShiftJis = decodeStrictly(shiftJis, bytes);
  if (asShiftJis !== undefined && KANA.test(asShiftJis)) return asShiftJis;
  const cyrillic = plain.match(CYRILLIC_WORD)?.join('').length ?? 0;
  if (cyrillic > 0 && cyrillic >= (plain.match(LETTERS)?.length ?? 0) * 0.6) return windows1251.decode(bytes);
  // Differs from Latin-1 only where that has control characters.
  return windows1252.decode(bytes);
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

function decodeStrictly(decoder: typeof utf8, bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined; // not in that encoding
    throw error;
  }
}
