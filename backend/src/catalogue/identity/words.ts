import { foldLetters, prepareText } from './letters.js';

/** One word, number or sign of a name. */
export interface Word {
  /** Folded. */
  readonly text: string;
  /** As it was written. */
  readonly written: string;
  /** What was before it: a blank, only a sign inside a word (the dash of “Blink-182”), or a stop between phrases. */
  readonly gap: 'blank' | 'inside' | 'stop';
  /** Whether a full stop follows at once. */
  readonly isAbbreviated: boolean;
}

/** Words that become other words when their apostrophe is left out. In all others it counts for nothing. */
const NEEDS_APOSTROPHE = new Set(['ill', 'well', 'hell', 'shell', 'were', 'wed', 'shed', 'id', 'hed', 'shes']);

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
/** Signs that mean something wherever they stand. Brackets, dots, quotes and the like separate. */
const SIGN = /[\p{Sc}\p{Sm}\p{So}+*%@]/u;
const IGNORED_SIGN = /[|~<>^]/u;
const STOP = /[:;,/()[\]{}|"]/u;
const LETTER = /\p{L}/u;

/** The words of a name. Empty only for a text without any visible sign; one of signs alone is one word. */
export function wordsOf(text: string): Word[] {
  // “Parts 1 - 5” is a range as “1-5” is.
  const prepared = prepareText(text).replace(/(?<=[\dIVX]) - (?=[\dIVX])/gu, '-');
  const words = splitWords(prepared);
  if (words.some(({ text: word }) => WORD_CHARACTER.test(word))) return words;
  const signs = prepared.replaceAll(' ', '');
  return signs === '' ? [] : [{ text: signs, written: signs, gap: 'stop', isAbbreviated: false }];
}

/** Folded words with blanks between, for looking a phrase up in a list. */
export function phraseOf(text: string): string {
  return wordsOf(text)
    .map((word) => word.text)
    .join(' ');
}

function splitWords(text: string): Word[] {
  const characters = Array.from(text);
  const words: Word[] = [];
  let word = '';
  let gap: Word['gap'] = 'stop';
  const close = (next: string | undefined): void => {
    const text = foldWord(word);
    if (text !== '') {
      words.push({ text, written: word.replaceAll("'", ''), gap, isAbbreviated: next === '.' });
      gap = 'inside';
    }
    word = '';
  };
  characters.forEach((character, at) => {
    const [before, after] = [characters[at - 1] ?? ' ', characters[at + 1] ?? ' '];
    const letter = letterFor(character, before, after);
    if (letter !== undefined) {
      word += letter;
    } else if (isSign(character, before, after)) {
      close(character);
      words.push({ text: character, written: character, gap, isAbbreviated: false });
      gap = 'inside';
    } else {
      close(character);
      if (STOP.test(character) && !(character === '/' && before !== ' ' && after !== ' ')) gap = 'stop';
      else if (character === ' ' && gap === 'inside') gap = 'blank';
    }
  });
  close(undefined);
  return words;
}

/** What a character stands for inside a word; undefined where it ends the word. */
function letterFor(character: string, before: string, after: string): string | undefined {
  if (WORD_CHARACTER.test(character) || character === "'") return character;
  if (character === '$' && (LETTER.test(before) || LETTER.test(after))) return 's'; // Ke$ha, $uicideboy$
  if (character === '!' && LETTER.test(before) && LETTER.test(after)) return 'i'; // P!nk
  if (character === '*' && LETTER.test(before + after)) return '*'; // F**k
  return undefined;
}

function isSign(character: string, before: string, after: string): boolean {
  if (character === '&') return true;
  if (character === '#') return !LETTER.test(after) || LETTER.test(before);
  return SIGN.test(character) && !IGNORED_SIGN.test(character);
}

function foldWord(word: string): string {
  const text = foldLetters(word);
  const plain = text.replaceAll("'", '');
  const inner = text.slice(1, -1);
  return NEEDS_APOSTROPHE.has(plain) && inner.includes("'") ? text : plain;
}
