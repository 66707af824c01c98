import { expect, it, vi } from 'vitest';
import { Logger } from '@nestjs/common';
import type { TrackView } from '../catalogue/index.js';
import { CatalogueSearch } from './catalogue-search.js';
import type { SearchAnswer } from './search-answer.js';
import { SearchRegistry } from './search-registry.js';

const wish = { query: 'tear', limit: 3, ownerId: 'owner' };

/** Tracks of these names, as a part of the application finds them. */
function tracks(...names: readonly string[]): Pick<SearchAnswer, 'tracks'> {
  return { tracks: names.map((name) => ({ name, view: { id: name } as TrackView })) };
}

function searchOf(answers: Readonly<Record<string, () => Promise<Partial<SearchAnswer>>>>): CatalogueSearch {
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

it('keeps kinds apart, and takes the closest of all of them for the one that is meant', async () => {
  const show = (title: string): SearchAnswer['shows'][number] => ({ name: title, view: { id: title, title } });
  const search = searchOf({
    library: () => Promise.resolve(tracks('a tear')),
    podcasts: () => Promise.resolve({ shows: [show('tear')], episodes: tracks('tear').tracks }),
    radio: () => Promise.resolve({ stations: tracks('tear fm').tracks }),
  });
  const found = await search.search(wish);
  expect(found).toMatchObject({
    top: { kind: 'show', id: 'tear' },
    tracks: [{ id: 'a tear' }],
    shows: [{ id: 'tear' }],
    episodes: [{ id: 'tear' }],
    stations: [{ id: 'tear fm' }],
  });
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
