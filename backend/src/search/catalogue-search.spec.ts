import { expect, it, vi } from 'vitest';
import { Logger } from '@nestjs/common';
import type { TrackView } from '../catalogue/index.js';
import type { FoundInLibrary } from '../library/index.js';
import { CatalogueSearch } from './catalogue-search.js';
import { SearchRegistry } from './search-registry.js';

const wish = { query: 'tear', limit: 3, ownerId: 'owner' };

/** Tracks of these names, as a part of the application finds them. */
function tracks(...names: readonly string[]): Pick<FoundInLibrary, 'tracks'> {
  return { tracks: names.map((name) => ({ name, view: { id: name } as TrackView })) };
}

function searchOf(answers: Readonly<Record<string, () => Promise<Partial<FoundInLibrary>>>>): CatalogueSearch {
  const registry = new SearchRegistry();
  for (const [id, find] of Object.entries(answers)) registry.register({ id, find });
  return new CatalogueSearch(registry);
}

it('leaves the order of the only answer as it is', async () => {
  const search = searchOf({ one: () => Promise.resolve(tracks('a tear', 'tear')), other: () => Promise.resolve({}) });
  expect((await search.search(wish)).tracks.map(({ id }) => id)).toEqual(['a tear', 'tear']);
});

it('merges answers by how close the names are, as many as were asked for', async () => {
  const search = searchOf({
    one: () => Promise.resolve(tracks('tear', 'no such name')),
    other: () => Promise.resolve(tracks('teardrop', 'a tear')),
  });
  const { tracks: found, top } = await search.search(wish);
  expect(found.map(({ id }) => id)).toEqual(['tear', 'teardrop', 'a tear']);
  expect(top).toEqual({ kind: 'track', id: 'tear' });
});

it('answers with what it has, and names who failed', async () => {
  vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  const search = searchOf({
    bad: () => Promise.reject(new Error('down')),
    good: () => Promise.resolve(tracks('tear')),
  });
  const { tracks: found, missing } = await search.search(wish);
  expect(found.map(({ id }) => id)).toEqual(['tear']);
  expect(missing.map(({ sourceId }) => sourceId)).toEqual(['bad']);
});
