import type { ByteRange, ByteSource } from './byte-file.js';
import type { Chapter } from './chapters.js';
import { genresIn } from './genres.js';
import { synchsafe } from './synchsafe.js';
import { lrcOf, type SungPiece } from './sung-pieces.js';
import { fieldNamed, type FieldName, type TagFields } from './tag-fields.js';
import { decodeLatin1, decodeUtf16, decodeUtf8 } from './text.js';
import { withoutUnsynchronisation } from './unsynchronisation.js';

const MAX_TEXT_BYTES = 64 * 1024;
const MAX_LYRICS_BYTES = 1024 * 1024;
const FRONT_COVER = 3;
const CHAPTER_TIMES_BYTES = 16;
const MAX_INNER_FRAMES = 32;
const INNER_HEADER_BYTES = 10;
/** Kind, place and description of a picture, before its bytes. */
const MAX_PICTURE_HEAD = 1_024;
const MAX_LINK_BYTES = 2_048;
/** Units of `SYLT`. */
const IN_FRAMES = 1;
const IN_MILLISECONDS = 2;
const MUSICBRAINZ_OWNER = 'http://musicbrainz.org';

const TEXT_FRAMES: Readonly<Record<string, FieldName>> = {
  TIT2: 'TITLE', TPE1: 'ARTIST', TPE2: 'ALBUMARTIST', TPE3: 'CONDUCTOR', TPE4: 'REMIXER', TALB: 'ALBUM',
  TRCK: 'TRACKNUMBER', TPOS: 'DISCNUMBER', TDRC: 'DATE', TYER: 'DATE', TDRL: 'DATE', TDOR: 'ORIGINALDATE',
  TORY: 'ORIGINALDATE', TCOM: 'COMPOSER', TEXT: 'LYRICIST', TPUB: 'LABEL', TSRC: 'ISRC', TSST: 'DISCSUBTITLE',
  TCMP: 'COMPILATION', TSOP: 'ARTISTSORT', TSO2: 'ALBUMARTISTSORT', TIT1: 'GROUPING', GRP1: 'GROUPING', MVNM: 'MOVEMENTNAME',
  MVIN: 'MOVEMENT',
}; // prettier-ignore

/** Involved people, by the names of their functions as taggers write them. */
const INVOLVEMENTS: Readonly<Record<string, FieldName>> = {
  producer: 'PRODUCER', conductor: 'CONDUCTOR', remixer: 'REMIXER', 'mix artist': 'REMIXER', lyricist: 'LYRICIST',
  composer: 'COMPOSER', arranger: 'ARRANGER', engineer: 'ENGINEER', mix: 'MIXER', mixer: 'MIXER',
}; // prettier-ignore
/** ID3v2.3 names players among the others, by their instruments: “violin”, but not “mastering” or “recorded by”. */
const NO_INSTRUMENT =
  /\bby$|(?:prod|engin|master|mix|edit|record(?:ed|ing)|program|arrang|design|compil|assist|artwork|photo|liner|translat|coordinat)/i;

/** Where the frame body lies, and what its flags say of it. */
export interface FrameBody {
  readonly id: string;
  readonly version: 2 | 3 | 4;
  readonly source: ByteSource;
  readonly offset: number;
  readonly length: number;
  /** `own`: this frame alone (2.4). `tag`: the whole tag, whose decoded bytes `source` holds (2.2, 2.3). */
  readonly unsynchronised?: 'own' | { readonly tagOffset: number; readonly tagLength: number };
}

/** Reads one frame into the fields; frames that nothing is made of are not even fetched. */
export function readFrameBody(frame: FrameBody, fields: TagFields): void {
  const { id } = frame;
  const name = TEXT_FRAMES[id];
  if (name !== undefined) fields.addSeveral(name, textOf(frame));
  else if (id === 'TCON') for (const text of textOf(frame).split('\0', 32)) addGenres(text, fields);
  else if (id === 'TDAT') addDayAndMonth(textOf(frame), fields);
  else if (id === 'TXXX') readUserText(frame, fields);
  else if (id === 'APIC' || id === 'PIC') readPicture(frame, fields);
  else if (id === 'UFID') readUniqueId(frame, fields);
  else if (id === 'COMM' || id === 'USLT') readDescribedText(frame, fields);
  else if (id === 'SYLT') readSynchronisedLyrics(frame, fields);
  else if (id === 'RVA2') readVolume(frame, fields);
  else if (id === 'CHAP') readChapter(frame, fields);
  else if (id === 'CTOC') readContents(frame, fields);
  else if (id === 'TIPL' || id === 'IPLS' || id === 'TMCL') readPeople(frame, fields);
}

function bytesOf(frame: FrameBody, most: number): Buffer {
  const bytes = frame.source.upTo(frame.offset, Math.min(frame.length, most));
  return frame.unsynchronised === 'own' ? withoutUnsynchronisation(bytes) : bytes;
}

function decode(encoding: number, bytes: Buffer): string {
  if (encoding === 1) return decodeUtf16(bytes, 'little');
  if (encoding === 2) return decodeUtf16(bytes, 'big');
  return encoding === 3 ? decodeUtf8(bytes) : decodeLatin1(bytes);
}

/** Where the text that starts at `from` ends, and where what follows it starts. */
function endOfText(bytes: Buffer, from: number, encoding: number): { end: number; next: number } {
  if (encoding !== 1 && encoding !== 2) {
    const end = bytes.indexOf(0, from);
    return end < 0 ? { end: bytes.length, next: bytes.length } : { end, next: end + 1 };
  }
  for (let at = from; at + 1 < bytes.length; at += 2) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return { end: at, next: at + 2 };
  }
  return { end: bytes.length, next: bytes.length };
}

function textOf(frame: FrameBody): string {
  const bytes = bytesOf(frame, MAX_TEXT_BYTES);
  const encoding = bytes[0] ?? 0;
  // UTF-16 repeats its byte order mark in each value.
  const text = decode(encoding, bytes.subarray(1));
  return encoding === 1 ? text.replaceAll('\ufeff', '') : text;
}

function addGenres(text: string, fields: TagFields): void {
  for (const genre of genresIn(text)) fields.add('GENRE', genre);
}

/** ID3v2.3 gives the day apart from the year, as DDMM. */
function addDayAndMonth(text: string, fields: TagFields): void {
  const [, day, month] = /^(\d\d)(\d\d)$/.exec(text.replaceAll('\0', '')) ?? [];
  if (day !== undefined && month !== undefined) fields.dayAndMonth = { day, month };
}

function readUserText(frame: FrameBody, fields: TagFields): void {
  const head = bytesOf(frame, MAX_TEXT_BYTES);
  const encoding = head[0] ?? 0;
  const { end, next } = endOfText(head, 1, encoding);
  const name = fieldNamed(decode(encoding, head.subarray(1, end)));
  if (name === undefined) return;
  const bytes = name === 'LYRICS' ? bytesOf(frame, MAX_LYRICS_BYTES) : head;
  const text = decode(encoding, bytes.subarray(next)).replaceAll('\ufeff', '');
  if (name === 'GENRE') addGenres(text, fields);
  else fields.addSeveral(name, text);
}

function readUniqueId(frame: FrameBody, fields: TagFields): void {
  const text = bytesOf(frame, 256).toString('latin1');
  const [owner, id] = text.split('\0', 2);
  if (owner === MUSICBRAINZ_OWNER && id !== undefined) fields.add('MUSICBRAINZ_TRACKID', id);
}

/** `COMM` and `USLT`: encoding, language, description, text. Described comments are some program's own notes. */
function readDescribedText(frame: FrameBody, fields: TagFields): void {
  const isLyrics = frame.id === 'USLT';
  const bytes = bytesOf(frame, isLyrics ? MAX_LYRICS_BYTES : MAX_TEXT_BYTES);
  const encoding = bytes[0] ?? 0;
  const { end, next } = endOfText(bytes, 4, encoding);
  const description = decode(encoding, bytes.subarray(4, end)).replace('\ufeff', '');
  const text = decode(encoding, bytes.subarray(next));
  if (isLyrics) fields.add('LYRICS', text);
  else if (description === '' && !fields.has('COMMENT')) fields.add('COMMENT', text);
}

/** `SYLT` becomes LRC, or waits for the length of the frames in which it counts. */
function readSynchronisedLyrics(frame: FrameBody, fields: TagFields): void {
  const bytes = bytesOf(frame, MAX_LYRICS_BYTES);
  const encoding = bytes[0] ?? 0;
  const unit = bytes[4];
  const isLyrics = bytes[5] === 1 || bytes[5] === 0;
  if (!isLyrics) return;
  const pieces: SungPiece[] = [];
  for (let { next: at } = endOfText(bytes, 6, encoding); at < bytes.length;) {
    const { end, next } = endOfText(bytes, at, encoding);
    if (next + 4 > bytes.length) break;
    // UTF-16 may repeat its byte order mark before each.
    const text = decode(encoding, bytes.subarray(at, end)).replace('\ufeff', '');
    pieces.push({ text, time: bytes.readUInt32BE(next) });
    at = next + 4;
  }
  if (unit === IN_MILLISECONDS) fields.add('LYRICS', lrcOf(pieces, 1));
  else if (unit === IN_FRAMES) fields.lyricsByFrame ??= pieces;
}

/** `RVA2`: an identification, then channel, 1/512 dB, and a peak; only the master channel counts. */
function readVolume(frame: FrameBody, fields: TagFields): void {
  const bytes = bytesOf(frame, 512);
  const { end, next } = endOfText(bytes, 0, 0);
  const kind = bytes.toString('latin1', 0, end).toLowerCase();
  if (bytes[next] !== 1 || next + 3 > bytes.length) return;
  const gain = `${bytes.readInt16BE(next + 1) / 512} dB`;
  const name = kind === 'album' ? 'REPLAYGAIN_ALBUM_GAIN' : 'REPLAYGAIN_TRACK_GAIN';
  if (!fields.has(name)) fields.add(name, gain);
}

function readPeople(frame: FrameBody, fields: TagFields): void {
  const people = textOf(frame).split('\0', 64);
  for (let i = 0; i + 1 < people.length; i += 2) {
    const part = (people[i] ?? '').trim();
    const person = (people[i + 1] ?? '').trim();
    const name = frame.id === 'TMCL' ? undefined : INVOLVEMENTS[part.toLowerCase()];
    if (name !== undefined) fields.add(name, person);
    else if (person !== '' && plays(frame.id, part))
      fields.add('PERFORMER', part === '' ? person : `${person} (${part})`);
  }
}

/** Whether a frame of people names one of them for an instrument. */
const plays = (frameId: string, part: string): boolean =>
  frameId === 'TMCL' || (frameId === 'IPLS' && part !== '' && !NO_INSTRUMENT.test(part));

/**
 * `CHAP`: an id, when it begins and ends in milliseconds and in bytes, then frames that tell of it.
 * @see https://id3.org/id3v2-chapters-1.0
 */
function readChapter(frame: FrameBody, fields: TagFields): void {
  const bytes = bytesOf(frame, MAX_TEXT_BYTES);
  const { end, next } = endOfText(bytes, 0, 0);
  if (next + CHAPTER_TIMES_BYTES > bytes.length) return;
  const startMs = bytes.readUInt32BE(next);
  const from = next + CHAPTER_TIMES_BYTES;
  // What was written without certain bytes is read from what they were put back into, which is no place in the file.
  const isApart = frame.unsynchronised === 'own';
  const told = isApart
    ? toldIn((offset, length) => bytes.subarray(offset, offset + length), from, bytes.length, frame.version)
    : toldIn(
        (offset, length) => frame.source.upTo(offset, length),
        frame.offset + from,
        frame.offset + frame.length,
        frame.version,
      );
  const { picture, ...texts } = told;
  const isInFile = frame.unsynchronised === undefined && picture !== undefined;
  fields.taggedChapters.add(bytes.toString('latin1', 0, end), { startMs, ...texts, ...(isInFile && { picture }) });
}

/** What the frames within a frame tell: title, link, and where the picture is. Pictures are passed over. */
function toldIn(
  read: (offset: number, length: number) => Buffer,
  from: number,
  end: number,
  version: 2 | 3 | 4,
): Omit<Chapter, 'startMs'> {
  const told: { title?: string; link?: string; picture?: ByteRange } = {};
  for (let at = from, n = 0; at + INNER_HEADER_BYTES < end && n < MAX_INNER_FRAMES; n++) {
    const header = read(at, INNER_HEADER_BYTES);
    if (header.length < INNER_HEADER_BYTES) break;
    const plain = header.readUInt32BE(4);
    const isPlain = version !== 4 || (plain & 0x80808080) !== 0;
    const size = Math.min(isPlain ? plain : synchsafe(header, 4), end - at - INNER_HEADER_BYTES);
    const id = header.toString('latin1', 0, 4);
    const body = (most: number): Buffer => read(at + INNER_HEADER_BYTES, Math.min(size, most));
    if (id === 'TIT2' && size > 0) told.title ??= firstText(body(MAX_TEXT_BYTES));
    else if (id === 'WXXX' && size > 0) told.link ??= userLink(body(MAX_TEXT_BYTES));
    // Packed, or written in another way than as it is.
    else if (id === 'APIC' && header[9] === 0)
      told.picture ??= pictureIn(body(MAX_PICTURE_HEAD), at + INNER_HEADER_BYTES, size);
    at += INNER_HEADER_BYTES + size;
  }
  return told;
}

/** Where the bytes of an `APIC` begin; undefined where it is a link. */
function pictureIn(head: Buffer, offset: number, size: number): ByteRange | undefined {
  const mimeEnd = head.indexOf(0, 1) + 1;
  if (mimeEnd <= 0 || head.toString('latin1', 1, mimeEnd - 1) === '-->') return undefined;
  const { next } = endOfText(head, mimeEnd + 1, head[0] ?? 0);
  return next < size ? { offset: offset + next, length: size - next } : undefined;
}

function firstText(body: Buffer): string {
  const text = decode(body[0] ?? 0, body.subarray(1)).replaceAll('\ufeff', '');
  return text.split('\0', 1)[0] ?? '';
}

/** `WXXX`: encoding, description, address. */
function userLink(body: Buffer): string {
  const { next } = endOfText(body, 1, body[0] ?? 0);
  const { end } = endOfText(body, next, 0);
  return body.toString('latin1', next, Math.min(end, next + MAX_LINK_BYTES)).trim();
}

/** `CTOC`: which chapters there are. Others are marks for pictures that change. */
function readContents(frame: FrameBody, fields: TagFields): void {
  const bytes = bytesOf(frame, MAX_TEXT_BYTES);
  const { next } = endOfText(bytes, 0, 0);
  const count = bytes[next + 1] ?? 0;
  const ids: string[] = [];
  for (let at = next + 2, n = 0; n < count && at < bytes.length; n++) {
    const { end, next: following } = endOfText(bytes, at, 0);
    ids.push(bytes.toString('latin1', at, end));
    at = following;
  }
  fields.taggedChapters.addContents(ids);
}

/** `APIC` and its forerunner `PIC`: only where the picture lies is noted; its bytes are not read. */
function readPicture(frame: FrameBody, fields: TagFields): void {
  const head = bytesOf(frame, MAX_PICTURE_HEAD);
  const encoding = head[0] ?? 0;
  const mimeEnd = frame.id === 'PIC' ? 4 : head.indexOf(0, 1) + 1;
  if (mimeEnd <= 0) return;
  if (frame.id === 'APIC' && head.toString('latin1', 1, mimeEnd - 1) === '-->') return; // a link
  const { next } = endOfText(head, mimeEnd + 1, encoding);
  const isFront = head[mimeEnd] === FRONT_COVER;
  const { unsynchronised, offset, length } = frame;
  if (unsynchronised === undefined) {
    const ranges = [{ offset: offset + next, length: length - next }];
    fields.addPicture({ ranges, encoding: 'plain', start: 0, length: length - next, isFront });
  } else if (unsynchronised === 'own') {
    const ranges = [{ offset, length }];
    fields.addPicture({ ranges, encoding: 'unsynchronised', start: next, length: length - next, isFront });
  } else {
    const { tagOffset, tagLength } = unsynchronised;
    const ranges = [{ offset: tagOffset, length: tagLength }];
    const start = offset + next;
    fields.addPicture({ ranges, encoding: 'unsynchronised', start, length: length - next, isFront });
  }
}
