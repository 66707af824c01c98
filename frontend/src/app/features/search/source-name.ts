import type { SearchedSource } from '../../core/api/types';

/** What the library is called among the sources of a search. */
export const LIBRARY = 'library';

/** What is searched of one's own: the server names it in English. */
const OWN: Readonly<Record<string, () => string>> = {
  [LIBRARY]: () => $localize`Your library`,
  playlists: () => $localize`Your playlists`,
  podcasts: () => $localize`Your podcasts`,
  radio: () => $localize`Your stations`,
};

/** What a source of a search is called. */
export function sourceName({ id, name }: Pick<SearchedSource, 'id' | 'name'>): string {
  return OWN[id]?.() ?? name;
}
