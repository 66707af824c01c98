import { decodeWindows1252 } from '../../../common/index.js';

const LESS_THAN = 0x3c;
/** As far as an XML declaration is looked for. */
const DECLARATION_BYTES = 1_024;
/** Names under which windows-1252 goes (https://encoding.spec.whatwg.org/#names-and-labels). */
const WINDOWS_1252 = /^(?:us-)?ascii$|^(?:x-)?(?:windows-|cp)1252$|^(?:iso[-_]?8859-?1|latin1|l1)$|^ibm819$/i;

/**
 * The text that bytes from outside are: by their byte order mark; as UTF-8 where they are valid UTF-8 with signs beyond ASCII,
 * because labels lie more often than bytes; else as the header says, else as the XML declaration does, else as windows-1252.
 * @param contentType header of the answer that they came with
 */
export function decodeText(bytes: Uint8Array, contentType?: string): string {
  const marked = byOrderMark(bytes);
  if (marked !== undefined) return marked;
  const utf8 = tryDecode(bytes, 'utf-8', true);
  if (utf8 !== undefined && utf8.length !== bytes.length) return utf8;
  const labels = [charsetOf(contentType), declaredEncoding(bytes)];
  for (const label of labels) {
    if (label === undefined) continue;
    if (WINDOWS_1252.test(label)) return utf8 ?? decodeWindows1252(bytes);
    // Not even a NUL between the letters: it cannot be what it says.
    if (/^utf-?(?:16|32)/i.test(label) && !bytes.subarray(0, DECLARATION_BYTES).includes(0)) continue;
    const decoded = tryDecode(bytes, label, /^utf-?8$/i.test(label));
    if (decoded !== undefined) return decoded;
  }
  return utf8 ?? decodeWindows1252(bytes);
}

function byOrderMark(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return tryDecode(bytes, 'utf-8', true) ?? decodeWindows1252(bytes.subarray(3));
  }
  if (first === 0xff && second === 0xfe) return tryDecode(bytes, 'utf-16le', false);
  if (first === 0xfe && second === 0xff) return tryDecode(bytes, 'utf-16be', false);
  // What every document begins with tells as well as the mark that is missing (XML 1.0, appendix F).
  if (first === LESS_THAN && second === 0) return tryDecode(bytes, 'utf-16le', false);
  if (first === 0 && second === LESS_THAN) return tryDecode(bytes, 'utf-16be', false);
  return undefined;
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType?.slice(0, 200) ?? '')?.[1];
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString('latin1');
  return /<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})/i.exec(start)?.[1];
}

/** @returns undefined where nobody knows such an encoding, or where it is strict and the bytes are something else */
function tryDecode(bytes: Uint8Array, encoding: string, isStrict: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: isStrict }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}
