import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Logger } from '@nestjs/common';
import type { FoundAlbum } from '../browse/index.js';
import type { TrackView, VerdictsOnTracks } from '../catalogue/index.js';
import { CatalogueSearch } from './catalogue-search.js';
import type { SearchAnswer } from './search-answer.js';
import type { SearchResponse } from './search.dto.js';
import { SearchRegistry, type Searchable } from './search-registry.js';

const wish = { query: 'tear', limit: 3, ownerId: 'owner' };
const NOBODY_DECIDED = { between: () => Promise.resolve({ of: () => undefined }) } as unknown as VerdictsOnTracks;
const untilForever = new AbortController().signal;

beforeEach(() => vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined));
afterEach(() => vi.useRealTimers());

/** Tracks of these names, as a part of the application finds them. */
function tracks(...names: readonly string[]): Pick<SearchAnswer, 'tracks'> {
  return { tracks: names.map((name) => ({ name, view: trackOf(name, name) })) };
}

function trackOf(id: string, title: string, more: Partial<TrackView> = {}): TrackView {
  const nothing = { artists: [], album: { id: '', title: '' }, hasLyrics: false, isMissing: false, addedAtMs: 0 };
  return { id, title, artist: 'Kites', ...nothing, ...more };
}

function albumOf(id: string, title: string, more: Partial<FoundAlbum> = {}): FoundAlbum {
  return { id, title, artist: 'Kites', artists: [], isMissing: false, ...more };
}

function albums(...views: readonly FoundAlbum[]): Pick<SearchAnswer, 'albums'> {
  return { albums: views.map((view) => ({ view, name: view.title.toLowerCase() })) };
}

type Toy = Partial<Searchable> & { readonly find: Searchable['find'] };

function searchOf(toys: Readonly<Record<string, Toy | Toy['find']>>): CatalogueSearch {
  const registry = new SearchRegistry();
  for (const [id, toy] of Object.entries(toys)) {
    const kinds = ['album', 'artist', 'track'] as const;
    const { find, ...more } = typeof toy === 'function' ? { find: toy } : toy;
    registry.register({ id, name: `The ${id}`, kinds, isLocal: id === 'library', ...more, find });
  }
  return new CatalogueSearch(registry, NOBODY_DECIDED);
}

function idsOf(items: readonly { readonly id: string }[]): string[] {
  return items.map(({ id }) => id);
}

it('leaves the order of the library as it is', async () => {
  const search = searchOf({ library: () => Promise.resolve(tracks('a tear', 'tear')) });
  expect(idsOf((await search.search(wish, untilForever)).tracks)).toEqual(['a tear', 'tear']);
});

it('merges answers by how close the names are', async () => {
  const search = searchOf({
    library: () => Promise.resolve(tracks('tear', 'no such name')),
    other: () => Promise.resolve(tracks('teardrop', 'a tear')),
  });
  const { tracks: found, top } = await search.search(wish, untilForever);
  expect(idsOf(found)).toEqual(['tear', 'teardrop', 'a tear', 'no such name']);
  expect(top).toEqual({ kind: 'track', id: 'tear' });
});

it('keeps kinds apart, and takes the closest of all of them for the one that is meant', async () => {
  const show = (title: string): SearchAnswer['shows'][number] => ({ name: title, view: { id: title, title } });
  const search = searchOf({
    library: () => Promise.resolve(tracks('a tear')),
    podcasts: () => Promise.resolve({ shows: [show('tear')], episodes: tracks('tear').tracks }),
    radio: () => Promise.resolve({ stations: tracks('tear fm').tracks }),
  });
  const found = await search.search(wish, untilForever);
  expect(found).toMatchObject({
    top: { kind: 'show', id: 'tear' },
    tracks: [{ id: 'a tear' }],
    shows: [{ id: 'tear' }],
    episodes: [{ id: 'tear' }],
    stations: [{ id: 'tear fm' }],
  });
});

it('tells what is here while one sleeps and one has failed, and names both', async () => {
  vi.useFakeTimers();
  let sleeper: AbortSignal | undefined;
  const search = searchOf({
    library: () => Promise.resolve(tracks('tear')),
    sleepy: (_wish, signal) => {
      sleeper = signal;
      return new Promise((resolve) => setTimeout(resolve, 30_000, tracks('late')));
    },
    broken: () => Promise.reject(new Error('down')),
  });
  const told: SearchResponse[] = [];
  const last = search.search(wish, untilForever, (soFar) => told.push(soFar));
  await vi.advanceTimersByTimeAsync(0);
  const [first] = told;
  expect(first?.sources.map(({ state }) => state)).toEqual(['asking', 'asking', 'asking']);
  expect(idsOf(told.at(-1)?.tracks ?? [])).toEqual(['tear']);
  expect(told.at(-1)?.sources).toMatchObject([{ state: 'answered' }, { state: 'asking' }, { state: 'failed' }]);
  expect(sleeper?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(4_000);
  expect((await last).missing).toEqual([
    { sourceId: 'sleepy', reason: expect.stringMatching(/within 4 seconds/) as string },
    { sourceId: 'broken', reason: expect.stringMatching(/^The broken failed/) as string },
  ]);
  expect(sleeper?.aborted).toBe(true);
});

it('waits for a library that is slow no longer than is felt', async () => {
  vi.useFakeTimers();
  const search = searchOf({
    library: () => new Promise((resolve) => setTimeout(resolve, 3_000, tracks('tear'))),
    quick: () => Promise.resolve(tracks('tear up')),
  });
  const told: string[][] = [];
  const last = search.search(wish, untilForever, (soFar) => told.push(idsOf(soFar.tracks)));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(idsOf((await last).tracks)).toEqual(['tear up', 'tear']);
  expect(told).toEqual([[], ['tear up'], ['tear up', 'tear']]);
});

it('puts what comes late behind what is shown, however close it is, and leaves the one that is meant', async () => {
  const late = Promise.withResolvers<Partial<SearchAnswer>>();
  const search = searchOf({ library: () => Promise.resolve(tracks('tearing', 'a tear')), far: () => late.promise });
  const told: SearchResponse[] = [];
  const last = search.search(wish, untilForever, (soFar) => told.push(soFar));
  await vi.waitFor(() => expect(told.at(-1)?.tracks).toHaveLength(2));
  late.resolve(tracks('tear'));
  const { tracks: found, top } = await last;
  expect(idsOf(found)).toEqual(['tearing', 'a tear', 'tear']);
  expect(top).toEqual({ kind: 'track', id: 'tearing' });
});

it('says which is meant only when nobody who is asked may know better', async () => {
  const late = Promise.withResolvers<Partial<SearchAnswer>>();
  const search = searchOf({ library: () => Promise.resolve(tracks('a tear')), far: () => late.promise });
  const told: SearchResponse[] = [];
  const last = search.search(wish, untilForever, (soFar) => told.push(soFar));
  await vi.waitFor(() => expect(told.at(-1)?.tracks).toHaveLength(1));
  expect(told.at(-1)?.top).toBeUndefined();
  late.resolve(tracks('tear'));
  expect((await last).top).toEqual({ kind: 'track', id: 'tear' });
});

it('tells everybody who is asked that whoever asked is gone, and tells nothing more', async () => {
  const asked: AbortSignal[] = [];
  const forever: Searchable['find'] = (_wish, signal) => {
    asked.push(signal);
    return new Promise(() => undefined);
  };
  const search = searchOf({ library: forever, one: forever, other: forever });
  const gone = new AbortController();
  const told: SearchResponse[] = [];
  const last = search.search(wish, gone.signal, (soFar) => told.push(soFar));
  gone.abort();
  await expect(last).rejects.toThrow();
  expect(asked.map(({ aborted }) => aborted)).toEqual([true, true, true]);
  expect(told).toHaveLength(1);
});

it('asks only those that are meant, and says of the others that they were left out', async () => {
  const asked: string[] = [];
  const find =
    (id: string): Searchable['find'] =>
    () => {
      asked.push(id);
      return Promise.resolve({});
    };
  const search = searchOf({
    library: find('library'),
    songs: { kinds: ['track'], find: find('songs') },
    sleeves: { kinds: ['album'], find: find('sleeves') },
  });
  const found = await search.search({ ...wish, kinds: ['track'], sources: ['songs', 'sleeves'] }, untilForever);
  expect(asked).toEqual(['songs']);
  expect(found.sources.map(({ state }) => state)).toEqual(['off', 'answered', 'off']);
});

it('gives no other kind than is looked for, whatever a part finds', async () => {
  const search = searchOf({ library: () => Promise.resolve({ ...tracks('tear'), ...albums(albumOf('a', 'Tear')) }) });
  const found = await search.search({ ...wish, kinds: ['track'] }, untilForever);
  expect([found.albums, idsOf(found.tracks)]).toEqual([[], ['tear']]);
});

it('tells of one source as one, however many questions it was asked', async () => {
  const registry = new SearchRegistry();
  const shared = { id: 'far', name: 'Far', isLocal: false };
  registry.register({ ...shared, kinds: ['album'], find: () => Promise.resolve(albums(albumOf('far:1', 'Tear'))) });
  registry.register({ ...shared, kinds: ['track'], find: () => Promise.reject(new Error('down')) });
  const found = await new CatalogueSearch(registry, NOBODY_DECIDED).search(wish, untilForever);
  expect(found.sources).toMatchObject([{ id: 'far', state: 'failed', kinds: ['album', 'track'] }]);
  expect(idsOf(found.albums)).toEqual(['far:1']);
});

it('hides no album behind another of the same name that has no id in common with it', async () => {
  const of = (sourceId: string): Searchable['find'] =>
    () => Promise.resolve(albums(albumOf(`${sourceId}:1`, 'Tear', { sourceId }))); // prettier-ignore
  const found = await searchOf({ zulu: of('zulu'), alpha: of('alpha'), mike: of('mike') }).search(wish, untilForever);
  expect(idsOf(found.albums)).toEqual(['zulu:1', 'alpha:1', 'mike:1']);
});

it('shows once what is the same by the rules of identity, and says where else it is', async () => {
  const own = albumOf('own', 'Tear', { year: 2011 });
  const song = { durationMs: 200_000 };
  const search = searchOf({
    library: () => Promise.resolve({ ...albums(own), tracks: [{ name: 'tear', view: trackOf('song', 'Tear', song) }] }),
    far: () =>
      Promise.resolve({
        ...albums(
          albumOf('far:album', 'Tear', { sourceId: 'far', year: 2011 }),
          albumOf('far:single', 'Tear', { sourceId: 'far', type: 'single' }),
          albumOf('far:later', 'Tear', { sourceId: 'far', year: 2019 }),
        ),
        tracks: [
          { name: 'tear', view: trackOf('far:song', 'Tear', { sourceId: 'far', durationMs: 201_000 }) },
          { name: 'tear', view: trackOf('far:long', 'Tear', { sourceId: 'far', durationMs: 241_000 }) },
          { name: 'tear', view: trackOf('far:film', 'Tear', { sourceId: 'far', ...song, isVideo: true }) },
        ],
      }),
  });
  const found = await search.search(wish, untilForever);
  expect(idsOf(found.albums)).toEqual(['own', 'far:single', 'far:later']);
  expect(idsOf(found.tracks)).toEqual(['song', 'far:long', 'far:film']);
  expect(found.elsewhere).toEqual([
    { kind: 'album', id: 'own', sourceId: 'far', elsewhereId: 'far:album' },
    { kind: 'track', id: 'song', sourceId: 'far', elsewhereId: 'far:song' },
  ]);
});

it('goes by what a person decided before any rule', async () => {
  const registry = new SearchRegistry();
  const [own, found] = [trackOf('song', 'Tear', { durationMs: 1 }), trackOf('far:song', 'Tränen', { sourceId: 'far' })];
  const kinds = ['track'] as const;
  const answer =
    (view: TrackView): Searchable['find'] =>
    () =>
      Promise.resolve({ tracks: [{ name: '', view }] });
  registry.register({ id: 'library', name: '', kinds, isLocal: true, find: answer(own) });
  registry.register({ id: 'far', name: '', kinds, isLocal: false, find: answer(found) });
  const decided = { between: () => Promise.resolve({ of: () => 'same' }) } as unknown as VerdictsOnTracks;
  expect(idsOf((await new CatalogueSearch(registry, decided).search(wish, untilForever)).tracks)).toEqual(['song']);
});

it('plays what was shown, in the order in which it was', async () => {
  const late = Promise.withResolvers<Partial<SearchAnswer>>();
  let asked = 0;
  const search = searchOf({
    library: () => Promise.resolve(tracks('a tear')),
    far: () => (asked++, late.promise),
  });
  const shown = Promise.withResolvers<undefined>();
  const last = search.search(wish, untilForever, ({ tracks: found }) => found.length === 1 && shown.resolve(undefined));
  await shown.promise;
  expect(idsOf(await search.tracks(wish, untilForever))).toEqual(['a tear']);
  late.resolve(tracks('tear'));
  await last;
  expect(idsOf(await search.tracks(wish, untilForever))).toEqual(['a tear', 'tear']);
  expect(asked).toBe(1);
  expect(idsOf(await search.tracks({ ...wish, query: 'a' }, untilForever))).toEqual(['a tear', 'tear']);
  expect(asked).toBe(2);
});
