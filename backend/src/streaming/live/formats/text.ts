import { isUtf8 } from 'node:buffer';

/**
 * What windows-1252 has where Latin-1 has control characters (0x80 to 0x9f). Of our own, because the decoder of some versions
 * of Node (20.20.2 for one) takes windows-1252 for Latin-1.
 */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
/** Bytes of a character of UTF-8 that others follow begin here. */
const FIRST_OF_SEVERAL = 0xc2;
/** Of the four bytes of a character. */
const LONGEST_CUT_OFF = 3;
/** Labels of the Encoding Standard that stand for windows-1252. */
const WESTERN = /^(?:ascii|us-ascii|latin1|l1|cp1252|x-cp1252|windows-1252|iso-?8859-?1|iso_8859-1|cp819)$/i;

/**
 * Text of which nobody says what it is in.
 * @param charset as a person set it for the station; absent, or unknown here: UTF-8 where that is valid, else windows-1252
 */
export function decodeText(bytes: Buffer, charset?: string): string {
  const label = charset?.trim() ?? '';
  if (label !== '' && !WESTERN.test(label)) {
    try {
      return new TextDecoder(label).decode(bytes);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  // A station that is set to ISO-8859-1 by mistake or by a list still sends what it sends.
  if (isUtf8(bytes)) return bytes.toString('utf8');
  return withoutCutOff(bytes)?.toString('utf8') ?? decodeWindows1252(bytes);
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

function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll(/[\x80-\x9f]/g, (char) => WINDOWS_1252.charAt(char.charCodeAt(0) - 0x80));
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#34': '"', '#38': '&', '#39': "'", '#60': '<', '#62': '>',
  '#x22': '"', '#x26': '&', '#x27': "'", '#x3c': '<', '#x3e': '>',
}; // prettier-ignore

/** Puts the characters for the five entities of XML. Once: what was written as `&amp;lt;` is `&lt;`. */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(#?\w{1,5});/g, (whole, name: string) => {
    return ENTITIES[name.toLowerCase().replace(/^(#x?)0+/, '$1')] ?? whole;
  });
}
