import type { LiveTitle } from '../live-part.js';
import { titleOfParts, type TitleContext } from './live-title.js';
import { decodeText } from './text.js';

/** The fixed beginning of an ID3v2 tag. */
export const ID3_HEADER_BYTES = 10;
/** Tags of streams hold a title, some a picture; what claims more is no tag. */
const MAX_TAG_BYTES = 1024 ** 2;
const MAX_FRAMES = 100;

/** The length of the ID3v2 tag that begins here, header included; undefined where none does. @param bytes 10 at least */
export function id3LengthAt(bytes: Buffer, at: number): number | undefined {
  if (bytes.toString('latin1', at, at + 3) !== 'ID3') return undefined;
  const version = bytes[at + 3] ?? 0;
  const sizes = [...bytes.subarray(at + 6, at + ID3_HEADER_BYTES)];
  if (version < 2 || version > 4 || sizes.some((size) => size >= 0x80)) return undefined;
  const hasFooter = ((bytes[at + 5] ?? 0) & 0x10) !== 0;
  const length = ID3_HEADER_BYTES + sizes.reduce((sum, size) => sum * 128 + size, 0) + (hasFooter ? 10 : 0);
  return length <= MAX_TAG_BYTES ? length : undefined;
}

/**
 * What an ID3v2 tag within a stream announces: `TIT2` and `TPE1`.
 * @param tag all of it; one that is cut off is read as far as it goes
 * @returns undefined where it says nothing of titles, as those that only tell the time
 * @see https://id3.org/id3v2.4.0-structure
 */
export function readId3(
  tag: Buffer,
  context: TitleContext = {},
): { readonly title: LiveTitle | undefined } | undefined {
  const version = tag[3] ?? 0;
  const [nameBytes, headerBytes] = version === 2 ? [3, 6] : [4, 10];
  const texts = new Map<string, string>();
  let at = ID3_HEADER_BYTES;
  for (let n = 0; n < MAX_FRAMES && at + headerBytes <= tag.length; n++) {
    const name = tag.toString('latin1', at, at + nameBytes);
    if (!/^[A-Z][A-Z0-9]+$/.test(name)) break;
    const length = frameLength(tag, at + nameBytes, version);
    const from = at + headerBytes;
    if (name.startsWith('TIT2') || name.startsWith('TPE1') || name === 'TT2' || name === 'TP1') {
      texts.set(
        name.charAt(1) === 'I' || name === 'TT2' ? 'title' : 'artist',
        textOf(tag.subarray(from, from + length), context),
      );
    }
    at = from + length;
  }
  return texts.size === 0 ? undefined : { title: titleOfParts(texts.get('artist'), texts.get('title'), context) };
}

function frameLength(tag: Buffer, at: number, version: number): number {
  if (version === 2) return tag.readUIntBE(at, 3);
  const bytes = [...tag.subarray(at, at + 4)];
  // Version 4 has seven bits a byte; some writers do not know it.
  const bits = version === 4 && bytes.every((byte) => byte < 0x80) ? 128 : 256;
  return bytes.reduce((sum, byte) => sum * bits + byte, 0);
}

function textOf(body: Buffer, { charset }: TitleContext): string {
  const bytes = body.subarray(1);
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const isBig = body[0] === 2 || (body[0] === 1 && bytes[0] === 0xfe);
  const text =
    body[0] === 1 || body[0] === 2
      ? (isBig ? Buffer.from(even).swap16() : even).toString('utf16le')
      : decodeText(bytes, body[0] === 0 ? charset : undefined);
  return text.replaceAll('\ufeff', '').split('\0', 1)[0] ?? '';
}
