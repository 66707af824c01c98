import type { ByteFile, ByteRange } from './byte-file.js';
import { ebmlElement, ebmlElements, ebmlNumber, ebmlText, type EbmlElement } from './ebml.js';
import type { TagFields } from './tag-fields.js';

const EDITION_ENTRY = 0x45b9;
const EDITION_HIDDEN = 0x45bd;
const EDITION_DEFAULT = 0x45db;
const EDITION_ORDERED = 0x45dd;
const CHAPTER_ATOM = 0xb6;
const TIME_START = 0x91;
const HIDDEN = 0x98;
const ENABLED = 0x4598;
const DISPLAY = 0x80;
const DISPLAY_TEXT = 0x85;
const MAX_TITLE_BYTES = 4_096;

/**
 * Chapters of the edition that is played by default. One whose chapters are played in another order than they lie is none
 * that a file could be cut by.
 * @see RFC 9559, 5.1.7
 */
export function readMatroskaChapters(file: ByteFile, chapters: ByteRange, fields: TagFields): void {
  let chosen: EbmlElement | undefined;
  for (const edition of ebmlElements(file, chapters)) {
    if (edition.id !== EDITION_ENTRY || isSet(file, edition, EDITION_HIDDEN)) continue;
    if (!chosen || (isSet(file, edition, EDITION_DEFAULT) && !isSet(file, chosen, EDITION_DEFAULT))) chosen = edition;
  }
  if (!chosen || isSet(file, chosen, EDITION_ORDERED)) return;
  let atoms = atomsIn(file, chosen);
  const [only] = atoms;
  // A single one that holds all others is the book.
  if (atoms.length === 1 && only) {
    const inner = atomsIn(file, only);
    if (inner.length > 1) atoms = inner;
  }
  for (const atom of atoms) {
    const start = ebmlElement(file, atom, TIME_START);
    const display = ebmlElement(file, atom, DISPLAY);
    const text = display && ebmlElement(file, display, DISPLAY_TEXT);
    fields.addChapter(start ? ebmlNumber(file, start) / 1_000_000 : 0, text && ebmlText(file, text, MAX_TITLE_BYTES));
  }
}

function atomsIn(file: ByteFile, within: ByteRange): EbmlElement[] {
  const atoms: EbmlElement[] = [];
  for (const atom of ebmlElements(file, within)) {
    if (atom.id !== CHAPTER_ATOM || isSet(file, atom, HIDDEN)) continue;
    const enabled = ebmlElement(file, atom, ENABLED);
    if (!enabled || ebmlNumber(file, enabled) !== 0) atoms.push(atom);
  }
  return atoms;
}

function isSet(file: ByteFile, within: ByteRange, id: number): boolean {
  const flag = ebmlElement(file, within, id);
  return flag !== undefined && ebmlNumber(file, flag) === 1;
}
