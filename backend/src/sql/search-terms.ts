import { searchWords } from '../common/index.js';
import type { Engine } from './sql.js';

/** Words beyond these narrow nothing down that a person would notice. */
const MAX_WORDS = 12;
/** Scripts in which `searchWords` makes every character a word: what was typed together must stand together. */
const UNSPACED_RUN =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;

/** What a person looks for, taken apart. */
export interface SearchTerms {
  /** Words or, in scripts without spaces, runs of characters. Never empty. */
  readonly phrases: readonly (readonly string[])[];
}

/** @returns undefined where there is no letter to look for */
export function termsOf(query: string): SearchTerms | undefined {
  const phrases: string[][] = [];
  let isRunOpen = false;
  // Not the joined initials: typed dots part words, and the words are in the index.
  for (const word of searchWords(query.replaceAll('.', ' ')).split(' ').slice(0, MAX_WORDS)) {
    if (word === '') continue;
    const isRun = UNSPACED_RUN.test(word);
    if (isRun && isRunOpen) phrases.at(-1)?.push(word);
    else phrases.push([word]);
    isRunOpen = isRun;
  }
  return phrases.length > 0 ? { phrases } : undefined;
}

/** Words that begin with one letter are too many to look through: no index holds them together. */
const MIN_PREFIX = 2;

/**
 * The terms for matching a last word that may go on. Where that is a single letter, it is left out.
 * @returns undefined where nothing is left
 */
export function asUnfinished({ phrases }: SearchTerms): SearchTerms | undefined {
  const last = phrases.at(-1) ?? [];
  const isLetter = last.length === 1 && (last[0] ?? '').length < MIN_PREFIX && !UNSPACED_RUN.test(last[0] ?? '');
  if (!isLetter) return { phrases };
  return phrases.length > 1 ? { phrases: phrases.slice(0, -1) } : undefined;
}

/**
 * The expression for the full-text index: every word must be there, the last one may go on.
 * @param isLastWhole the last word must stand as it is
 */
export function matchExpression({ phrases }: SearchTerms, engine: Engine, isLastWhole: boolean): string {
  const parts = phrases.map((words, i) => {
    const goesOn = !isLastWhole && i === phrases.length - 1;
    // Words are letters and digits only; quoting keeps AND, OR and NEAR from being read as operators.
    if (engine === 'sqlite') return `"${words.join(' ')}"${goesOn ? '*' : ''}`;
    const run = words.map((word) => `'${word}'`).join(' <-> ');
    return goesOn ? `${run}:*` : run;
  });
  return parts.join(engine === 'sqlite' ? ' AND ' : ' & ');
}
