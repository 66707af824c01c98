import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BandcampSounds } from './bandcamp-sounds.js';
import { FakeBandcamp } from './fake-bandcamp.js';
import type { Json } from './tralbum-answers.js';

const DAY_MS = 24 * 60 * 60_000;
const START_MS = Date.UTC(2026, 1, 21);
const sounds = new BandcampSounds();
let fake: FakeBandcamp;
let nowMs = START_MS;

beforeEach(async () => {
  nowMs = START_MS;
  fake = await new FakeBandcamp(undefined, sounds).start();
  fake.nowMs = () => nowMs;
});
afterEach(() => fake.stop());

/** What lies at an address of a real host. */
function get(address: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const { host, pathname, search } = new URL(address);
  const words = { redirect: 'manual', headers: { 'X-Forwarded-Host': host, ...headers } } as const;
  return fetch(`${fake.origin}${pathname}${search}`, words);
}

async function json(path: string, body?: unknown): Promise<Json> {
  const more = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${fake.origin}/api/${path}`, more);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Json;
}

function details(type: string, id: number): Promise<Json> {
  return json(`mobile/25/tralbum_details?band_id=1&tralbum_type=${type}&tralbum_id=${id}`);
}

/** @param address of an album's page */
function album(address: string): Promise<Json> {
  return details('a', fake.release(address).id);
}

/** JSON in an attribute of a page. */
function attribute(page: string, name: string): Json | undefined {
  const [, text] = new RegExp(`data-${name}="([^"]*)"`).exec(page) ?? [];
  const plain = text?.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>'); // prettier-ignore
  return plain === undefined ? undefined : (JSON.parse(plain.replaceAll('&amp;', '&')) as Json);
}

async function page(address: string): Promise<string> {
  return (await get(address)).text();
}

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, '../../fixtures/bandcamp', name), 'utf8');
}

const recorded = (name: string): Json => JSON.parse(fixture(name)) as Json;
const list = (of: Json | undefined, name: string): Json[] => of?.[name] as Json[];
const keysOf = (value: unknown): string[] => Object.keys(value as Json).sort();

/** What ffmpeg makes of sound. */
function decoded(sound: Buffer): { seconds: number; complaints: string } {
  const words = '-v warning -f mp3 -i pipe:0 -f s16le -ac 1 -ar 8000 pipe:1'.split(' ');
  const { stdout, stderr } = spawnSync('ffmpeg', words, { input: sound, maxBuffer: 64 * 1024 ** 2 });
  return { seconds: stdout.length / 2 / 8_000, complaints: stderr.toString() };
}

const linkedIn = (text: string): Json =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? '') as Json;

describe('has the shapes that were recorded', () => {
  it('of details', async () => {
    const [track, real] = [await details('t', fake.release('nightferry.bandcamp.com/track/slack-tide').id), recorded('tralbum-details-track-2.json')]; // prettier-ignore
    expect(keysOf(track)).toEqual(keysOf(real));
    expect(keysOf(track.band)).toEqual(keysOf(real.band));
    expect(keysOf(list(track, 'tracks')[0])).toEqual(keysOf(list(real, 'tracks')[0]));
    expect(keysOf(list(track, 'tags')[0])).toEqual(keysOf(list(real, 'tags')[0]));
    const whole = await album('nightferry.bandcamp.com/album/harbour-lights');
    expect(keysOf(whole)).toEqual(keysOf(recorded('tralbum-details-album.synthetic.json')));
  });

  it('of performers and of what cannot be found', async () => {
    const band = await json('mobile/22/band_details', { band_id: String(fake.band('Night Ferry').id) });
    const real = recorded('band-details.json');
    expect(keysOf(band)).toEqual(keysOf(real));
    expect(keysOf(list(band, 'discography')[0])).toEqual(keysOf(list(real, 'discography')[0]));
    expect(await json('mobile/22/band_details', { band_id: '0' })).toEqual(recorded('band-details-not-found.json'));
    expect(await json('mobile/22/band_details', { band_id: 'https://bandcamp.com' })).toEqual(recorded('band-details-bad-id.json')); // prettier-ignore
    expect(await details('a', 1)).toEqual(recorded('tralbum-not-found.synthetic.json'));
  });

  it('of both searches', async () => {
    const body = { search_text: 'night ferry', search_filter: '', full_page: false, fan_id: null };
    const found = await json('bcsearch_public_api/1/autocomplete_elastic', body);
    const real = recorded('autocomplete-search.json');
    expect(keysOf(found)).toEqual(keysOf(real));
    expect(keysOf(found.auto)).toEqual(keysOf(real.auto));
    const app = await json('fuzzysearch/1/app_autocomplete?q=night+ferry&param_with_locations=true');
    for (const type of ['b', 'a', 't']) {
      const first = (of: Json): Json | undefined => list(of, 'results').find((one) => one.type === type);
      expect(keysOf(first(found.auto as Json))).toEqual(keysOf(first(real.auto as Json)));
      expect(keysOf(first(app))).toEqual(keysOf(first(recorded('app-autocomplete.synthetic.json'))));
    }
  });

  it('of pages', async () => {
    const known = (real: string, own: string, name: string): void => {
      const keys = new Set(keysOf(attribute(real, name)));
      expect(keysOf(attribute(own, name)).filter((key) => !keys.has(key))).toEqual([]);
    };
    const pages = [
      ['album.html', 'https://nightferry.bandcamp.com/album/harbour-lights'],
      ['track.html', 'https://nightferry.bandcamp.com/track/fog-signal'],
    ] as const;
    for (const [name, address] of pages) {
      const [real, own] = [fixture(name), await page(address)];
      for (const part of ['tralbum', 'band', 'embed', 'site']) known(real, own, part);
      const [first, realFirst] = [own, real].map((text) => attribute(text, 'tralbum'));
      expect(keysOf(first)).toEqual(keysOf(realFirst));
      expect(keysOf(first?.current)).toEqual(keysOf(realFirst?.current));
      expect(keysOf(list(first, 'trackinfo')[0])).toEqual(keysOf(list(realFirst, 'trackinfo')[0]));
      const linked = new Set(keysOf(linkedIn(real)));
      expect(keysOf(linkedIn(own)).filter((key) => !linked.has(key))).toEqual([]);
    }
  });
});

it('calls a track an album, and finds it as a track only', async () => {
  const single = fake.release('nightferry.bandcamp.com/track/slack-tide');
  const band = await json(`mobile/24/band_details?band_id=${single.band.id}`);
  expect(list(band, 'discography').find(({ item_id: id }) => id === single.id)).toMatchObject({ item_type: 'album' });
  expect(await details('a', single.id)).toMatchObject({ error_message: 'No such tralbum' });
  expect(await details('t', single.id)).toMatchObject({ title: 'Slack Tide', album_id: null });
  expect(await json(`mobile/24/tralbum_lyrics?tralbum_id=${single.id}&tralbum_type=a`)).toEqual({});
  const found = await json(`mobile/24/tralbum_lyrics?tralbum_id=${single.id}&tralbum_type=t`);
  expect(found).toEqual({ lyrics: { [single.id]: expect.stringContaining('Slack Tide') as string } });
});

it('tells who plays, who publishes, and whom a label has', async () => {
  const body = { search_text: 'discs', search_filter: 'b', full_page: false, fan_id: null };
  const found = await json('bcsearch_public_api/1/autocomplete_elastic', body);
  expect(list(found.auto as Json, 'results')).toMatchObject([{ name: 'Brackwater Discs', is_label: false }]);
  const copper = await album('brackwaterdiscs.bandcamp.com/album/copper-wire');
  expect(copper).toMatchObject({ tralbum_artist: 'Ysolde Marn', band: { name: 'Brackwater Discs' }, label: null });
  const sampler = await album('tidewrackrecords.bandcamp.com/album/what-the-sea-leaves');
  expect(sampler.tralbum_artist).toBe('Various Artists');
  const players = ['Window Seat', 'Ox Lantern', 'Night Ferry', 'Ysolde Marn, Sextant'];
  expect(list(sampler, 'tracks').map(({ band_name: name }) => name)).toEqual(players);
  const label = await json('mobile/24/band_details', { band_id: fake.band('Tidewrack Records').id });
  expect(list(label, 'artists').map(({ name }) => name)).toEqual(['Window Seat', 'Ox Lantern']);
  expect(list(label, 'discography').map(({ band_name: name }) => name)).toEqual(['Window Seat', 'Ox Lantern', 'Tidewrack Records']); // prettier-ignore
});

it('tells what can be heard, and why not', async () => {
  const heard = (of: Json): boolean[] => list(of, 'tracks').map(({ streaming_url: url }) => url !== null);
  const idle = await album('quietengine.bandcamp.com/album/idle');
  expect(heard(idle)).toEqual([true, false, true, false, true]);
  expect(list(idle, 'tracks').map((track) => track.is_streamable)).toEqual(heard(idle));
  const used = await album('quietengine.bandcamp.com/album/overdrive');
  expect(used).toMatchObject({ streaming_limit: 3, tracks: Array.from({ length: 3 }, () => expect.objectContaining({ streaming_url: null, is_streamable: true }) as Json) }); // prettier-ignore
  const usedPage = attribute(await page('https://quietengine.bandcamp.com/album/overdrive'), 'tralbum');
  expect(list(usedPage, 'trackinfo')[0]).toMatchObject({ is_capped: true, file: null });
  expect(list(await album('quietengine.bandcamp.com/album/blueprints'), 'tracks')).toEqual([]);

  const soon = 'windowseat.bandcamp.com/album/long-way-round';
  const preOrder = await album(soon);
  expect(preOrder).toMatchObject({ is_preorder: true, release_date: Date.UTC(2031, 2, 7) / 1_000 });
  expect(heard(preOrder)).toEqual([true, false, false, false, true, false, false, false]);
  expect(list(preOrder, 'tracks')[1]).toMatchObject({ duration: 0, is_streamable: false });
  nowMs = Date.UTC(2031, 2, 7);
  expect(await album(soon)).toMatchObject({ is_preorder: false });
  expect(new Set(heard(await album(soon)))).toEqual(new Set([true]));
});

it('leads to sound of that length, in parts as well, for a day', async () => {
  const [track] = fake.release('nightferry.bandcamp.com/album/harbour-lights').tracks.slice(2);
  const told = await details('t', track?.id ?? 0);
  const address = String((list(told, 'tracks')[0]?.streaming_url as Json)['mp3-128']);
  expect(address).toMatch(/^https:\/\/bandcamp\.com\/stream_redirect\?enc=mp3-128&/);
  const leads = await get(address);
  expect(leads.status).toBe(302);
  const sound = leads.headers.get('location') ?? '';
  expect(sound).toMatch(/^https:\/\/t4\.bcbits\.com\/stream\/[0-9a-f]{32}\/mp3-128\/\d+\?p=0&ts=\d+&t=[0-9a-f]{40}&token=\d+_[0-9a-f]{40}$/); // prettier-ignore
  const whole = Buffer.from(await (await get(sound)).arrayBuffer());
  const { seconds, complaints } = decoded(whole);
  expect(seconds).toBeCloseTo(41, 0);
  expect(complaints).toBe('');
  const part = await get(sound, { Range: 'bytes=1000-1999' });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 1000-1999/${whole.length}`]);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(1_000, 2_000));
  expect(fake.streams.given.map(({ from, bytes }) => [from, bytes])).toEqual([[0, whole.length], [1_000, 1_000]]); // prettier-ignore

  nowMs += DAY_MS - 1_000;
  expect((await get(sound)).status).toBe(200);
  nowMs += 1_000;
  expect((await get(sound)).status).toBe(403);
  fake.streams.deadStatus = 410;
  expect((await get(address)).status).toBe(410);
  fake.streams.endAddresses();
  expect((await get(sound.replace(/token=.*/, 'token=1'))).status).toBe(410);
});

it('gives pictures as what they are, in the size that is asked for', async () => {
  const { artId } = fake.release('paperkettle.bandcamp.com/album/steam');
  const [picture, missing] = [await get(`https://f4.bcbits.com/img/a${artId}_2.jpg`), await get(`https://f4.bcbits.com/img/${artId}_2.jpg`)]; // prettier-ignore
  expect([picture.status, picture.headers.get('content-type'), missing.status]).toEqual([200, 'image/png', 404]);
  const old = fake.release('nightferry.bandcamp.com/track/slack-tide').artId;
  expect((await get(`https://f4.bcbits.com/img/a00${old}_3.jpg`)).headers.get('content-type')).toBe('image/jpeg');
  expect((await get(`https://f4.bcbits.com/img/a${old}_3.jpg`)).status).toBe(404);
});

it('pages through what a fan has, some of it bought in the same second', async () => {
  const { id, collection, wishlist } = fake.fan('ada-lamplight');
  const blob = attribute(await page('https://bandcamp.com/ada-lamplight'), 'blob');
  expect(blob?.fan_data).toMatchObject({ fan_id: id, name: 'Ada Lamplight' });
  const shelf = blob?.collection_data as { sequence: string[]; last_token: string; item_count: number };
  expect([shelf.sequence.length, shelf.item_count]).toEqual([20, collection.length]);
  expect(blob?.wishlist_data).toMatchObject({ sequence: [], item_count: wishlist.length });
  const titles = shelf.sequence.map((key) => ((blob?.item_cache as { collection: Json }).collection[key] as Json).item_title); // prettier-ignore
  const ask = (path: string, token: string): Promise<Json> =>
    json(`fancollection/1/${path}`, { fan_id: id, older_than_token: token, count: 7 });
  for (let token = shelf.last_token, isMore = true; isMore;) {
    const more = await ask('collection_items', token);
    titles.push(...list(more, 'items').map(({ item_title: title }) => title));
    token = more.last_token as string;
    isMore = more.more_available as boolean;
  }
  expect(titles).toEqual(collection.map(({ release, track }) => (track ?? release).title));
  const first = await ask('wishlist_items', '9999999999::a::');
  expect(list(first, 'items')[0]).toMatchObject({ item_title: 'Long Way Round', is_preorder: true, tralbum_type: 'a' });
  expect(await json('fancollection/1/collection_items', { fan_id: id })).toMatchObject({ error: true });
});

it('keeps the wishes of somebody to themselves', async () => {
  const { id } = fake.fan('nobody-yet');
  const told = await json('fancollection/1/wishlist_items', { fan_id: id, older_than_token: '9999999999::a::', count: 20 }); // prettier-ignore
  expect(told).toMatchObject({ items: [], more_available: false });
  expect((await get('https://bandcamp.com/nobody-at-all')).status).toBe(404);
});

it('has front pages of every kind', async () => {
  const long = await page('https://tidelog.bandcamp.com/music');
  expect([long.split('<li data-item-id=').length - 1, (attribute(long, 'client-items') as unknown as Json[]).length]).toEqual([16, 14]); // prettier-ignore
  const only = await page('https://paperkettle.bandcamp.com/');
  expect(only).toContain('<meta property="og:url"   content="https://paperkettle.bandcamp.com/album/steam">');
  const empty = await page('https://emptypier.bandcamp.com/');
  expect(attribute(empty, 'tralbum')).toMatchObject({ id: null, trackinfo: [] });
  expect(attribute(empty, 'band')).toMatchObject({ name: 'Empty Pier' });
  const gone = await get('https://goneastray.bandcamp.com/');
  expect([gone.status, gone.headers.get('location')]).toEqual([302, 'https://bandcamp.com/signup?new_domain=goneastray']); // prettier-ignore
  const moved = await get('https://harrowgate.bandcamp.com/album/kissing-gate');
  expect(moved.headers.get('location')).toBe('https://music.harrowgate.example/album/kissing-gate');
  expect(attribute(await page('https://music.harrowgate.example/album/kissing-gate'), 'tralbum')).toMatchObject({ artist: 'Harrow Gate' }); // prettier-ignore
});

it('asks for a browser, and refuses who asks too much', async () => {
  const challenge = fixture('client-challenge.synthetic.html').trim();
  fake.challenges = 'pages';
  expect((await page('https://bandcamp.com/search?q=ferry')).trim()).toBe(challenge);
  expect(await json('fuzzysearch/1/app_autocomplete?q=a,b')).toEqual({
    error: true,
    error_message: 'too many q terms',
  });
  fake.challenges = 'everything';
  expect((await page('https://bandcamp.com/api/fuzzysearch/1/app_autocomplete?q=a')).trim()).toBe(challenge);
  fake.challenges = 'nothing';
  fake.mostCalls = 5;
  for (let n = 0; n < 3; n++) {
    nowMs += 1_000;
    await get('https://bandcamp.com/search?q=ferry');
  }
  const refused = await get('https://bandcamp.com/search?q=ferry');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3']);
  expect([fake.mostWithin(1_000), fake.mostWithin(10_000), fake.askedFor('/search').length]).toEqual([3, 7, 5]);
  nowMs += 10_000;
  expect((await get('https://bandcamp.com/search?q=ferry')).status).toBe(200);
});

it('shows what it finds in pages', async () => {
  const found = await page('https://bandcamp.com/search?q=tide&item_type=a');
  expect(found.split('class="searchresult').length - 1).toBe(18);
  expect(found).toContain('href="?page=2&amp;q=tide"');
  expect((await page('https://bandcamp.com/search?q=tide&item_type=a&page=2')).split('class="searchresult').length - 1).toBe(10); // prettier-ignore
});
