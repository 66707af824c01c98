import type { ByteFile } from './byte-file.js';
import { genresIn, numberedGenre } from './genres.js';
import { readLyrics3 } from './lyrics3.js';
import { fieldNamed, TagFields } from './tag-fields.js';
import { decodeLatin1, decodeUtf8 } from './text.js';

const ID3V1_BYTES = 128;
const APE_FOOTER_BYTES = 32;
const APE_HAS_HEADER = 0x80000000;
const APE_BINARY_ITEM = 0x2;
const MAX_APE_ITEMS = 200;
const MAX_APE_BYTES = 1024 * 1024;

/**
 * Reads the tags at the end of an MPEG or ADTS file, ID3v1, APEv2 and Lyrics3, filling in what is not there yet.
 * @returns where the audio ends
 */
export function readTrailingTags(file: ByteFile, audioOffset: number, fields: TagFields): number {
  // One read for what most files have; the others look again at the same bytes.
  const tailOffset = Math.max(audioOffset, file.sizeBytes - ID3V1_BYTES - APE_FOOTER_BYTES);
  const tail = file.upTo(tailOffset, file.sizeBytes - tailOffset);
  let end = file.sizeBytes;
  const old = new TagFields();
  if (
    tail.length >= ID3V1_BYTES &&
    tail.toString('latin1', tail.length - ID3V1_BYTES, tail.length - ID3V1_BYTES + 3) === 'TAG'
  ) {
    end -= ID3V1_BYTES;
    readId3v1(tail.subarray(tail.length - ID3V1_BYTES), old);
  }
  end = readLyrics3(file, audioOffset, end, old);
  end = readApeTag(file, audioOffset, end, fields);
  end = readLyrics3(file, audioOffset, end, old);
  fields.fillFrom(old);
  return Math.max(end, audioOffset);
}

/** @returns where the tag begins; `end` where there is none */
function readApeTag(file: ByteFile, audioOffset: number, end: number, fields: TagFields): number {
  const footerAt = end - APE_FOOTER_BYTES;
  if (footerAt < audioOffset) return end;
  const footer = file.upTo(footerAt, APE_FOOTER_BYTES);
  if (footer.toString('latin1', 0, 8) !== 'APETAGEX') return end;
  const size = footer.readUInt32LE(12);
  const hasHeader = (footer.readUInt32LE(20) & APE_HAS_HEADER) !== 0;
  const start = end - size;
  if (size < APE_FOOTER_BYTES || start < audioOffset) return end;
  const ape = new TagFields();
  readApe(file.upTo(start, Math.min(size - APE_FOOTER_BYTES, MAX_APE_BYTES)), ape);
  fields.fillFrom(ape);
  return start - (hasHeader ? APE_FOOTER_BYTES : 0);
}

function readId3v1(tag: Buffer, fields: TagFields): void {
  const text = (from: number, length: number): string => {
    const bytes = tag.subarray(from, from + length);
    const end = bytes.indexOf(0);
    return decodeLatin1(end < 0 ? bytes : bytes.subarray(0, end));
  };
  fields.add('TITLE', text(3, 30));
  fields.add('ARTIST', text(33, 30));
  fields.add('ALBUM', text(63, 30));
  fields.add('DATE', text(93, 4));
  fields.add('COMMENT', text(97, 28));
  if (tag[125] === 0 && tag[126] !== 0) fields.add('TRACKNUMBER', String(tag[126]));
  fields.add('GENRE', numberedGenre(tag[127] ?? 255) ?? '');
}

/** @see https://wiki.hydrogenaud.io/index.php?title=APEv2_specification */
function readApe(tag: Buffer, fields: TagFields): void {
  for (let at = 0, items = 0; at + 9 < tag.length && items < MAX_APE_ITEMS; items++) {
    const length = tag.readUInt32LE(at);
    const flags = tag.readUInt32LE(at + 4);
    const keyEnd = tag.indexOf(0, at + 8);
    if (keyEnd < 0 || keyEnd + 1 + length > tag.length) return;
    const name = fieldNamed(tag.toString('latin1', at + 8, keyEnd));
    if (name !== undefined && (flags & APE_BINARY_ITEM) === 0) {
      const text = decodeUtf8(tag.subarray(keyEnd + 1, keyEnd + 1 + length));
      if (name === 'GENRE')
        for (const part of text.split('\0', 32)) for (const genre of genresIn(part)) fields.add(name, genre);
      else fields.addSeveral(name, text);
    }
    at = keyEnd + 1 + length;
  }
}
