import { describe, expect, it } from 'vitest';
import type { CollectedItem, CollectedTrack, CollectionEvent } from '../../src/sources/collection.js';
import { ArtworkNotFound, TrackNotFound } from '../../src/sources/source-error.js';
import type { SourceAdapter, SourceCapabilities, SourceTrack } from '../../src/sources/source.js';

/** A source with something in it, over recorded answers or real files. */
export interface SourceFixture {
  readonly adapter: SourceAdapter;
  /** What it can do, as its documentation says. */
  readonly capabilities: readonly (keyof SourceCapabilities)[];
  /** The source's own id of a track that has audio and a cover, where it finds tracks by their ids. */
  readonly track?: string;
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

function expectWellTold(track: SourceTrack): void {
  const { title, artist = title, artists, album } = track;
  const texts = [title, artist, album?.title ?? title, album?.artist ?? title, ...artists.map(({ name }) => name)];
  for (const text of texts) {
    expect(text.trim()).toBe(text);
    expect(text).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(1_000);
  }
  // Who is heard on a station changes.
  if (track.kind !== 'station') expect(artists.length).toBeGreaterThan(0);
  if (track.durationMs !== undefined) expect(track.durationMs).toBeGreaterThan(0);
}
