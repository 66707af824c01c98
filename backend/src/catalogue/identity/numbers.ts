import { NUMBER_WORDS, bareRomanValue, romanValue } from './number-words.js';
import { NEED_DIGITS, PART_WORDS } from './part-words.js';
import type { Word } from './words.js';

const DIGITS = /^\p{Nd}+$/u;
const JOINERS = new Set(['and', '&', 'to', 'bis', 'a', 'und', 'et']);

/** The value of a word that a word like “Part” announces: digits, Roman or spelled out; a letter stands for itself. */
function announcedValue({ text }: Word): string | undefined {
  if (DIGITS.test(text)) return withoutZeros(text);
  const value = NUMBER_WORDS.get(text) ?? romanValue(text);
  if (value !== undefined) return String(value);
  return undefined;
}

/** Numbers by value, the words that announce them by kind, and a numeral at the end: `Pt. II` and `Part Two` are `part2`. */
export function readNumbers(words: readonly Word[]): Word[] {
  return compoundNumbers(rangesOf(words));
}

/** The values of numbered parts, for what has a code of its own but shares it: `['part2', 'op67']`. */
export function numberedParts(words: readonly Word[]): string[] {
  return words.map((word) => word.text).filter((text) => /^\p{L}*\d/u.test(text));
}

function rangesOf(words: readonly Word[]): Word[] {
  const read: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const kind = PART_WORDS.get(word.text);
    const next = words[at + 1];
    const value = kind === undefined || next === undefined ? undefined : valueAfter(word, next);
    if (kind === undefined || value === undefined) {
      read.push(plainNumber(word, at, words));
      continue;
    }
    const [values, last] = furtherValues(words, at + 1, value);
    read.push({ ...word, text: `${kind === 'part' ? 'part' : kind}${values.join('-')}` });
    at = last;
  }
  return read;
}

function valueAfter(word: Word, next: Word): string | undefined {
  const isNear = next.gap !== 'stop';
  const isSure = !NEED_DIGITS.has(word.text) || word.isAbbreviated || DIGITS.test(next.text) || word.text === 'number';
  return isNear && isSure ? announcedValue(next) : undefined;
}

/** `1-3`, `I & II`, `1 to 3` after the first number. */
function furtherValues(words: readonly Word[], first: number, value: string): [values: string[], last: number] {
  const values = [value];
  let last = first;
  for (;;) {
    const step = JOINERS.has(words[last + 1]?.text ?? '') ? 2 : 1;
    const next = words[last + step];
    if (!next || (step === 1 && next.gap === 'blank') || (step === 1 && next.gap === 'stop')) break;
    const further = announcedValue(next);
    if (further === undefined) break;
    values.push(further);
    last += step;
  }
  return [values, last];
}

/** A number that nothing announces; at the end of a name it is the part. */
function plainNumber(word: Word, at: number, words: readonly Word[]): Word {
  const isLast = at > 0 && at === words.length - 1;
  const isHead = words[at + 1]?.gap !== 'inside' && word.isAbbreviated && word.gap === 'stop' && at < words.length - 1;
  const roman = isHead && /^[IVX]+$/u.test(word.written) ? romanValue(word.text) : undefined;
  const bare = isLast && word.gap !== 'inside' ? bareRomanValue(word.text, word.written) : undefined;
  const value = roman ?? bare ?? NUMBER_WORDS.get(word.text);
  const digits = value === undefined ? (DIGITS.test(word.text) ? withoutZeros(word.text) : undefined) : String(value);
  if (digits === undefined) return word;
  const isPart = isLast && words.length > 1 && word.gap !== 'inside' && Number(digits) < 100;
  return { ...word, text: isPart ? `part${digits}` : digits };
}

/** Ninety-Nine is 99. */
function compoundNumbers(words: readonly Word[]): Word[] {
  const read: Word[] = [];
  for (const word of words) {
    const before = read.at(-1);
    const unit = /^(?:part)?([1-9])$/u.exec(word.text)?.[1];
    const isTens = before !== undefined && /^[2-9]0$/u.test(before.text) && /\p{L}/u.test(before.written);
    if (isTens && unit !== undefined && /\p{L}/u.test(word.written) && word.gap !== 'stop') {
      read[read.length - 1] = {
        ...before,
        text: `${word.text.startsWith('part') ? 'part' : ''}${before.text[0]!}${unit}`,
      };
    } else {
      read.push(word);
    }
  }
  return read;
}

function withoutZeros(digits: string): string {
  const ascii = Array.from(digits)
    .map((digit) => (/[0-9]/u.test(digit) ? digit : digitValue(digit)))
    .join('');
  return ascii.replace(/^0+(?=[0-9])/u, '');
}

/** Digits of a script come in runs of ten that begin at a multiple of sixteen or with six more. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (zero > code - 9 && DIGITS.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
