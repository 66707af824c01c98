import type { Word } from './words.js';

/** A leading article is left out of longer titles; “The Wall” and “Wall” may be two. */
export function withoutArticle(words: readonly Word[]): readonly Word[] {
  return words.length > 2 && words[0]!.text === 'the' ? words.slice(1) : words;
}
