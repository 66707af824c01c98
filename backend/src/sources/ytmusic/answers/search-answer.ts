import { find, findFirst, runsOf, wordsOf } from './walk.js';
import { continuationOf } from './continuation.js';
import { rowsOf, type Row } from './rows.js';

/** A page of what a search has found. */
export interface SearchAnswer {
  readonly rows: readonly Row[];
  readonly continuation?: string;
  /** What was looked for in place of what was asked. */
  readonly corrected?: string;
}

export function readSearch(answer: unknown): SearchAnswer {
  const continuation = continuationOf(answer);
  const corrected = runsOf(findFirst(answer, 'showingResultsForRenderer')?.correctedQuery)
    .map(({ text }) => text)
    .join('');
  return {
    rows: rowsOf(answer),
    ...(continuation !== undefined && { continuation }),
    ...(corrected !== '' && { corrected }),
  };
}

/** What somebody may mean who has typed the beginning. */
export function readSuggestions(answer: unknown): string[] {
  const found = new Set<string>();
  for (const { fields } of find(answer, new Set(['searchSuggestionRenderer', 'historySuggestionRenderer']))) {
    const text = wordsOf(fields.suggestion);
    if (text !== undefined) found.add(text);
  }
  return [...found];
}
