import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeYtMusic } from '../../../test/support/fake-ytmusic/fake-ytmusic.js';
import { upstreamTo } from '../../../test/support/upstream-to.js';
import type { RemoteItem } from '../remote-catalogue.js';
import { InnerTube } from './inner-tube.js';
import { YtMusicCatalogue } from './ytmusic-catalogue.js';

let fake: FakeYtMusic;
let catalogue: YtMusicCatalogue;
const signal = new AbortController().signal;

beforeEach(async () => {
  fake = await new FakeYtMusic().start();
  const { upstream } = upstreamTo({ id: 'ytmusic', name: 'YouTube Music', configured: [fake.origin] });
  const nowMs = (): number => Date.UTC(2026, 10, 28);
  catalogue = new YtMusicCatalogue(new InnerTube(upstream, { apiUrl: fake.origin, country: 'DE', nowMs }));
});

afterEach(() => fake.stop());

const nameOf = (item: RemoteItem): string => (item.kind === 'artist' ? item.name : item.title);
const named = <Item extends { readonly title: string }>(items: readonly Item[], title: string): Item =>
  items.find((item) => item.title === title)!;

describe('a search', () => {
  it.each([
    ['track', 'fog', ['Fog Signal']],
    ['album', 'night ferry', ['Harbour Lights', 'Tide Tables']],
    ['artist', 'night', ['Night Ferry']],
    ['playlist', 'water', ['On the Water']],
    ['track', 'there is no such thing', []],
  ] as const)('for a %s finds “%s”', async (kind, query, names) => {
    const { items, cursor } = await catalogue.search(query, kind, undefined, signal);
    expect(items.map(nameOf)).toEqual(names);
    expect(cursor).toBeUndefined();
  });

  it('goes on page by page to its end', async () => {
    const found: RemoteItem[] = [];
    let cursor: string | undefined;
    do {
      const page = await catalogue.search('entry', 'track', cursor, signal);
      found.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(new Set(found.map(({ nativeId }) => nativeId)).size).toBe(240);
  });

  it('takes names that look like numbers for names', async () => {
    const { items } = await catalogue.search('hundred', 'track', undefined, signal);
    expect(items[0]).toMatchObject({ artists: [{ name: '1.2M Kites' }], durationMs: 228_000 });
    const other = await catalogue.search('carry', 'track', undefined, signal);
    expect(other.items[0]).toMatchObject({ artists: [{ name: 'Take 5 Ledgers' }], durationMs: 242_000 });
  });

  it('is in English, for the country that is set, and says that cookies are accepted', async () => {
    await catalogue.search('fog', 'track', undefined, signal);
    const [request] = fake.requests;
    expect(request?.headers.cookie).toBe('SOCS=CAI');
    expect(fake.asked('search')[0]?.context).toEqual({
      client: { clientName: 'WEB_REMIX', clientVersion: '1.20261128.01.00', hl: 'en', gl: 'DE' },
      user: {},
    });
  });

  it('is asked again where the service had a fault of its own: it only reads', async () => {
    fake.faults.push({ status: 503, body: '' });
    const { items } = await catalogue.search('fog', 'track', undefined, signal);
    expect(items).toHaveLength(1);
    expect(fake.requests).toHaveLength(2);
  });

  it('suggests what may be meant', async () => {
    expect(await catalogue.suggest('har', signal)).toEqual(['harbour lights']);
  });
});

describe('an album', () => {
  it('has the songs where its page shows videos', async () => {
    const harbour = named(fake.world.albums, 'Harbour Lights');
    const { album, tracks, trackCount } = await catalogue.album(harbour.id, signal);
    expect(album).toMatchObject({
      title: 'Harbour Lights',
      type: 'album',
      year: 2023,
      artists: [{ name: 'Night Ferry' }],
    });
    expect(trackCount).toBe(4);
    expect(tracks.map(({ nativeId }) => nativeId)).toEqual(harbour.songs.map(({ id }) => id));
    expect(tracks.map(({ durationMs = 0 }) => durationMs / 1000)).toEqual([203, 187, 241, 176]);
    expect(tracks.every(({ isVideo }) => !isVideo)).toBe(true);
    expect(tracks[1]?.artists.map(({ name }) => name)).toEqual(['Night Ferry', 'Ada Lamplight']);
    expect(tracks[0]?.album).toEqual({ title: 'Harbour Lights', nativeId: harbour.id });
  });

  it('is whole though its page shows 200 of 240', async () => {
    const log = named(fake.world.albums, 'The Long Log');
    const { tracks, trackCount } = await catalogue.album(log.id, signal);
    expect(trackCount).toBe(240);
    expect(tracks.map(({ nativeId }) => nativeId)).toEqual(log.songs.map(({ id }) => id));
  });

  it('is opened with one call where its page has all there is', async () => {
    await catalogue.album(named(fake.world.albums, 'Tide Tables').id, signal);
    expect(fake.requests).toHaveLength(1);
  });

  it('says how many there are where the rest cannot be had', async () => {
    const log = named(fake.world.albums, 'The Long Log');
    fake.lostLists.add(log.listId);
    const { tracks, trackCount } = await catalogue.album(log.id, signal);
    expect([tracks.length, trackCount]).toEqual([200, 240]);
  });

  it('that is shown with videos says so where there is no song', async () => {
    const harbour = named(fake.world.albums, 'Harbour Lights');
    fake.lostLists.add(harbour.listId);
    const { tracks } = await catalogue.album(harbour.id, signal);
    expect(tracks.map(({ isVideo }) => isVideo)).toEqual([false, true, false, true]);
  });
});

it('an artist has all albums, singles and songs', async () => {
  const [ferry] = fake.world.artists;
  const page = await catalogue.artist(ferry!.id, signal);
  expect(page.artist.name).toBe('Night Ferry');
  expect(page.albums.map(({ title, year }) => [title, year])).toEqual([
    ['Harbour Lights', 2023],
    ['Tide Tables', 2025],
  ]);
  expect(page.albums[0]?.artists).toEqual([{ name: 'Night Ferry', nativeId: ferry!.id }]);
  expect(page.tracks).toHaveLength(5);
  expect((await catalogue.artist('@NightFerry', signal)).artist.nativeId).toBe(ferry!.id);
});

it('a playlist is read to its end', async () => {
  const all = named(fake.world.playlists, 'All of It');
  const first = await catalogue.playlist(all.id, undefined, signal);
  expect(first.playlist).toMatchObject({ title: 'All of It', owner: 'Ada', trackCount: all.songs.length });
  const ids = first.items.map(({ nativeId }) => nativeId);
  for (let cursor = first.cursor; cursor !== undefined;) {
    const page = await catalogue.playlist(all.id, cursor, signal);
    ids.push(...page.items.map(({ nativeId }) => nativeId));
    cursor = page.cursor;
  }
  expect(ids).toEqual(all.songs.map(({ id }) => id));
});

it('a radio begins with its song, and holds no song with its video', async () => {
  const [song] = fake.songs;
  const { items, cursor } = await catalogue.radio(song!.id, undefined, signal);
  expect(items[0]?.nativeId).toBe(song!.id);
  expect(new Set(items.map(({ title }) => title)).size).toBe(items.length);
  expect(items.every(({ isVideo }) => !isVideo)).toBe(true);
  expect((await catalogue.radio(song!.id, cursor, signal)).items).toHaveLength(25);
});

it('lyrics have their times where these are known', async () => {
  const [first, second, third] = fake.songs;
  fake.lyrics.set(first!.id, 'timed').set(second!.id, 'plain');
  expect(await catalogue.lyrics(first!.id, signal)).toMatchObject({
    isTimed: true,
    text: '[00:01.00]The first line\n[00:05.25]And the second',
  });
  expect(await catalogue.lyrics(second!.id, signal)).toMatchObject({ isTimed: false });
  expect(await catalogue.lyrics(third!.id, signal)).toBeUndefined();
});

describe('what is not there', () => {
  it.each([
    ['an album', () => catalogue.album('MPREb_nothing0000', signal)],
    ['an artist', () => catalogue.artist('UC0000000000000000000000', signal)],
    ['an artist of that handle', () => catalogue.artist('@nobody', signal)],
    ['a playlist', () => catalogue.playlist('PL0000000000000000000000', undefined, signal)],
    ['a song', () => catalogue.track('00000000000', signal)],
  ] as const)('is told: %s', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({ kind: 'not-found' });
  });
});

it('a song is found by its id', async () => {
  const slack = named(fake.songs, 'Slack Water');
  expect(await catalogue.track(slack.id, signal)).toMatchObject({ title: 'Slack Water', durationMs: 187_000 });
});
