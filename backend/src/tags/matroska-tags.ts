import type { ByteFile, ByteRange } from './byte-file.js';
import { ebmlElement, ebmlElements, ebmlNumber, ebmlText } from './ebml.js';
import { genresIn } from './genres.js';
import { fieldNamed, type FieldName, type TagFields } from './tag-fields.js';

const TAG = 0x7373;
const TARGETS = 0x63c0;
const TARGET_TYPE_VALUE = 0x68ca;
/** Of a chapter, an edition or an attached file: not of the sound. */
const OTHER_TARGETS = [0x63c4, 0x63c9, 0x63c6];
const SIMPLE_TAG = 0x67c8;
const TAG_NAME = 0x45a3;
const TAG_STRING = 0x4487;
const MAX_NAME_BYTES = 256;
const MAX_TEXT_BYTES = 1024 * 1024;
const ALBUM_LEVEL = 50;

const ATTACHED_FILE = 0x61a7;
const FILE_NAME = 0x466e;
const FILE_TYPE = 0x4660;
const FILE_DATA = 0x465c;

/** Names of Matroska that others have not, or use otherwise. */
const NAMES: Readonly<Partial<Record<string, FieldName>>> = {
  PART_NUMBER: 'TRACKNUMBER', LEAD_PERFORMER: 'ARTIST', DATE_RELEASED: 'DATE', DATE_RECORDED: 'DATE', LABEL_CODE: 'LABEL',
  REMIXED_BY: 'REMIXER', WRITTEN_BY: 'LYRICIST',
}; // prettier-ignore
/** What is said of an album is said of it by other names elsewhere. */
const ALBUM_NAMES: Readonly<Partial<Record<string, FieldName>>> = {
  TITLE: 'ALBUM',
  ARTIST: 'ALBUMARTIST',
  TOTAL_PARTS: 'TRACKTOTAL',
  PART_NUMBER: 'DISCNUMBER',
};

/**
 * Tags of the album and of the track. Whoever knows no levels writes all of them at the level that is meant where none is
 * said, which is the album's; so that counts only where it is said.
 * @see RFC 9559, 5.1.8; https://www.matroska.org/technical/tagging.html
 */
export function readMatroskaTags(file: ByteFile, tags: ByteRange, fields: TagFields): void {
  for (const tag of ebmlElements(file, tags)) {
    if (tag.id !== TAG) continue;
    const targets = ebmlElement(file, tag, TARGETS);
    if (targets && OTHER_TARGETS.some((id) => isNamed(file, targets, id))) continue;
    const level = targets && ebmlElement(file, targets, TARGET_TYPE_VALUE);
    const isOfAlbum = level !== undefined && ebmlNumber(file, level) === ALBUM_LEVEL;
    for (const simple of ebmlElements(file, tag)) {
      if (simple.id === SIMPLE_TAG) readSimpleTag(file, simple, isOfAlbum, fields);
    }
  }
}

/** 0 stands for all of them. */
function isNamed(file: ByteFile, targets: ByteRange, id: number): boolean {
  const target = ebmlElement(file, targets, id);
  return target !== undefined && ebmlNumber(file, target) !== 0;
}

function readSimpleTag(file: ByteFile, simple: ByteRange, isOfAlbum: boolean, fields: TagFields): void {
  const nameElement = ebmlElement(file, simple, TAG_NAME);
  const text = ebmlElement(file, simple, TAG_STRING);
  if (!nameElement || !text) return;
  const key = ebmlText(file, nameElement, MAX_NAME_BYTES).toUpperCase();
  const name = (isOfAlbum ? ALBUM_NAMES[key] : undefined) ?? NAMES[key] ?? fieldNamed(key);
  if (name === undefined) return;
  const value = ebmlText(file, text, MAX_TEXT_BYTES);
  if (name === 'GENRE') for (const genre of genresIn(value)) fields.add(name, genre);
  else fields.add(name, value);
}

/** The picture among the attached files that is named as a cover; else the first. */
export function readMatroskaCover(file: ByteFile, attachments: ByteRange, fields: TagFields): void {
  for (const attached of ebmlElements(file, attachments)) {
    if (attached.id !== ATTACHED_FILE) continue;
    const type = ebmlElement(file, attached, FILE_TYPE);
    const data = ebmlElement(file, attached, FILE_DATA);
    if (!type || !data || !/^image\/(?:jpeg|png|webp)$/i.test(ebmlText(file, type, 64))) continue;
    const name = ebmlElement(file, attached, FILE_NAME);
    const isFront = name !== undefined && /^(?:cover|folder|front)\./i.test(ebmlText(file, name, MAX_NAME_BYTES));
    const { offset, length } = data;
    fields.addPicture({ ranges: [{ offset, length }], encoding: 'plain', start: 0, length, isFront });
  }
}
