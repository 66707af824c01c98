import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeSourceContract } from '../../../test/contract/source.contract.js';
import { SoundCloudParts } from '../../../test/support/fake-soundcloud/soundcloud-parts.js';
import { answers, breaksOff, redirects, stalls } from '../../../test/support/faults.js';
import type { Fault } from '../../../test/support/fake-upstream.js';
import type { RemoteItem, RemoteLink } from '../remote-catalogue.js';
import type { SoundCloudSource } from './soundcloud-source.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let parts: SoundCloudParts;

beforeEach(async () => {
  parts = await SoundCloudParts.start();
});
afterEach(() => parts.stop());

const signal = (): AbortSignal => AbortSignal.timeout(MINUTE_MS);
const names = (items: readonly RemoteItem[]): string[] =>
  items.map((item) => (item.kind === 'artist' ? item.name : item.title));
const search = (source: SoundCloudSource, query: string, kind: RemoteItem['kind'], cursor?: string) =>
  // prettier-ignore
  source.capabilities.search!.find(query, kind, cursor, signal());
const ask = async (source: SoundCloudSource, address: string): Promise<RemoteLink | undefined> => {
  const links = source.capabilities.search!;
  return links.readLink!(new URL(address)) ?? (await links.askLink!(new URL(address), signal()));
};
const idOf = (what: { readonly id: number }): string => String(what.id);

describeSourceContract('SoundCloud', () => {
  parts.token = SoundCloudParts.token;
  parts.fake.tokens.set(SoundCloudParts.token, parts.fake.user('ada-lamplight'));
  return Promise.resolve({
    adapter: parts.source(),
    capabilities: ['streams', 'tracks', 'artwork', 'search', 'browse'],
    track: idOf(parts.fake.track('night-ferry/harbour-lights')),
    query: 'l',
    unknownPage: '99',
    unknownTrack: '99',
    unknownArtwork: 'https://i1.sndcdn.com/artworks-nothing-t500x500.jpg',
    secrets: [SoundCloudParts.token, parts.fake.clientId],
  });
});

describe('a search', () => {
  it('finds each kind for itself, and goes on from page to page', async () => {
    const source = parts.source();
    expect(names((await search(source, 'harbour', 'album')).items)).toEqual(['Harbour Lights']);
    expect(names((await search(source, 'water', 'playlist')).items)).toEqual(['On the water']);
    expect(names((await search(source, 'clouds', 'artist')).items)).toEqual(['Low Clouds']);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await search(source, 'tide', 'track', cursor);
      found.push(...names(page.items));
      cursor = page.cursor;
    } while (cursor !== undefined);
    // Of the log, and what else its maker has uploaded.
    expect(new Set(found).size).toBe(117 + 8);
    expect(await source.capabilities.search!.suggest!('night', signal())).toContain('night ferry harbour lights');
    expect(new Set(parts.calls())).toEqual(
      new Set(['/search/albums', '/search/playlists', '/search/users', '/search/tracks', '/search/queries']),
    );
  });

  it('says of a track what is known before it plays', async () => {
    const source = parts.source();
    const { items } = await search(source, 'brackwater', 'track');
    const told = items.map((item) => item.kind === 'track' && [item.title, item.whyNotPlayable, item.isrc]);
    expect(told).toEqual([
      ['Copper Wire', undefined, 'GBBWD2500011'],
      ['Iron Filings', 'Copy-protected on SoundCloud', 'GBBWD2500012'],
      ['Places (feat. Window Seat)', 'Preview only: the whole song needs SoundCloud Go+', 'GBBWD2500013'],
      ['One Touch', 'Not available in your country', 'GBBWD2500014'],
      ['Amber', undefined, 'GBBWD2500015'],
      ['Paper Moon', undefined, 'GBBWD2500016'],
      ['Paper Sun', undefined, 'GBBWD2500017'],
    ]);
  });
});

describe('a set', () => {
  it('of 120 is there in its order, with what is gone at its place, after three look-ups', async () => {
    const set = parts.fake.set('tide-log/sets/the-tide-log');
    const source = parts.source();
    const { playlist, items, cursor } = await source.capabilities.browse!.playlist(idOf(set), undefined, signal());
    expect(parts.calls()).toEqual([`/playlists/${set.id}`, '/tracks', '/tracks', '/tracks']);
    expect([playlist?.title, playlist?.owner, cursor]).toEqual(['The Tide Log', 'Tide Log', undefined]);
    expect(names(items)).toEqual(
      Array.from({ length: 120 }, (_, n) =>
        [9, 64, 120].includes(n + 1) ? 'No longer on SoundCloud' : `Tide ${String(n + 1).padStart(3, '0')}`,
      ),
    );
    const gone = items.filter(({ isPlayable }) => !isPlayable);
    expect(gone.map(({ whyNotPlayable }) => whyNotPlayable)).toEqual(Array(3).fill('Not on SoundCloud any more'));
    expect(gone.map(({ notPlayableCause }) => notPlayableCause?.code)).toEqual(Array(3).fill('soundcloud-gone'));
    expect(new Set(items.map(({ nativeId }) => nativeId)).size).toBe(120);
  });

  it('that is an album has kind, artist, picture and songs on it', async () => {
    const source = parts.source();
    const { browse } = source.capabilities;
    const ep = parts.fake.set('low-clouds/sets/low-ep');
    const { album, tracks, trackCount } = await browse!.album(idOf(ep), signal());
    expect(album).toMatchObject({ kind: 'album', type: 'ep', title: 'Low EP' });
    expect(album.artwork?.locator).toMatch(/-t500x500\.png$/);
    expect([trackCount, tracks.map(({ album: on }) => on?.nativeId)]).toEqual([3, Array(3).fill(idOf(ep))]);
    expect((await browse!.playlist(idOf(ep), undefined, signal())).albumId).toBe(idOf(ep));
  });

  it('that is private opens for who has its link, and again after a restart', async () => {
    const set = parts.fake.set('ada-lamplight/sets/kept-to-myself');
    const { browse } = parts.source().capabilities;
    await expect(browse!.playlist(idOf(set), undefined, signal())).rejects.toMatchObject({ code: 'item-not-found' });
    const address = `https://soundcloud.com/ada-lamplight/sets/kept-to-myself/${set.secretToken}?si=1`;
    expect(await ask(parts.source(), address)).toEqual({ kind: 'playlist', nativeId: idOf(set) });
    const again = parts.source().capabilities.browse!;
    const { items } = await again.playlist(idOf(set), undefined, signal());
    expect(names(items)).toContain('Not for everybody');
    expect(items.every(({ isPlayable }) => isPlayable)).toBe(true);
    expect(JSON.stringify(items)).not.toContain(set.secretToken);
    const secrets = join(parts.folder, 'secrets');
    for (const name of readdirSync(secrets)) expect(statSync(join(secrets, name)).mode & 0o077).toBe(0);
  });
});

describe('an artist', () => {
  it('has what is heard most, what else there is of them, and albums', async () => {
    const source = parts.source();
    const ferry = parts.fake.user('night-ferry');
    const page = await source.capabilities.browse!.artist(idOf(ferry), signal());
    expect(page.artist).toMatchObject({ kind: 'artist', name: 'Night Ferry' });
    expect(page.description).toBe('Songs about water.');
    expect(names(page.albums)).toEqual(['Harbour Lights']);
    expect(page.playlists).toEqual([]);
    expect(new Set(names(page.tracks)).size).toBe(7);
    expect(parts.calls().slice(1).sort()).toContain(`/users/${ferry.id}/tracks`);
  });

  it('has the playlists that they have made', async () => {
    const source = parts.source();
    const { playlists } = await source.capabilities.browse!.artist(idOf(parts.fake.user('tide-log')), signal());
    expect(names(playlists ?? [])).toEqual(['The Tide Log']);
  });

  it('has what is heard most where the rest is for browsers only, and the client id is not suspected', async () => {
    parts.fake.refusesUsersTracks = true;
    const source = parts.source();
    const label = idOf(parts.fake.user('tide-log'));
    for (let i = 0; i < 3; i++) {
      const { tracks } = await source.capabilities.browse!.artist(label, signal());
      expect(tracks.length).toBeGreaterThan(0);
    }
    expect(parts.fake.requests.filter(({ path }) => path === '/')).toHaveLength(1);
    expect(parts.calls().filter((path) => path === `/users/${label}/tracks`)).toHaveLength(1);
    expect(source.health().state).toBe('ok');
  });
});

it('has a radio of each song, which goes on', async () => {
  const source = parts.source();
  const id = idOf(parts.fake.track('low-clouds/cirrus'));
  const { items } = await source.capabilities.browse!.radio!(id, undefined, signal());
  expect(items.length).toBeGreaterThan(5);
  expect(items.map(({ nativeId }) => nativeId)).not.toContain(id);
});

describe('a pasted address', () => {
  it.each([
    ['soundcloud.com/night-ferry/harbour-lights?si=1#t=1:23', 'track', 83_000],
    ['m.soundcloud.com/night-ferry/harbour-lights?in=ada-lamplight/sets/on-the-water', 'track', undefined],
    ['soundcloud.com/night-ferry/sets/harbour-lights', 'album', undefined],
    ['soundcloud.com/ada-lamplight/sets/on-the-water', 'playlist', undefined],
    ['on.soundcloud.com/aB3dE5fG7hJ9kL1m', 'album', undefined],
    ['on.soundcloud.com/Zy8xW6vU4tS2rQ0p?x=y', 'track', undefined],
    ['soundcloud.com/night-ferry', 'artist', undefined],
  ])('%s leads to what a search finds, with the same id', async (address, kind, startMs) => {
    const link = await ask(parts.source(), `https://${address}`);
    expect(link).toMatchObject({ kind, nativeId: expect.stringMatching(/^\d+$/) as unknown });
    expect(link?.startMs).toBe(startMs);
  });

  it('of what somebody likes opens that', async () => {
    const source = parts.source();
    const link = await ask(source, 'https://soundcloud.com/ada-lamplight/likes');
    const ada = parts.fake.user('ada-lamplight');
    expect(link).toEqual({ kind: 'playlist', nativeId: `likes-${ada.id}` });
    const page = await source.capabilities.browse!.playlist(link!.nativeId, undefined, signal());
    expect(page.playlist).toMatchObject({ title: 'Likes', owner: 'Ada Lamplight' });
    expect(names(page.items)).toContain('Harbour Lights');
  });

  it('behind which there is nothing is none, and one of nobody is not asked for', async () => {
    const source = parts.source();
    expect(await ask(source, 'https://soundcloud.com/night-ferry/no-such-song')).toBeUndefined();
    expect(await ask(source, 'https://on.soundcloud.com/nothing')).toBeUndefined();
    parts.calls();
    expect(await ask(source, 'https://music.example/night-ferry/harbour-lights')).toBeUndefined();
    expect(parts.fake.requests).toHaveLength(0);
  });
});

describe('what somebody has collected', () => {
  it('is that of their public profile, without any login', async () => {
    const source = parts.source({ user: 'ada-lamplight' });
    const own = await source.capabilities.own!.music(signal());
    expect(own.account).toEqual({ name: 'Ada Lamplight', handle: 'soundcloud.com/ada-lamplight' });
    expect(names(own.playlists)).toEqual(['On the water', 'The Tide Log']);
    expect(names(own.albums).sort()).toEqual(['Candle', 'Harbour Lights', 'Low EP']);
    const { likes } = own;
    const { items } = await source.capabilities.browse!.playlist(likes!.nativeId, undefined, signal());
    expect(items.length).toBeGreaterThan(5);
    expect(await source.capabilities.own!.accounts(signal())).toMatchObject([
      { name: 'Ada Lamplight', isChosen: true },
    ]);
  });

  it('is not guessed where nobody is of that name', async () => {
    const { own } = parts.source({ user: 'nobody-at-all' }).capabilities;
    await expect(own!.music(signal())).rejects.toMatchObject({
      code: 'source-unavailable',
      message: expect.stringContaining('Set sources.soundcloud.user') as unknown,
    });
  });
});

describe('a fault', () => {
  const RESET = '2026/01/01 00:20:00 +0000';
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
    ['enough', answers(429, { errors: [{ meta: { reset_time: RESET } }] }), 'rate-limited'],
    ['a dropped connection', 'dropped', 'broken-answer'],
  ];
  const calls: readonly [string, (source: SoundCloudSource) => Promise<unknown>][] = [
    ['search', (source) => search(source, 'x', 'track')],
    ['suggest', (source) => source.capabilities.search!.suggest!('x', signal())],
    ['album', (source) => source.capabilities.browse!.album('7', signal())],
    ['artist', (source) => source.capabilities.browse!.artist('7', signal())],
    ['playlist', (source) => source.capabilities.browse!.playlist('7', undefined, signal())],
    ['likes', (source) => source.capabilities.browse!.playlist('likes-7', 'offset=1', signal())],
    ['radio', (source) => source.capabilities.browse!.radio!('7', undefined, signal())],
    ['track', (source) => source.capabilities.tracks!.find('7', signal())],
    ['own', (source) => source.capabilities.own!.music(signal())],
    ['link', (source) => ask(source, 'https://soundcloud.com/night-ferry/weir')],
    ['short link', (source) => ask(source, 'https://on.soundcloud.com/aB3dE5fG7hJ9kL1m')],
  ];

  it.each(faults)('of every call is one state and one thing to do: %s', { timeout: 60_000 }, async (_, fault, code) => {
    for (const [name, call] of calls) {
      // What follows a short link is no JSON.
      if (name === 'short link' && typeof fault === 'object' && fault.status === 200) continue;
      if (name === 'short link' && (code === 'unsafe-address' || code === 'bad-redirect')) continue;
      const source = parts.source({ user: 'ada-lamplight', clientId: parts.fake.clientId }, { silenceMs: 300 });
      parts.fake.requests.length = 0;
      parts.fake.lastingFault = fault;
      const error = await call(source).catch((thrown: unknown) => thrown);
      expect(error, name).toMatchObject({ kind: 'unavailable', code: `upstream-${code}` });
      expect(parts.fake.requests.length, name).toBe(1);
      const { state, code: reason, nextStep, reason: sentence } = source.health();
      expect([state === 'ok', reason, nextStep === undefined], name).toEqual([false, code, false]);
      expect(`${String(error)} ${sentence} ${nextStep}`).not.toContain(parts.fake.clientId);
    }
  });

  it('of a dead client id is mended by the next call, and nobody sees it', async () => {
    const source = parts.source();
    await search(source, 'harbour', 'track');
    parts.fake.changeClientId();
    parts.clock.pass(HOUR_MS);
    parts.calls();
    await Promise.all([search(source, 'harbour', 'track'), search(source, 'harbour', 'album')]);
    expect(parts.fake.requests.filter(({ path }) => path === '/')).toHaveLength(1);
    expect(parts.calls()).toHaveLength(4);
    expect(source.health().state).toBe('ok');
  });

  it('of a block is told for a quarter of an hour without a call, and “Try now” asks at once', async () => {
    const source = parts.source();
    parts.fake.isBlocking = true;
    for (let i = 0; i < 4; i++) await expect(search(source, 'x', 'track')).rejects.toThrow('is blocking this server');
    expect(parts.fake.requests).toHaveLength(1);
    const retryAtMs = parts.clock.now + 15 * MINUTE_MS;
    expect(source.health()).toMatchObject({ state: 'unavailable', code: 'forbidden', retryAtMs });
    parts.fake.isBlocking = false;
    await source.tryNow(signal());
    expect(source.health().state).toBe('ok');
    expect(readFileSync(join(parts.folder, 'soundcloud', 'client-id.json'), 'utf8')).toContain(parts.fake.clientId);
  });

  it('of a token that has ended is said, and the music goes on', async () => {
    parts.token = SoundCloudParts.token;
    const source = parts.source();
    expect(names((await search(source, 'harbour', 'album')).items)).toEqual(['Harbour Lights']);
    expect(source.health()).toMatchObject({ state: 'degraded', code: 'soundcloud-token-refused' });
    expect(JSON.stringify([source.health(), source.answers()])).not.toContain(SoundCloudParts.token);
  });
});
