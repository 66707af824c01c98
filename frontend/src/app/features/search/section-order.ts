import type { SearchResponse } from '../../core/api/types';

/** What a search page has a section for, in the order in which they stand when all of them come at once. */
export const SECTIONS = ['albums', 'artists', 'playlists', 'shows', 'stations', 'episodes'] as const;
export type SectionName = (typeof SECTIONS)[number];

/** Which sections are shown for a search, from the top. */
export interface SectionOrder {
  /** Of the search; another one begins anew. */
  readonly number: number;
  readonly names: readonly SectionName[];
}

/** Sections that come later stand below those that are shown, so that none of these moves. */
export function orderSections(
  before: SectionOrder | undefined,
  number: number,
  found: Pick<SearchResponse, SectionName>,
): SectionOrder {
  const shown = before?.number === number ? before.names : [];
  return { number, names: [...shown, ...SECTIONS.filter((name) => found[name].length > 0 && !shown.includes(name))] };
}
