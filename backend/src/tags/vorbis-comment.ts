import { BrokenAudio } from './broken-audio.js';
import { genresIn } from './genres.js';
import type { SequentialBytes } from './sequential-bytes.js';
import { fieldNamed, type TagFields } from './tag-fields.js';
import { decodeUtf8 } from './text.js';

const MAX_COMMENTS = 2_000;
const MAX_COMMENT_BYTES = 1024 * 1024;
/** No picture is as short, and few texts are as long. */
const LEAST_PICTURE_BYTES = 128;
const PICTURE_KEY = 'METADATA_BLOCK_PICTURE=';
/** Holds the fixed part of a picture block and a description of usual length. */
const PICTURE_HEAD_BYTES = 1024;
const FRONT_COVER = 3;
const CHAPTER_KEY = /^chapter\d/i;

/**
 * The comments of Vorbis, Opus and FLAC.
 * @see https://xiph.org/vorbis/doc/v-comment.html
 */
export function readVorbisComment(bytes: SequentialBytes, fields: TagFields): void {
  bytes.skip(bytes.take(4).readUInt32LE(0)); // name of the encoder
  const count = bytes.take(4).readUInt32LE(0);
  if (count > MAX_COMMENTS) throw new BrokenAudio('corrupt', `The tags claim ${count} entries.`);
  for (let n = 0; n < count; n++) {
    const length = bytes.take(4).readUInt32LE(0);
    if (length < LEAST_PICTURE_BYTES) addComment(bytes.take(length), fields);
    else readLongComment(bytes, length, fields);
  }
}

function readLongComment(bytes: SequentialBytes, length: number, fields: TagFields): void {
  const key = bytes.take(PICTURE_KEY.length).toString('latin1');
  const rest = length - PICTURE_KEY.length;
  if (key.toUpperCase() === PICTURE_KEY) readPictureComment(bytes, rest, fields);
  else if (rest > MAX_COMMENT_BYTES) bytes.skip(rest);
  else addComment(Buffer.concat([Buffer.from(key, 'latin1'), bytes.take(rest)]), fields);
}

function addComment(comment: Buffer, fields: TagFields): void {
  const equals = comment.indexOf(0x3d);
  if (equals <= 0) return;
  const key = comment.toString('latin1', 0, equals);
  const name = fieldNamed(key);
  if (name === undefined && !CHAPTER_KEY.test(key)) return;
  const text = decodeUtf8(comment.subarray(equals + 1));
  if (name === undefined) return fields.addChapterText(key, text);
  if (name === 'GENRE') for (const genre of genresIn(text)) fields.add(name, genre);
  else fields.add(name, text);
}

/** The same picture block as in FLAC, in Base64. */
function readPictureComment(bytes: SequentialBytes, length: number, fields: TagFields): void {
  const ranges = bytes.skip(length);
  const head = Buffer.from(bytes.fetch(ranges, PICTURE_HEAD_BYTES).toString('latin1'), 'base64');
  const picture = pictureIn(head, Math.floor((length * 3) / 4));
  if (picture) fields.addPicture({ ranges, encoding: 'base64', ...picture });
}

/** Notes where the picture of a FLAC picture block of `length` bytes lies. */
export function readFlacPicture(bytes: SequentialBytes, length: number, fields: TagFields): void {
  const ranges = bytes.skip(length);
  const picture = pictureIn(bytes.fetch(ranges, PICTURE_HEAD_BYTES), length);
  if (picture) fields.addPicture({ ranges, encoding: 'plain', ...picture });
}

/**
 * The picture within its block, of which `head` holds the beginning.
 * @see https://xiph.org/flac/format.html#metadata_block_picture
 */
function pictureIn(head: Buffer, blockLength: number): { start: number; length: number; isFront: boolean } | undefined {
  if (head.length < 32) return undefined;
  const mimeLength = head.readUInt32BE(4);
  if (mimeLength > 256 || head.length < 12 + mimeLength) return undefined;
  if (head.toString('latin1', 8, 8 + mimeLength) === '-->') return undefined; // a link
  const start = 8 + mimeLength + 4 + head.readUInt32BE(8 + mimeLength) + 20;
  if (start > head.length) return undefined;
  const length = head.readUInt32BE(start - 4);
  return start + length > blockLength ? undefined : { start, length, isFront: head.readUInt32BE(0) === FRONT_COVER };
}
