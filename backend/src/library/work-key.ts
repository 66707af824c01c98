import { sortKey } from '../common/index.js';

/** As much as an index bears. */
const MOST_CHARACTERS = 300;

/** What makes two names of pieces of music the same, and what works are ordered by. */
export function workKey(title: string): string {
  return sortKey(title).slice(0, MOST_CHARACTERS).toWellFormed();
}
