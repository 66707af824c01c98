import { ACCIDENTALS, CATALOGUES, FORMS, GERMAN_NOTES, KEY_PREPOSITIONS, MODES, NOTES } from './classical-words.js';
import type { Word } from './words.js';

const ONE_LETTER = /^.$/u;
const NUMBERED = /^\p{Nd}+\p{L}?$/u;

/** Catalogue numbers (`op27`, `bwv1007`), keys (`key:c sharp minor`) and names of forms in one spelling. */
export function readWork(words: readonly Word[]): { words: Word[]; isWork: boolean } {
  const read: Word[] = [];
  let isWork = false;
  for (let at = 0; at < words.length; at++) {
    const found = catalogueAt(words, at) ?? keyAt(words, at);
    if (found) {
      isWork = true;
      const [first = '', ...rest] = found.text.split(' ').filter((part) => part !== '');
      if (found.text.startsWith('key:')) read.push({ ...words[at]!, text: found.text });
      else
        read.push({ ...words[at]!, text: first }, ...rest.map((text): Word => ({ ...words[at]!, text, gap: 'blank' })));
      at = found.last;
    } else {
      read.push(words[at]!);
    }
  }
  if (!isWork) return { words: [...words], isWork };
  return { words: read.map((word) => ({ ...word, text: FORMS.get(word.text) ?? word.text })), isWork };
}

interface Found {
  readonly text: string;
  readonly last: number;
}

function catalogueAt(words: readonly Word[], at: number): Found | undefined {
  const word = words[at]!;
  const glued = /^(op|bwv|kv|k|rv|hwv|woo|d)(\p{Nd}+\p{L}?)$/u.exec(word.text);
  if (glued && (glued[1]!.length > 1 || glued[2]!.length > 1))
    return { text: `${CATALOGUES.get(glued[1]!)!}${glued[2]!}`, last: at };
  const catalogue = CATALOGUES.get(word.text);
  const next = words[at + 1];
  if (catalogue === undefined || !next) return undefined;
  if (catalogue === 'hob') return hobokenAt(words, at);
  if (!NUMBERED.test(next.text)) return undefined;
  const isSure =
    !ONE_LETTER.test(word.text) ||
    (next.text.length > 1 && (word.isAbbreviated || (next.text.length > 2 && /^\p{Lu}$/u.test(word.written))));
  if (!isSure) return undefined;
  const second = words[at + 2];
  const isSub = catalogue === 'op' && second?.gap === 'inside' && NUMBERED.test(second.text);
  return isSub
    ? { text: `op${next.text} no${second.text}`, last: at + 2 }
    : { text: `${catalogue}${next.text}`, last: at + 1 };
}

/** Hoboken's catalogue numbers its groups in Roman: Hob. I:104, Hob. VIIe:1. */
function hobokenAt(words: readonly Word[], at: number): Found | undefined {
  const [group, number] = [words[at + 1], words[at + 2]];
  if (!group || !number || !/^[ivx]+\p{L}?$/u.test(group.text) || !NUMBERED.test(number.text)) return undefined;
  return { text: `hob${group.text}:${number.text}`, last: at + 2 };
}

function keyAt(words: readonly Word[], at: number): Found | undefined {
  let position = at;
  const hasPreposition = KEY_PREPOSITIONS.has(words[position]!.text);
  if (hasPreposition) position++;
  const name = words[position]?.text ?? '';
  const accidental = ACCIDENTALS.get(words[position + 1]?.text ?? '');
  const modeAt = position + (accidental === undefined ? 1 : 2);
  const mode = MODES.get(words[modeAt]?.text ?? '');
  if (mode?.isGerman) {
    const german = accidental === undefined ? (GERMAN_NOTES.get(name) ?? NOTES.get(name)) : NOTES.get(name);
    return german === undefined ? undefined : key(german, accidental, mode.mode, modeAt);
  }
  const note = NOTES.get(name);
  if (note === undefined) return undefined;
  if (mode) return key(note, accidental, mode.mode, modeAt);
  // A key without a word for it is major: “No. 1 in C”, “in E-flat, K. 271”.
  const last = modeAt - 1;
  const isAlone = words[last + 1] === undefined || words[last + 1]!.gap === 'stop';
  return hasPreposition && at > 0 && isAlone && ONE_LETTER.test(name)
    ? key(note, accidental, 'major', last)
    : undefined;
}

function key(note: string, accidental: string | undefined, mode: string, last: number): Found {
  return { text: `key:${note}${accidental === undefined ? '' : ` ${accidental}`} ${mode}`, last };
}
