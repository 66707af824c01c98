/**
 * Paths as text. File names on Unix are bytes and need not be UTF-8; a locator is the path as text in which every byte
 * that is not part of valid UTF-8 stands as one character from U+F780 to U+F7FF (private use). Bytes that would decode
 * to those characters are written the same way, so a locator leads back to exactly the same bytes, and the locator of
 * a folder is a prefix of those below it.
 */
const ESCAPED = /[\uf780-\uf7ff]/;
const NEEDS_BYTES = /[\ufffd\uf780-\uf7ff]/;
const ESCAPE_BASE = 0xf700;

/** Whether a name that was read as text may have lost bytes and has to be read as bytes. */
export function mayHaveLostBytes(name: string): boolean {
  return NEEDS_BYTES.test(name);
}

/** What the file system calls this file: text, or bytes where the name is not valid UTF-8. */
export function pathOf(locator: string): string | Buffer {
  if (!ESCAPED.test(locator)) return locator;
  const pieces: Buffer[] = [];
  for (const character of locator) {
    const code = character.codePointAt(0) ?? 0;
    pieces.push(ESCAPED.test(character) ? Buffer.from([code - ESCAPE_BASE]) : Buffer.from(character));
  }
  return Buffer.concat(pieces);
}

/** The locator of a path or name in bytes. */
export function locatorOf(path: Buffer): string {
  const text = path.toString('utf8');
  if (!mayHaveLostBytes(text)) return text;
  let locator = '';
  for (let at = 0; at < path.length;) {
    const length = sequenceLength(path[at] ?? 0);
    const piece = path.subarray(at, at + length);
    const character = piece.toString('utf8');
    if (piece.length === length && !ESCAPED.test(character) && Buffer.from(character).equals(piece)) {
      locator += character;
      at += length;
    } else {
      locator += String.fromCharCode(ESCAPE_BASE + (path[at] ?? 0));
      at++;
    }
  }
  return locator;
}

/** How many bytes of UTF-8 begin with this one. */
function sequenceLength(byte: number): number {
  if (byte < 0xc0) return 1;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}
