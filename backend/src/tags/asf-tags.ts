import { BrokenAudio } from './broken-audio.js';
import type { ByteFile, ByteRange } from './byte-file.js';
import { genresIn } from './genres.js';
import { ContiguousBytes } from './sequential-bytes.js';
import { lrcOf, type SungPiece } from './sung-pieces.js';
import { fieldNamed, type FieldName, type TagFields } from './tag-fields.js';
import { decodeUtf16 } from './text.js';

const MAX_TEXT_BYTES = 1024 * 1024;
const PICTURE_HEAD_BYTES = 512;
const FRONT_COVER = 3;
/** Of synchronised lyrics. */
const IN_MILLISECONDS = 2;
const LYRICS_TEXT = 1;

const FIELDS: Readonly<Record<string, FieldName>> = {
  'WM/AlbumTitle': 'ALBUM', 'WM/AlbumArtist': 'ALBUMARTIST', 'WM/TrackNumber': 'TRACKNUMBER', 'WM/PartOfSet': 'DISCNUMBER',
  'WM/Year': 'DATE', 'WM/OriginalReleaseYear': 'ORIGINALDATE', 'WM/OriginalReleaseTime': 'ORIGINALDATE',
  'WM/Genre': 'GENRE', 'WM/Composer': 'COMPOSER', 'WM/Conductor': 'CONDUCTOR', 'WM/Writer': 'LYRICIST',
  'WM/Producer': 'PRODUCER', 'WM/ModifiedBy': 'REMIXER', 'WM/Publisher': 'LABEL', 'WM/ISRC': 'ISRC',
  'WM/Lyrics': 'LYRICS', 'WM/SetSubTitle': 'DISCSUBTITLE', 'WM/IsCompilation': 'COMPILATION', 'WM/ARTISTS': 'ARTISTS',
  'WM/Work': 'WORK', 'WM/Arranger': 'ARRANGER', 'WM/Engineer': 'ENGINEER', 'WM/Mixer': 'MIXER',
  'WM/ContentGroupDescription': 'GROUPING', 'WM/ArtistSortOrder': 'ARTISTSORT', 'WM/AlbumArtistSortOrder': 'ALBUMARTISTSORT', Author: 'ARTIST',
}; // prettier-ignore

type Kind = 'description' | 'extended' | 'library';

/** Reads one of the objects that hold tags. Damaged ones do not keep the sound from being played. */
export function readAsfTags(file: ByteFile, range: ByteRange, kind: Kind, fields: TagFields): void {
  try {
    if (kind === 'description') readDescription(file, range, fields);
    else readEntries(file, range, kind, fields);
  } catch (error) {
    if (!(error instanceof BrokenAudio)) throw error;
  }
}

function readDescription(file: ByteFile, range: ByteRange, fields: TagFields): void {
  const bytes = new ContiguousBytes(file, range);
  const lengths = Array.from({ length: 5 }, () => bytes.take(2).readUInt16LE(0));
  const names = ['TITLE', 'ARTIST', undefined, 'COMMENT'] as const; // the third is the copyright notice
  names.forEach((name, index) => {
    const text = decodeUtf16(bytes.take(lengths[index] ?? 0), 'little');
    if (name !== undefined) fields.add(name, text);
  });
}

function readEntries(file: ByteFile, range: ByteRange, kind: Kind, fields: TagFields): void {
  const bytes = new ContiguousBytes(file, range);
  const count = bytes.take(2).readUInt16LE(0);
  for (let n = 0; n < count; n++) {
    const entry = kind === 'extended' ? extendedEntry(bytes) : libraryEntry(bytes);
    const ranges = bytes.skip(entry.length);
    if (entry.key === 'WM/Picture') {
      readPicture(bytes.fetch(ranges, PICTURE_HEAD_BYTES), ranges, entry.length, fields);
      continue;
    }
    if (entry.key === 'WM/Lyrics_Synchronised') {
      readSynchronisedLyrics(bytes.fetch(ranges, Math.min(entry.length, MAX_TEXT_BYTES)), fields);
      continue;
    }
    const name =
      FIELDS[entry.key] ?? fieldNamed(entry.key.replace(/^(?:WM|MusicBrainz)\/(?=MusicBrainz|Album|Artist)/, ''));
    const musicBrainz = fieldNamed(entry.key.replace('/', ' '));
    const field = name ?? musicBrainz;
    if (field === undefined || entry.length > MAX_TEXT_BYTES) continue;
    const text = valueText(bytes.fetch(ranges, entry.length), entry.type);
    if (field === 'GENRE') for (const genre of genresIn(text)) fields.add(field, genre);
    else fields.add(field, text);
  }
}

interface Entry {
  readonly key: string;
  readonly type: number;
  readonly length: number;
}

function extendedEntry(bytes: ContiguousBytes): Entry {
  const key = keyText(bytes, bytes.take(2).readUInt16LE(0));
  const rest = bytes.take(4);
  return { key, type: rest.readUInt16LE(0), length: rest.readUInt16LE(2) };
}

function libraryEntry(bytes: ContiguousBytes): Entry {
  const head = bytes.take(12);
  const keyBytes = head.readUInt16LE(4);
  const type = head.readUInt16LE(6);
  const length = head.readUInt32LE(8);
  return { key: keyText(bytes, keyBytes), type, length };
}

const keyText = (bytes: ContiguousBytes, length: number): string =>
  decodeUtf16(bytes.take(length), 'little').replace(/\0[^]*/, '');

/** Types: 0 text, 1 bytes, 2 truth, 3 and 5 32 and 16 bits, 4 64 bits. */
function valueText(bytes: Buffer, type: number): string {
  if (type === 0) return decodeUtf16(bytes, 'little');
  if (type === 2) return (bytes[0] ?? 0) === 0 ? '0' : '1';
  if (type === 3 && bytes.length >= 4) return String(bytes.readUInt32LE(0));
  if (type === 5 && bytes.length >= 2) return String(bytes.readUInt16LE(0));
  return '';
}

/**
 * Unit of time, kind of text, length, description; then lines and their times, all text in UTF-16.
 * @see https://learn.microsoft.com/windows/win32/api/mfidl/ns-mfidl-asfflatsynchronisedlyrics
 */
function readSynchronisedLyrics(bytes: Buffer, fields: TagFields): void {
  if (bytes[0] !== IN_MILLISECONDS || bytes[1] !== LYRICS_TEXT) return;
  const pieces: SungPiece[] = [];
  for (let at = endOfWideText(bytes, 6) + 2; at < bytes.length;) {
    const end = endOfWideText(bytes, at);
    if (end + 6 > bytes.length) break;
    pieces.push({ text: decodeUtf16(bytes.subarray(at, end), 'little'), time: bytes.readUInt32LE(end + 2) });
    at = end + 6;
  }
  fields.add('LYRICS', lrcOf(pieces, 1));
}

function endOfWideText(bytes: Buffer, from: number): number {
  let at = from;
  while (at + 1 < bytes.length && bytes.readUInt16LE(at) !== 0) at += 2;
  return at;
}

/** Kind, size of the picture, MIME type and description in UTF-16, then the picture. */
function readPicture(head: Buffer, ranges: readonly ByteRange[], length: number, fields: TagFields): void {
  if (head.length < 9) return;
  let at = 5;
  for (let texts = 0; texts < 2; texts++) at = endOfWideText(head, at) + 2;
  if (at > head.length) return;
  const pictureBytes = Math.min(head.readUInt32LE(1), length - at);
  fields.addPicture({ ranges, encoding: 'plain', start: at, length: pictureBytes, isFront: head[0] === FRONT_COVER });
}
