import type { KeptTrack } from '../item-store.js';

/** Names that are told; of more it is enough to know how many. */
const MOST_NAMES = 200;

/** What came and what went, by name; a song that stands twice in one and once in the other has come or gone once. */
export function changesBetween(
  before: readonly KeptTrack[],
  after: readonly KeptTrack[],
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  return { added: missingIn(before, after), removed: missingIn(after, before) };
}

function missingIn(there: readonly KeptTrack[], tracks: readonly KeptTrack[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { id } of there) counts.set(id, (counts.get(id) ?? 0) + 1);
  const names: string[] = [];
  for (const { id, title, artist } of tracks) {
    const left = counts.get(id) ?? 0;
    if (left > 0) counts.set(id, left - 1);
    else names.push(artist === '' ? title : `${artist} - ${title}`);
  }
  return names.slice(0, MOST_NAMES);
}
