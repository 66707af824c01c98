import { createHash } from 'node:crypto';
import type { Word } from './words.js';

/** A database indexes a key of this length on every engine; what is longer ends in a digest. */
const MAX_KEY_LENGTH = 200;

/** Words without what is between them, so that “AC/DC”, “ACDC” and “AC DC” are found together. */
export function joinWords(words: readonly Word[]): string {
  return words.map((word) => word.text).join('');
}

/**
 * Whether words of equal letters are the same: a dash, dot or slash inside a word may be written or left out, or be a
 * blank; a blank may not be left out (“Now Here” is not “Nowhere”).
 */
export function sameWords(left: readonly Word[], right: readonly Word[]): boolean {
  if (joinWords(left) !== joinWords(right)) return false;
  const [a, b] = [starts(left), starts(right)];
  return blanksAreIn(a, b) && blanksAreIn(b, a);
}

export function boundedKey(key: string): string {
  if (key.length <= MAX_KEY_LENGTH) return key;
  const digest = createHash('sha256').update(key).digest('base64url');
  return `${Array.from(key.slice(0, MAX_KEY_LENGTH - digest.length - 2))
    .join('')
    .toWellFormed()}~${digest}`;
}

/** Where words begin, and what was before them. */
function starts(words: readonly Word[]): Map<number, Word['gap']> {
  const found = new Map<number, Word['gap']>();
  let at = 0;
  let before = '';
  for (const { text, gap } of words) {
    // Between digits everything counts: 1.5 is not 15.
    found.set(at, /\d$/u.test(before) && /^\d/u.test(text) ? 'blank' : gap);
    at += text.length;
    before = text;
  }
  return found;
}

function blanksAreIn(some: Map<number, Word['gap']>, others: Map<number, Word['gap']>): boolean {
  return [...some].every(([at, gap]) => gap === 'inside' || others.has(at));
}
