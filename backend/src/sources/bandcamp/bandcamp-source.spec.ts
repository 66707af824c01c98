import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeSourceContract } from '../../../test/contract/source.contract.js';
import { BandcampParts } from '../../../test/support/fake-bandcamp/bandcamp-parts.js';
import { BandcampSounds } from '../../../test/support/fake-bandcamp/bandcamp-sounds.js';
import { answers, breaksOff, redirects, stalls } from '../../../test/support/faults.js';
import type { Fault } from '../../../test/support/fake-upstream.js';
import type { RemoteItem, RemoteKind, RemoteLink, RemotePage } from '../remote-catalogue.js';
import type { HttpLocation } from '../source.js';
import type { BandcampSource } from './bandcamp-source.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const HARBOUR = 'nightferry.bandcamp.com/album/harbour-lights';
let sounds: BandcampSounds;
let parts: BandcampParts;

beforeAll(() => {
  sounds = new BandcampSounds();
});
beforeEach(async () => {
  parts = await BandcampParts.start(sounds);
});
afterEach(() => parts.stop());

const signal = (): AbortSignal => AbortSignal.timeout(5 * MINUTE_MS);
const names = (items: readonly RemoteItem[]): string[] =>
  items.map((item) => (item.kind === 'artist' ? item.name : item.title));
const search = (
  source: BandcampSource,
  query: string,
  kind: RemoteKind,
  cursor?: string,
): Promise<RemotePage<RemoteItem>> => source.capabilities.search!.find(query, kind, cursor, signal());
const ask = (source: BandcampSource, address: string): Promise<RemoteLink | undefined> =>
  source.capabilities.search!.askLink!(new URL(address), signal());
const locate = async (source: BandcampSource, id: string, refused = 0): Promise<HttpLocation> =>
  (await source.capabilities.streams!.locate(id, signal(), refused)) as HttpLocation;

describeSourceContract('Bandcamp', () =>
  Promise.resolve({
    adapter: parts.source({ user: 'ada-lamplight' }),
    capabilities: ['streams', 'tracks', 'artwork', 'search', 'browse', 'lyrics', 'own'],
    track: parts.idOf(HARBOUR, 1),
    query: 'night ferry',
    unknownPage: 'a-1-2',
    unknownTrack: 't-1-2',
    unknownArtwork: 'https://f4.bcbits.com/img/a0000000001_10.jpg',
    secrets: [],
  }),
);

describe('a search', () => {
  it('finds all kinds by one call, and once an hour', async () => {
    const source = parts.source();
    const kinds = ['artist', 'album', 'track'] as const;
    const found = await Promise.all(kinds.map((kind) => search(source, 'night ferry', kind)));
    expect(parts.calls()).toEqual(['autocomplete_elastic']);
    expect(names(found[0]!.items)).toEqual(['Night Ferry']);
    expect(names(found[1]!.items)).toEqual(['Harbour Lights']);
    expect(names(found[2]!.items)).toContain('Slack Tide');
    parts.clock.pass(59 * MINUTE_MS);
    await search(source, 'night ferry', 'album');
    expect(parts.calls()).toEqual([]);
    parts.clock.pass(2 * MINUTE_MS);
    await search(source, 'night ferry', 'album');
    expect(parts.calls()).toEqual(['autocomplete_elastic']);
  });

  it('has the rest of one kind behind what was found of all together', async () => {
    const source = parts.source();
    const first = await search(source, 'tide', 'track');
    expect(first.cursor).toBeDefined();
    const { items, cursor } = await search(source, 'tide', 'track', first.cursor);
    expect(cursor).toBeUndefined();
    const all = [...first.items, ...items].map(({ nativeId }) => nativeId);
    expect(new Set(all).size).toBe(all.length);
    expect(items.length).toBeGreaterThan(0);
  });

  it.each([
    ['the search of the app', 'harbour, lights', 1, ['autocomplete_elastic', 'app_autocomplete']],
    ['the page of the search', 'harbour lights', 2, ['autocomplete_elastic', 'app_autocomplete', 'search']],
  ])(
    'goes on with %s where the one before does not work, and stays with it for a while',
    async (_, words, failing, calls) => {
      const source = parts.source();
      parts.fake.faults.push(...Array<Fault>(failing).fill({ status: 404, body: '' }));
      expect(names((await search(source, words, 'album')).items)).toEqual(['Harbour Lights']);
      expect(parts.calls()).toEqual(calls);
      expect(source.health().state).toBe('ok');
      expect(names((await search(source, 'contour', 'album')).items)).toEqual(['Contour Lines']);
      expect(parts.calls()).toEqual(calls.slice(-1));
      await source.tryNow(signal());
      expect(parts.calls()).toEqual(['autocomplete_elastic']);
    },
  );

  it('by the page leads to what can be opened and played, though it does not tell whose page it is on', async () => {
    const source = parts.source();
    parts.fake.faults.push({ status: 404, body: '' }, { status: 404, body: '' });
    const { items } = await search(source, 'harbour lights', 'album');
    const { album, tracks } = await source.capabilities.browse!.album(items[0]!.nativeId, signal());
    expect([album.nativeId, tracks.length]).toEqual([items[0]!.nativeId, 8]);
    expect((await locate(source, tracks[0]!.nativeId)).url).toContain('/mp3-128/');
  });
});

describe('an album', () => {
  const open = (source: BandcampSource, address: string) => source.capabilities.browse!.album(parts.idOf(address), signal()); // prettier-ignore

  it('is opened by one call, and not again for a day', async () => {
    const source = parts.source();
    const { album, tracks, trackCount } = await open(source, HARBOUR);
    expect(album).toMatchObject({
      title: 'Harbour Lights',
      artists: [{ name: 'Night Ferry', nativeId: parts.bandId('Night Ferry') }],
      webAddress: `https://${HARBOUR}`,
    });
    expect([tracks.length, trackCount]).toEqual([8, 8]);
    await source.capabilities.tracks!.find(tracks[3]!.nativeId, signal());
    parts.clock.pass(23 * HOUR_MS);
    await open(source, HARBOUR);
    expect(parts.calls()).toEqual(['tralbum_details']);
  });

  it('keeps its numbers, gaps too', async () => {
    const { tracks, trackCount } = await open(parts.source(), 'lowclouds.bandcamp.com/album/contour-lines');
    expect([tracks.map(({ trackNumber }) => trackNumber), trackCount]).toEqual([[1, 2, 4, 5, 7], 5]);
    expect(tracks.every(({ isPlayable }) => isPlayable)).toBe(true);
  });

  it('of nine times the same has nine tracks in the order of the list, each played and told apart', async () => {
    const source = parts.source();
    const { tracks } = await open(source, 'ninerooms.bandcamp.com/album/rooms');
    const { tracks: told } = parts.fake.release('ninerooms.bandcamp.com/album/rooms');
    expect(tracks.map(({ nativeId }) => nativeId.split('-')[2])).toEqual(told.map(({ id }) => String(id)));
    expect(tracks.map(({ trackNumber }) => trackNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const found = await source.capabilities.tracks!.find(tracks[4]!.nativeId, signal());
    expect([found.title, found.trackNumber]).toEqual(['Untitled', 5]);
    const addresses = await Promise.all(tracks.map(async ({ nativeId }) => (await locate(source, nativeId)).url));
    expect(new Set(addresses).size).toBe(9);
  });

  it('finds the number of a track that is asked for by itself', async () => {
    const source = parts.source();
    const id = parts.idOf('ninerooms.bandcamp.com/album/rooms', 7);
    expect(await source.capabilities.tracks!.find(id, signal())).toMatchObject({ title: 'Untitled', trackNumber: 7 });
    expect(parts.calls()).toEqual(['tralbum_details', 'tralbum_details']);
  });

  it('on the page of a label is by who performs it, and published by the label', async () => {
    const { album, tracks } = await open(parts.source(), 'brackwaterdiscs.bandcamp.com/album/copper-wire');
    const label = { name: 'Brackwater Discs', nativeId: parts.bandId('Brackwater Discs') };
    expect([album.artists, album.label]).toEqual([[{ name: 'Ysolde Marn' }], label]);
    expect(tracks.map(({ artists }) => artists)).toEqual(Array(4).fill([{ name: 'Ysolde Marn' }]));
  });

  it('of several performers names each of them on their track', async () => {
    const { tracks } = await open(parts.source(), 'tidewrackrecords.bandcamp.com/album/what-the-sea-leaves');
    expect(tracks.map(({ artists }) => artists[0]?.name)).toEqual([
      'Window Seat',
      'Ox Lantern',
      'Night Ferry',
      'Ysolde Marn, Sextant',
    ]);
  });

  it.each([
    ['quietengine.bandcamp.com/album/idle', [undefined, 'Not streamable; buy it on Bandcamp', undefined, 'Not streamable; buy it on Bandcamp', undefined]],
    ['quietengine.bandcamp.com/album/overdrive', Array(3).fill('Free plays used up; buy it on Bandcamp')],
    ['windowseat.bandcamp.com/album/long-way-round', ['', 1, 1, 1, '', 1, 1, 1].map((out) => (out === 1 ? 'Out on 7 March 2031' : undefined))],
  ])('says why its tracks are not to be heard: %s', async (address, why) => {
    const { tracks } = await open(parts.source(), address);
    expect(tracks.map(({ whyNotPlayable }) => whyNotPlayable)).toEqual(why);
    expect(tracks.map(({ isPlayable }) => isPlayable)).toEqual(why.map((reason: unknown) => reason === undefined));
    expect(tracks.every(({ webAddress }) => webAddress?.startsWith('https://'))).toBe(true);
  }); // prettier-ignore

  it('tells what is not out yet by a code, with the day on which it comes out', async () => {
    const { tracks } = await open(parts.source(), 'windowseat.bandcamp.com/album/long-way-round');
    const causes = tracks.flatMap(({ notPlayableCause }) => notPlayableCause ?? []);
    expect(causes).toEqual(Array(6).fill({ code: 'bandcamp-not-out-yet', outAtMs: Date.UTC(2031, 2, 7) }));
  });

  it('is known by a search, too, for what of it is not to be heard', async () => {
    const source = parts.source();
    await open(source, 'quietengine.bandcamp.com/album/idle');
    const { items } = await search(source, 'quiet engine idle', 'track');
    const why = items.map((item) => [names([item])[0], item.kind === 'track' && item.notPlayableCause]);
    expect(why).toContainEqual(['Starter', { code: 'bandcamp-not-streamable' }]);
    expect(why).toContainEqual(['Choke', undefined]);
  });

  it('that comes out is told anew on that day', async () => {
    const source = parts.source();
    const heard = async () => (await open(source, 'windowseat.bandcamp.com/album/long-way-round')).tracks.filter(({ isPlayable }) => isPlayable).length; // prettier-ignore
    parts.clock.now = Date.UTC(2031, 2, 6, 22);
    expect(await heard()).toBe(2);
    parts.clock.pass(HOUR_MS);
    expect([await heard(), parts.calls()]).toEqual([2, ['tralbum_details']]);
    parts.clock.pass(2 * HOUR_MS);
    expect([await heard(), parts.calls()]).toEqual([8, ['tralbum_details']]);
  });

  it('that lists no tracks is one, and a track that a discography calls one opens as such', async () => {
    const source = parts.source();
    expect(await open(source, 'quietengine.bandcamp.com/album/blueprints')).toMatchObject({
      tracks: [],
      trackCount: 0,
    });
    parts.calls();
    const id = parts.idOf('nightferry.bandcamp.com/track/slack-tide').replace('t-', 'a-');
    const { album, tracks } = await source.capabilities.browse!.album(id, signal());
    expect([album.nativeId, album.type, album.title]).toEqual([id, 'single', 'Slack Tide']);
    expect(tracks).toMatchObject([{ title: 'Slack Tide', album: { nativeId: id } }]);
    expect(parts.calls()).toEqual(['tralbum_details', 'tralbum_details']);
  });

  it('that is gone is not asked for again within an hour', async () => {
    const source = parts.source();
    const id = parts.idOf('goneastray.bandcamp.com/album/left-behind');
    for (let i = 0; i < 3; i++) {
      await expect(source.capabilities.browse!.album(id, signal())).rejects.toMatchObject({ code: 'item-not-found' });
    }
    expect(parts.calls()).toEqual(['tralbum_details', 'tralbum_details']);
    parts.clock.pass(HOUR_MS + 1);
    await expect(source.capabilities.browse!.album(id, signal())).rejects.toThrow();
    expect(parts.calls()).toHaveLength(2);
  });

  it('is read from its page where the call for it is gone, and the page is known', async () => {
    const source = parts.source();
    await search(source, 'harbour lights', 'album');
    parts.fake.onRequest = ({ path }) => {
      if (path.includes('tralbum_details')) parts.fake.faults.unshift({ status: 404, body: '' });
    };
    const { tracks } = await open(source, HARBOUR);
    expect(tracks).toHaveLength(8);
    const { url } = await locate(source, tracks[0]!.nativeId);
    expect(url).toMatch(new RegExp(`^${parts.fake.origin}/stream/`));
    expect(parts.calls().slice(1)).toEqual(['tralbum_details', HARBOUR]);
    await expect(open(source, 'lowclouds.bandcamp.com/album/contour-lines')).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});

describe('a performer', () => {
  const open = (source: BandcampSource, name: string) => source.capabilities.browse!.artist(parts.bandId(name), signal()); // prettier-ignore

  it('has all that they published, and the songs of the newest', async () => {
    const source = parts.source();
    const { artist, albums, tracks, description } = await open(source, 'Tide Log');
    expect([artist.name, albums.length, tracks.length > 0]).toEqual(['Tide Log', 30, true]);
    expect(description).toBe('Tide Log, of a fake.');
    expect(parts.calls().filter((call) => call === 'band_details')).toHaveLength(1);
  });

  it('that is a label has whom it publishes', async () => {
    const { artists = [], albums } = await open(parts.source(), 'Tidewrack Records');
    expect(names(artists)).toEqual(['Window Seat', 'Ox Lantern']);
    expect(names(albums)).toContain('Long Way Round');
  });

  it('may have nothing yet, or be gone', async () => {
    expect(await open(parts.source(), 'Nobody Yet')).toMatchObject({ albums: [], tracks: [] });
    await expect(open(parts.source(), 'Gone Astray')).rejects.toMatchObject({ code: 'item-not-found' });
  });
});

describe('the words of a song', () => {
  it('come with those of the whole album, by one call, and are not asked for where there are none', async () => {
    const source = parts.source();
    const words = (at: number) => source.capabilities.lyrics!.find(parts.idOf(HARBOUR, at), signal()); // prettier-ignore
    await source.capabilities.browse!.album(parts.idOf(HARBOUR), signal());
    parts.calls();
    expect(await words(1)).toEqual({ text: 'Harbour Lights\nstands on the water\n\nand nobody asks' });
    expect((await words(7))?.text).toContain('Lee Shore');
    expect(await words(3)).toBeUndefined();
    expect(parts.calls()).toEqual(['tralbum_lyrics']);
  });

  it('are found of a track without an album', async () => {
    const id = parts.idOf('nightferry.bandcamp.com/track/slack-tide');
    expect((await parts.source().capabilities.lyrics!.find(id, signal()))?.text).toContain('Slack Tide');
  });
});

describe('a pasted address', () => {
  const link = (address: string, at?: number, kind: RemoteKind = at === undefined ? 'album' : 'track'): RemoteLink => ({
    kind,
    nativeId: parts.idOf(address, at),
  });

  it.each<[string, string, () => RemoteLink]>([
    ['an album', `https://${HARBOUR}?from=search#x`, () => link(HARBOUR)],
    ['a track', 'http://nightferry.bandcamp.com/track/weir/', () => link(HARBOUR, 8)],
    ['a track without an album', 'https://nightferry.bandcamp.com/track/slack-tide', () => link('nightferry.bandcamp.com/track/slack-tide', 1)],
    ['a front page', 'https://nightferry.bandcamp.com/', () => ({ kind: 'artist', nativeId: parts.bandId('Night Ferry') })],
    ['all music', 'https://nightferry.bandcamp.com/music', () => ({ kind: 'artist', nativeId: parts.bandId('Night Ferry') })],
    ['a host of their own', 'https://music.harrowgate.example/album/kissing-gate', () => link('music.harrowgate.example/album/kissing-gate')],
    ['what leads to that', 'https://harrowgate.bandcamp.com/album/kissing-gate', () => link('music.harrowgate.example/album/kissing-gate')],
    ['the record of an album that is empty', 'https://emptypier.bandcamp.com/', () => ({ kind: 'artist', nativeId: parts.bandId('Empty Pier') })],
  ])('of %s is found by the search, else by its page', async (_, address, expected) => {
    expect(await ask(parts.source(), address)).toEqual(expected());
    // As when it is a page that nobody searches for.
    parts.fake.onRequest = ({ path }) => {
      if (path.includes('autocomplete')) parts.fake.faults.unshift({ status: 404, body: '' });
    };
    expect(await ask(parts.source(), address)).toEqual(expected());
  }); // prettier-ignore

  it('of a front page that is an album leads to that', async () => {
    const link = { kind: 'album', nativeId: parts.idOf('paperkettle.bandcamp.com/album/steam') };
    expect(await ask(parts.source(), 'https://paperkettle.bandcamp.com/')).toEqual(link);
  });

  it('of an embedded player leads to what that plays', async () => {
    const source = parts.source();
    const { id, tracks } = parts.fake.release(HARBOUR);
    const player = `https://bandcamp.com/EmbeddedPlayer/v=2/album=${id}/size=large/`;
    expect(await ask(source, player)).toEqual(link(HARBOUR));
    expect(await ask(source, `${player}track=${tracks[2]!.id}/`)).toEqual(link(HARBOUR, 3));
  });

  it('behind which there is nothing is none, and is not asked for again', async () => {
    const source = parts.source();
    for (let i = 0; i < 2; i++) {
      expect(await ask(source, 'https://goneastray.bandcamp.com/')).toBeUndefined();
      expect(await ask(source, 'https://nightferry.bandcamp.com/album/no-such')).toBeUndefined();
      expect(await ask(source, 'https://unrelated.example/album/no-such')).toBeUndefined();
    }
    expect(parts.calls().filter((call) => !call.includes('autocomplete'))).toEqual([
      'goneastray.bandcamp.com/',
      'nightferry.bandcamp.com/album/no-such',
      'unrelated.example/album/no-such',
    ]);
    expect(source.health().state).toBe('ok');
  });

  it('of nobody is not asked for', async () => {
    const source = parts.source();
    for (const address of [
      'https://bandcamp.com/discover',
      'https://daily.bandcamp.com/album/x',
      'https://music.example/watch?v=1',
      'ftp://nightferry.bandcamp.com/album/x',
      'https://music.example:8443/album/x',
    ]) {
      // prettier-ignore
      expect(await ask(source, address)).toBeUndefined();
    }
    expect(parts.fake.requests).toHaveLength(0);
  });

  it('inside this network is not fetched', async () => {
    const source = parts.source({ baseUrl: 'https://bandcamp.com' });
    expect(await ask(source, `${parts.fake.origin.replace(/:\d+$/, '')}/album/x`)).toBeUndefined();
    expect(parts.fake.requests).toHaveLength(0);
  });
});

describe('what somebody has collected', () => {
  it('is the public collection and wish list of a fan, page by page', async () => {
    const source = parts.source({ user: 'ada-lamplight' });
    const { account, albums, wishes = [], playlists } = await source.capabilities.own!.music(signal());
    expect(account).toEqual({ name: 'Ada Lamplight', handle: 'bandcamp.com/ada-lamplight' });
    const fan = parts.fake.fan('ada-lamplight');
    expect([albums.length, wishes.length, playlists]).toEqual([fan.collection.length, fan.wishlist.length, []]);
    expect(albums.find(({ title }) => title === 'Copper Wire')).toMatchObject({ artists: [{ name: 'Ysolde Marn' }] });
    expect(parts.calls()).toEqual(['autocomplete_elastic', 'collection_items', 'wishlist_items']);
    const { tracks } = await source.capabilities.browse!.album(albums[0]!.nativeId, signal());
    expect(tracks.length).toBeGreaterThan(0);
  });

  it('is found by the page of the fan where the search does not know them', async () => {
    const source = parts.source({ user: 'ada-lamplight' });
    parts.fake.faults.push({ status: 404, body: '' });
    expect(await source.capabilities.own!.account(signal())).toMatchObject({ name: 'Ada Lamplight' });
    expect(parts.calls()).toEqual(['autocomplete_elastic', 'bandcamp.com/ada-lamplight']);
  });

  it('is not guessed where nobody is of that name, and may be nothing', async () => {
    await expect(parts.source({ user: 'no-such-fan' }).capabilities.own!.music(signal())).rejects.toMatchObject({
      code: 'source-unavailable',
      message: expect.stringContaining('Set sources.bandcamp.user') as unknown,
    });
    const own = await parts.source({ user: 'nobody-yet' }).capabilities.own!.music(signal());
    expect(own).toMatchObject({ albums: [], wishes: [] });
  });
});

describe('where sound lies', () => {
  it('is asked for when it is played: one call for an album, one for each track', async () => {
    const source = parts.source();
    await source.capabilities.browse!.album(parts.idOf(HARBOUR), signal());
    const location = await locate(source, parts.idOf(HARBOUR, 1));
    await locate(source, parts.idOf(HARBOUR, 2));
    expect(parts.calls()).toEqual(['tralbum_details', 'stream_redirect', 'stream_redirect']);
    expect(location).toMatchObject({
      kind: 'http',
      url: expect.stringMatching(new RegExp(`^${parts.fake.origin}/stream/\\w{32}/mp3-128/\\d+\\?`)) as string,
      headers: {},
      mimeType: 'audio/mpeg',
      takesRanges: true,
      wholeMs: 203_417,
      bitrateKbps: 128,
    });
    const lifeMs = location.expiresAtMs! - parts.clock.now;
    expect(lifeMs).toBeGreaterThan(23 * HOUR_MS);
    expect(lifeMs).toBeLessThan(24 * HOUR_MS);
    const answer = await fetch(location.url, { headers: { Range: 'bytes=0-99' } });
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([206, 100]);
  });

  it.each([403, 404, 410] as const)(
    'is asked for anew, once, where what led there is too old and answers %i',
    async (status) => {
      const source = parts.source();
      const id = parts.idOf(HARBOUR, 1);
      await locate(source, id);
      parts.fake.streams.deadStatus = status;
      parts.fake.streams.endAddresses();
      parts.calls();
      await locate(source, id);
      expect(parts.calls()).toEqual(['stream_redirect', 'tralbum_details', 'stream_redirect']);
      expect(source.health().state).toBe('ok');
      // The host of the sound refused the address that was given.
      await locate(source, id, 1);
      expect(parts.calls()).toEqual(['tralbum_details', 'stream_redirect']);
    },
  );

  it('is told to be nowhere now where it is refused again and again, without more than that', async () => {
    const source = parts.source();
    parts.fake.onRequest = ({ path }) => {
      if (path.startsWith('/stream_redirect')) parts.fake.faults.unshift({ status: 403, body: '' });
    };
    await expect(locate(source, parts.idOf(HARBOUR, 1))).rejects.toMatchObject({ code: 'source-unavailable' });
    expect(parts.calls()).toEqual(['tralbum_details', 'stream_redirect', 'tralbum_details', 'stream_redirect']);
  });

  it('is asked for after hours with what is told anew', async () => {
    const source = parts.source();
    await locate(source, parts.idOf(HARBOUR, 1));
    parts.clock.pass(7 * HOUR_MS);
    parts.calls();
    await locate(source, parts.idOf(HARBOUR, 1));
    expect(parts.calls()).toEqual(['tralbum_details', 'stream_redirect']);
  });

  it.each([
    ['quietengine.bandcamp.com/album/idle', 2, 'not-streamable', 'Not streamable; buy it on Bandcamp: https://quietengine.bandcamp.com/track/starter'],
    ['quietengine.bandcamp.com/album/overdrive', 1, 'plays-used-up', 'Free plays used up; buy it on Bandcamp: https://quietengine.bandcamp.com/track/first'],
    ['windowseat.bandcamp.com/album/long-way-round', 2, 'not-out-yet', 'Out on 7 March 2031: https://windowseat.bandcamp.com/album/long-way-round'],
  ])('is nowhere, with why: %s', async (address, at, code, message) => {
    const source = parts.source();
    await source.capabilities.browse!.album(parts.idOf(address), signal());
    await expect(locate(source, parts.idOf(address, at))).rejects.toMatchObject({ code: `bandcamp-${code}`, message });
    expect(parts.calls()).toEqual(['tralbum_details']);
  }); // prettier-ignore

  it('is there on the day that it is out', async () => {
    const source = parts.source();
    const id = parts.idOf('windowseat.bandcamp.com/album/long-way-round', 2);
    await expect(locate(source, id)).rejects.toMatchObject({ retryAtMs: Date.UTC(2031, 2, 7) });
    parts.clock.now = Date.UTC(2031, 2, 7, 1);
    expect((await locate(source, id)).url).toContain('/mp3-128/');
  });
});

describe('a fault', () => {
  const faults: readonly [string, Fault, string][] = [
    ['an outage', { status: 500, body: '' }, 'server-error'],
    ['a gateway without a service', { status: 503, body: '<h1>no</h1>' }, 'server-error'],
    ['silence', 'silence', 'silence'],
    ['a stall', stalls, 'silence'],
    ['a broken answer', breaksOff, 'broken-answer'],
    ['half of JSON', { status: 200, body: '{"half":' }, 'broken-answer'],
    ['a page', { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html>' }, 'wrong-type'],
    ['a way to nowhere', redirects('http://[::1]:1/x'), 'unsafe-address'],
    ['a circle', redirects((path) => path), 'bad-redirect'],
    ['enough', { ...answers(429, {}), headers: { 'Retry-After': '60' } }, 'rate-limited'],
    ['a dropped connection', 'dropped', 'broken-answer'],
    ['a bare refusal', { status: 403, body: '' }, 'forbidden'],
    ['other words', answers(200, { error: true, error_message: 'must be logged in' }), 'forbidden'],
  ];
  const calls: readonly [string, number, (source: BandcampSource) => Promise<unknown>][] = [
    // Two other ways are tried where a way is at fault.
    ['search', 3, (source) => search(source, 'x', 'track')],
    ['album', 1, (source) => source.capabilities.browse!.album('a-7-7', signal())],
    ['artist', 1, (source) => source.capabilities.browse!.artist('b-7-7', signal())],
    ['track', 1, (source) => source.capabilities.tracks!.find('t-7-7', signal())],
    ['lyrics', 1, (source) => source.capabilities.lyrics!.find('t-7-7', signal())],
    ['sound', 1, (source) => locate(source, 't-7-7')],
    ['own', 2, (source) => source.capabilities.own!.music(signal())],
  ];

  it.each(faults)('of every call is one state and one thing to do: %s', { timeout: 60_000 }, async (_, fault, code) => {
    for (const [name, most, call] of calls) {
      const source = parts.source({ user: 'ada-lamplight' }, { silenceMs: 300 });
      parts.fake.requests.length = 0;
      parts.fake.lastingFault = fault;
      const error = await call(source).catch((thrown: unknown) => thrown);
      expect(error, name).toMatchObject({ kind: 'unavailable' });
      expect(parts.fake.requests.length, name).toBeLessThanOrEqual(code === 'bad-redirect' ? 6 * most : most);
      const { state, code: reason, nextStep } = source.health();
      expect([state === 'ok', nextStep === undefined], name).toEqual([false, false]);
      // What is sent by POST is not sent elsewhere.
      if (most === 1) expect([code, 'bad-redirect'], name).toContain(reason);
      expect(String(error), name).not.toContain('127.0.0.1');
    }
  });

  it('of a link is no fault of whoever pasted it', async () => {
    for (const [, fault] of faults) {
      const source = parts.source({}, { silenceMs: 300 });
      parts.fake.lastingFault = fault;
      const error = await ask(source, 'https://nightferry.bandcamp.com/album/harbour-lights').catch(
        (thrown: unknown) => thrown,
      );
      if (error !== undefined) expect(error).toMatchObject({ kind: 'unavailable' });
      expect(await ask(source, 'https://music.harrowgate.example/album/kissing-gate')).toBeUndefined();
    }
  }, 60_000);

  it('of a challenge is told for half an hour without a call, and what was located plays', async () => {
    const source = parts.source();
    const { url } = await locate(source, parts.idOf(HARBOUR, 1));
    parts.fake.challenges = 'everything';
    parts.calls();
    for (let i = 0; i < 4; i++) {
      await expect(search(source, `x${i}`, 'track')).rejects.toThrow(
        'Bandcamp is asking this server to prove that it is not a bot',
      );
    }
    expect(parts.calls()).toHaveLength(1);
    const retryAtMs = parts.clock.now + 30 * MINUTE_MS;
    expect(source.health()).toMatchObject({ state: 'unavailable', code: 'forbidden', retryAtMs });
    expect((await fetch(url)).status).toBe(200);
    parts.fake.challenges = 'nothing';
    await source.tryNow(signal());
    expect(source.health().state).toBe('ok');
  });

  it('of a challenge on pages leaves the calls alone, by which pasted addresses are found', async () => {
    parts.fake.challenges = 'pages';
    const source = parts.source();
    expect(await ask(source, `https://${HARBOUR}`)).toMatchObject({ kind: 'album' });
    expect(source.health().state).toBe('ok');
    for (const name of ['one', 'two']) {
      await expect(ask(source, `https://nightferry.bandcamp.com/album/${name}`)).rejects.toThrow('not a bot');
    }
    expect(source.health()).toMatchObject({ state: 'degraded', code: 'forbidden' });
    expect(names((await search(source, 'harbour', 'album')).items)).toEqual(['Harbour Lights']);
    expect(parts.calls().filter((call) => call.includes('/album/'))).toHaveLength(1);
  });

  it('of too many calls waits as long as is asked', async () => {
    const source = parts.source();
    parts.fake.limitedUntilMs = parts.clock.now + 30_000;
    for (let i = 0; i < 3; i++) await expect(search(source, `x${i}`, 'album')).rejects.toMatchObject({ reason: 'rate-limited' }); // prettier-ignore
    expect(parts.calls()).toHaveLength(1);
    parts.clock.pass(30_000);
    expect(names((await search(source, 'harbour', 'album')).items)).toEqual(['Harbour Lights']);
  });
});

it('asks one at a time, once a second, five at once at most', async () => {
  const source = parts.source();
  for (const { id, limits } of parts.descriptions.filter(
    ({ id: of }) => of === 'bandcamp' || of === 'bandcamp-pages',
  )) {
    expect(limits, id).toMatchObject({ concurrency: 1, budget: { calls: 5, perMs: 5_000 } });
  }
  await Promise.all(Array.from({ length: 7 }, (_, n) => search(source, `x${n}`, 'album')));
  expect(parts.fake.mostAtOnce).toBe(1);
});
