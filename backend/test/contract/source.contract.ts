import { describe, expect, it } from 'vitest';
import type { CollectedItem, CollectedTrack, CollectionEvent } from '../../src/sources/collection.js';
import type { RemoteItem, RemoteKind } from '../../src/sources/remote-catalogue.js';
import { ArtworkNotFound, ItemNotFound, TrackNotFound } from '../../src/sources/source-error.js';
import type { SourceAdapter, SourceCapabilities, SourceTrack } from '../../src/sources/source.js';

/** A source with something in it, over recorded answers or real files. */
export interface SourceFixture {
  readonly adapter: SourceAdapter;
  /** What it can do, as its documentation says. */
  readonly capabilities: readonly (keyof SourceCapabilities)[];
  /** The source's own id of a track that has audio and a cover, where it finds tracks by their ids. */
  readonly track?: string;
  /** Words for which it finds something of every kind that it searches. */
  readonly query?: string;
  /** An id as it could have given one, of an album, artist and playlist that it does not have. */
  readonly unknownPage?: string;
  /** Locators, as the source could have given them, of what it does not have. */
  readonly unknownTrack: string;
  readonly unknownArtwork: string;
  /** What must stand in no error and in no state, such as a password. */
  readonly secrets: readonly string[];
}

const LIMIT_MS = 5_000;

/** What every source must hold to. Each adapter's spec calls it once. */
export function describeSourceContract(name: string, make: () => Promise<SourceFixture>): void {
  describe(`${name} as a source`, () => {
    it('has an id that can stand before a colon', async () => {
      const { adapter } = await make();
      expect(adapter.id).toMatch(/^[a-z]{2,32}$/);
      expect(adapter.name).not.toBe('');
    });

    it('can do what it says, and nothing else', async () => {
      const { adapter, capabilities } = await make();
      const present = Object.entries(adapter.capabilities).flatMap(([key, value]) => (value ? [key] : []));
      expect(present.sort()).toEqual([...capabilities].sort());
    });

    it('tells how it is, with a reason for whatever is not well', async () => {
      const { adapter, secrets } = await make();
      const health = adapter.health();
      for (const part of [health, ...health.parts]) if (part.state !== 'ok') expect(part.reason).toBeTruthy();
      for (const secret of secrets) expect(JSON.stringify(health)).not.toContain(secret);
    });

    it('gives its collection once, and only what has changed after that', async ({ skip }) => {
      const { adapter } = await make();
      const collection = adapter.capabilities.collection ?? skip('has no collection');
      const first = await gather(collection.scan(request(new Map())));
      const units = first.flatMap((event) => (event.kind === 'unit' ? [event.unit] : []));
      expect(units.length).toBeGreaterThan(0);
      const locators = units.flatMap(({ items }) => items.map(({ locator }) => locator));
      expect(new Set(locators).size).toBe(locators.length);
      for (const track of tracksIn(first)) expectWellFormed(track);
      const complete = first.flatMap((event) => (event.kind === 'complete' ? [event.unitKeyPrefix] : []));
      for (const { key } of units) expect(complete.some((prefix) => key.startsWith(prefix))).toBe(true);

      const known = new Map(units.map(({ key, version }) => [key, version]));
      const second = await gather(collection.scan(request(known)));
      expect(second.filter(({ kind }) => kind === 'unit')).toEqual([]);
      const unchanged = second.flatMap((event) => (event.kind === 'unchanged' ? event.unitKeys : []));
      expect([...unchanged].sort()).toEqual([...known.keys()].sort());
    });

    it('knows what is still where it was', async ({ skip }) => {
      const { adapter, unknownTrack } = await make();
      const collection = adapter.capabilities.collection ?? skip('has no collection');
      const [item] = itemsIn(await gather(collection.scan(request(new Map()))));
      const locator = item?.locator ?? '';
      expect([...(await collection.present([locator, unknownTrack]))]).toEqual([locator]);
    });

    it('stops its scan soon after it is asked to', async ({ skip }) => {
      const { adapter } = await make();
      const collection = adapter.capabilities.collection ?? skip('has no collection');
      const abort = new AbortController();
      abort.abort();
      const events = await gather(collection.scan({ ...request(new Map()), signal: abort.signal }));
      expect(events.filter(({ kind }) => kind === 'complete')).toEqual([]);
    });

    it('finds the audio of what it has collected', async ({ skip }) => {
      const { adapter } = await make();
      const streams = adapter.capabilities.streams ?? skip('offers no streams');
      const collection = adapter.capabilities.collection ?? skip('has no collection');
      for (const item of itemsIn(await gather(collection.scan(request(new Map()))))) {
        if (item.kind !== 'track') continue;
        const location = await streams.locate(item.locator, AbortSignal.timeout(LIMIT_MS));
        // A collection is of music that has an end.
        expect(location.kind).not.toBe('live');
        if (location.kind !== 'live') expect(location.kind === 'file' ? location.path : location.url).toBeTruthy();
      }
    });

    it('finds a track by its id, and audio and cover of what it found', async ({ skip }) => {
      const { adapter, track: id = '' } = await make();
      const { tracks, streams, artwork } = adapter.capabilities;
      const found = await (tracks ?? skip('finds no tracks')).find(id, AbortSignal.timeout(LIMIT_MS));
      expectWellTold(found);
      const location = await streams?.locate(id, AbortSignal.timeout(LIMIT_MS));
      if (location && location.kind !== 'file') expect(streams?.upstream).toBeDefined();
      if (!artwork) return;
      const cover = await artwork.read(found.artwork?.locator ?? '', AbortSignal.timeout(LIMIT_MS));
      expect(cover.length).toBeGreaterThan(0);
    });

    it('says that there is no track of an id, and ends a search that was given up', async ({ skip }) => {
      const { adapter, track = '', unknownTrack, secrets } = await make();
      const tracks = adapter.capabilities.tracks ?? skip('finds no tracks');
      const failure = await tracks.find(unknownTrack, AbortSignal.timeout(LIMIT_MS)).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(TrackNotFound);
      for (const secret of secrets) expect(String(failure)).not.toContain(secret);
      await expect(tracks.find(track, AbortSignal.abort())).rejects.toThrow();
    });

    it('tells an unknown track from a fault', async ({ skip }) => {
      const { adapter, unknownTrack, secrets } = await make();
      const streams = adapter.capabilities.streams ?? skip('offers no streams');
      const failure = await streams
        .locate(unknownTrack, AbortSignal.timeout(LIMIT_MS))
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(TrackNotFound);
      for (const secret of secrets) expect(String(failure)).not.toContain(secret);
    });

    it('ends a call that was given up', async ({ skip }) => {
      const { adapter, unknownTrack } = await make();
      const streams = adapter.capabilities.streams ?? skip('offers no streams');
      await expect(streams.locate(unknownTrack, AbortSignal.abort())).rejects.toThrow();
    });

    it('finds something of each kind that it searches, in words fit to be shown', async ({ skip }) => {
      const { adapter, query = '' } = await make();
      const search = adapter.capabilities.search ?? skip('cannot be searched');
      for (const kind of search.kinds) {
        const { items } = await search.find(query, kind, undefined, AbortSignal.timeout(LIMIT_MS));
        expect(items.length, kind).toBeGreaterThan(0);
        for (const item of items) expectWellFound(item, kind);
      }
    });

    it('opens what it found, and plays what stands on its pages', async ({ skip }) => {
      const { adapter, query = '' } = await make();
      const { search, browse, tracks } = adapter.capabilities;
      if (!search || !browse) return skip('has no pages to find');
      const signal = AbortSignal.timeout(LIMIT_MS);
      const first = async (kind: RemoteKind): Promise<RemoteItem | undefined> =>
        search.kinds.includes(kind) ? (await search.find(query, kind, undefined, signal)).items[0] : undefined;
      const [album, artist, playlist] = [await first('album'), await first('artist'), await first('playlist')];
      const pages = {
        album: album && (await browse.album(album.nativeId, signal)),
        artist: artist && (await browse.artist(artist.nativeId, signal)),
        playlist: playlist && (await browse.playlist(playlist.nativeId, undefined, signal)),
      };
      if (pages.album) {
        expectWellFound(pages.album.album, 'album');
        expect(pages.album.trackCount).toBeGreaterThanOrEqual(pages.album.tracks.length);
      }
      for (const one of pages.artist?.albums ?? []) expectWellFound(one, 'album');
      for (const one of pages.artist?.playlists ?? []) expectWellFound(one, 'playlist');
      const lists = [pages.album?.tracks, pages.artist?.tracks, pages.playlist?.items];
      for (const list of lists.filter((one) => one !== undefined)) {
        expect(list.length).toBeGreaterThan(0);
        for (const track of list) {
          expectWellFound(track, 'track');
          if (track.isPlayable) expect(track.whyNotPlayable).toBeUndefined();
          expect(track.notPlayableCause === undefined).toBe(track.whyNotPlayable === undefined);
        }
      }
      const [track] = pages.album?.tracks ?? [];
      if (track) expectWellTold((await tracks?.find(track.nativeId, signal)) ?? skip('finds no tracks'));
    });

    it('says that there is no page of an id', async ({ skip }) => {
      const { adapter, unknownPage = 'nothing', secrets } = await make();
      const browse = adapter.capabilities.browse ?? skip('has no pages');
      const signal = AbortSignal.timeout(LIMIT_MS);
      const opened = [
        browse.album(unknownPage, signal),
        browse.artist(unknownPage, signal),
        browse.playlist(unknownPage, undefined, signal),
      ];
      for (const answer of await Promise.allSettled(opened)) {
        expect(answer.status).toBe('rejected');
        const reason: unknown = answer.status === 'rejected' ? answer.reason : undefined;
        expect(reason).toBeInstanceOf(ItemNotFound);
        for (const secret of secrets) expect(String(reason)).not.toContain(secret);
      }
    });

    it('ends a search and a page that are given up while they are asked for', async ({ skip }) => {
      const { adapter, query = '', track = '' } = await make();
      const { search, browse } = adapter.capabilities;
      if (!search || !browse) return skip('has no pages to find');
      const { items } = await search.find(query, 'album', undefined, AbortSignal.timeout(LIMIT_MS));
      const id = items[0]?.nativeId ?? '';
      const calls: readonly ((signal: AbortSignal) => Promise<unknown> | undefined)[] = [
        (signal) => search.find(`${query} `, 'album', undefined, signal),
        (signal) => search.suggest?.(query, signal),
        (signal) => browse.album(id, signal),
        (signal) => browse.radio?.(track, undefined, signal),
      ];
      for (const call of calls) {
        const abort = new AbortController();
        const answer = call(abort.signal);
        // Not before: an adapter that only looks once, at the beginning, would go on asking.
        abort.abort();
        if (answer) await expect(answer).rejects.toThrow();
      }
    });

    it('says that there is no such cover', async ({ skip }) => {
      const { adapter, unknownArtwork } = await make();
      const artwork = adapter.capabilities.artwork ?? skip('has no covers');
      await expect(artwork.read(unknownArtwork, AbortSignal.timeout(LIMIT_MS))).rejects.toThrow(ArtworkNotFound);
    });

    it('has the covers that it speaks of', async ({ skip }) => {
      const { adapter } = await make();
      const artwork = adapter.capabilities.artwork ?? skip('has no covers');
      const collection = adapter.capabilities.collection ?? skip('has no collection');
      const tracks = tracksIn(await gather(collection.scan(request(new Map()))));
      const covers = tracks.flatMap((track) => (track.artwork ? [track.artwork.locator] : []));
      expect(covers.length).toBeGreaterThan(0);
      for (const locator of covers) {
        expect((await artwork.read(locator, AbortSignal.timeout(LIMIT_MS))).length).toBeGreaterThan(0);
      }
    });
  });
}

function request(known: ReadonlyMap<string, string>): {
  readonly known: ReadonlyMap<string, string>;
  readonly knownItems: () => Promise<ReadonlyMap<string, string>>;
  readonly signal: AbortSignal;
} {
  return { known, knownItems: () => Promise.resolve(new Map()), signal: AbortSignal.timeout(LIMIT_MS) };
}

async function gather(events: AsyncIterable<CollectionEvent>): Promise<CollectionEvent[]> {
  const all: CollectionEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

function itemsIn(events: readonly CollectionEvent[]): CollectedItem[] {
  return events.flatMap((event) => (event.kind === 'unit' ? event.unit.items : []));
}

function tracksIn(events: readonly CollectionEvent[]): CollectedTrack[] {
  return itemsIn(events).flatMap((item) => (item.kind === 'track' ? [item.track] : []));
}

function expectWellFormed(track: CollectedTrack): void {
  expect(track.title.trim()).toBe(track.title);
  expect(track.title).not.toBe('');
  expect(track.contentKey).not.toBe('');
  expect(track.sizeBytes).toBeGreaterThan(0);
  expect(track.format.durationMs).toBeGreaterThan(0);
  expect(track.format.mimeType).toMatch(/^audio\//);
  for (const { name } of [...track.artists, ...track.albumArtists]) expect(name).not.toBe('');
  for (const date of [track.releaseDate, track.originalDate]) {
    if (date !== undefined) expect(date).toMatch(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/);
  }
}

function expectWellFound(item: RemoteItem, kind: RemoteKind): void {
  expect(item.kind).toBe(kind);
  expect(item.nativeId).not.toBe('');
  const artists = item.kind === 'track' || item.kind === 'album' ? item.artists : [];
  expectTexts([item.kind === 'artist' ? item.name : item.title, ...artists.map(({ name }) => name)]);
  if (item.kind === 'track' && item.durationMs !== undefined) expect(item.durationMs).toBeGreaterThan(0);
  if ('webAddress' in item) expect(item.webAddress).toMatch(/^https:/);
}

function expectTexts(texts: readonly string[]): void {
  for (const text of texts) {
    expect(text.trim()).toBe(text);
    expect(text).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(1_000);
  }
}

function expectWellTold(track: SourceTrack): void {
  const { title, artist = title, artists, album } = track;
  expectTexts([title, artist, album?.title ?? title, album?.artist ?? title, ...artists.map(({ name }) => name)]);
  // Who is heard on a station changes.
  if (track.kind !== 'station') expect(artists.length).toBeGreaterThan(0);
  if (track.durationMs !== undefined) expect(track.durationMs).toBeGreaterThan(0);
}
