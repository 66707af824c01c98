import type { ByteFile, ByteRange } from './byte-file.js';
import { genresIn, numberedGenre } from './genres.js';
import { mp4Box, mp4Boxes, type Mp4Box } from './mp4-boxes.js';
import { fieldNamed, type FieldName, type TagFields } from './tag-fields.js';
import { decodeUtf16, decodeUtf8 } from './text.js';

const MAX_TEXT_BYTES = 1024 * 1024;
/** Kinds of `data`: the others are pictures. */
const UTF16_TEXT = 2;

const NUMBER_ATOMS: Readonly<Record<string, FieldName>> = { '©mvi': 'MOVEMENT', '©mvc': 'MOVEMENTTOTAL' };
const TEXT_ATOMS: Readonly<Record<string, FieldName>> = {
  '©nam': 'TITLE', '©ART': 'ARTIST', '©alb': 'ALBUM', aART: 'ALBUMARTIST', '©day': 'DATE', '©wrt': 'COMPOSER',
  '©cmt': 'COMMENT', '©lyr': 'LYRICS', '©con': 'CONDUCTOR', '©pub': 'LABEL', soar: 'ARTISTSORT', soaa: 'ALBUMARTISTSORT',
  '©wrk': 'WORK', '©grp': 'GROUPING', '©mvn': 'MOVEMENTNAME', '©arg': 'ARRANGER', '©prd': 'PRODUCER', '©prf': 'PERFORMER',
}; // prettier-ignore

/** The tags of iTunes: `moov/udta/meta/ilst`. */
export function readMp4Tags(file: ByteFile, moov: ByteRange, fields: TagFields): void {
  const udta = mp4Box(file, moov, 'udta');
  const meta = udta && mp4Box(file, udta, 'meta');
  if (!meta) return;
  // A full box with version and flags, except where QuickTime wrote it.
  const isFull = file.upTo(meta.offset + 4, 4).toString('latin1') !== 'hdlr';
  const skipped = isFull ? 4 : 0;
  const ilst = mp4Box(file, { offset: meta.offset + skipped, length: meta.length - skipped }, 'ilst');
  if (!ilst) return;
  for (const item of mp4Boxes(file, ilst)) readItem(file, item, fields);
}

function readItem(file: ByteFile, item: Mp4Box, fields: TagFields): void {
  const name = TEXT_ATOMS[item.type];
  const counted = NUMBER_ATOMS[item.type];
  if (name !== undefined) for (const text of texts(file, item)) fields.add(name, text);
  else if (counted !== undefined) fields.add(counted, String(wholeNumberIn(file, item) || ''));
  else if (item.type === '©gen') addGenres(texts(file, item), fields);
  else if (item.type === 'gnre') addGenres([numberedGenre(numberIn(file, item, 0) - 1) ?? ''], fields);
  else if (item.type === 'trkn') addPosition(file, item, 'TRACKNUMBER', 'TRACKTOTAL', fields);
  else if (item.type === 'disk') addPosition(file, item, 'DISCNUMBER', 'DISCTOTAL', fields);
  else if (item.type === 'cpil' && byteIn(file, item) === 1) fields.add('COMPILATION', '1');
  else if (item.type === '----') readFreeform(file, item, fields);
  else if (item.type === 'covr') readCover(file, item, fields);
}

/** The values of an item, without the type and locale before them. */
function* values(file: ByteFile, item: ByteRange): Generator<ByteRange & { kind: number }> {
  for (const box of mp4Boxes(file, item)) {
    if (box.type !== 'data' || box.length < 8) continue;
    const kind = file.exactly(box.offset, 4).readUInt32BE(0) & 0xffffff;
    yield { offset: box.offset + 8, length: box.length - 8, kind };
  }
}

function* texts(file: ByteFile, item: ByteRange): Generator<string> {
  for (const { offset, length, kind } of values(file, item)) {
    const bytes = file.upTo(offset, Math.min(length, MAX_TEXT_BYTES));
    yield kind === UTF16_TEXT ? decodeUtf16(bytes, 'big') : decodeUtf8(bytes);
  }
}

function numberIn(file: ByteFile, item: ByteRange, at: number): number {
  for (const { offset, length } of values(file, item)) {
    return length >= at + 2 ? file.exactly(offset + at, 2).readUInt16BE(0) : 0;
  }
  return 0;
}

/** Of one, two or four bytes, as the writer liked. */
function wholeNumberIn(file: ByteFile, item: ByteRange): number {
  for (const { offset, length } of values(file, item)) {
    return length >= 1 && length <= 4 ? file.exactly(offset, length).readUIntBE(0, length) : 0;
  }
  return 0;
}

function byteIn(file: ByteFile, item: ByteRange): number {
  for (const { offset, length } of values(file, item)) return length >= 1 ? (file.exactly(offset, 1)[0] ?? 0) : 0;
  return 0;
}

function addPosition(file: ByteFile, item: ByteRange, number: FieldName, total: FieldName, fields: TagFields): void {
  fields.add(number, String(numberIn(file, item, 2) || ''));
  fields.add(total, String(numberIn(file, item, 4) || ''));
}

function addGenres(found: Iterable<string>, fields: TagFields): void {
  for (const text of found) for (const genre of genresIn(text)) fields.add('GENRE', genre);
}

/** `----`: a name within the namespace of some program, in practice always iTunes. */
function readFreeform(file: ByteFile, item: ByteRange, fields: TagFields): void {
  const label = mp4Box(file, item, 'name');
  if (!label || label.length <= 4 || label.length > 256) return;
  const name = fieldNamed(file.upTo(label.offset + 4, label.length - 4).toString('latin1'));
  if (name === undefined) return;
  if (name === 'GENRE') addGenres(texts(file, item), fields);
  else for (const text of texts(file, item)) fields.add(name, text);
}

function readCover(file: ByteFile, item: ByteRange, fields: TagFields): void {
  for (const { offset, length } of values(file, item)) {
    fields.addPicture({ ranges: [{ offset, length }], encoding: 'plain', start: 0, length, isFront: true });
    return; // the first is the front
  }
}
