import type { Word } from './words.js';

const LETTER = /^\p{L}$/u;

/** Initials as one word, with dots or without: R.E.M., R. E. M. and J. S. (Bach). `bare` is how many need no dot. */
export function joinInitials(words: readonly Word[], bare: number): Word[] {
  const joined: Word[] = [];
  for (let at = 0; at < words.length;) {
    const run = runFrom(words, at);
    const dots = run.filter((word) => word.isAbbreviated).length;
    const isInitials = run.length >= 2 && (dots >= run.length - 1 || run.length >= bare);
    if (isInitials) {
      const text = run.map((word) => word.text).join('');
      joined.push({ ...words[at]!, text, written: run.map((word) => word.written).join('') });
    } else {
      joined.push(...(run.length > 0 ? run : [words[at]!]));
    }
    at += Math.max(run.length, 1);
  }
  return joined;
}

function runFrom(words: readonly Word[], from: number): Word[] {
  let end = from;
  while (end < words.length && LETTER.test(words[end]!.text) && (end === from || words[end]!.gap !== 'stop')) end++;
  return words.slice(from, end);
}
