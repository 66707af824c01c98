import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeSoundCloud } from './fake-soundcloud.js';
import type { Json } from './soundcloud-answers.js';
import { SoundCloudSounds } from './soundcloud-sounds.js';
import { transcodingsOf } from './transcodings.js';

const SITE = 'https://soundcloud.com';
const MINUTE_MS = 60_000;
const sounds = new SoundCloudSounds();
let fake: FakeSoundCloud;
let nowMs = Date.UTC(2026, 1, 21);

beforeEach(async () => {
  nowMs = Date.UTC(2026, 1, 21);
  fake = await new FakeSoundCloud(undefined, sounds).start();
  fake.nowMs = () => nowMs;
});
afterEach(() => fake.stop());

/** What lies at an address of a real host. */
function get(address: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const { pathname, search } = new URL(address, fake.origin);
  return fetch(`${fake.origin}${pathname}${search}`, { headers, redirect: 'manual' });
}

function ask(path: string, headers?: Readonly<Record<string, string>>): Promise<Response> {
  const address = new URL(path, fake.origin);
  address.searchParams.set('client_id', fake.clientId);
  return get(address.href, headers);
}

async function json(path: string): Promise<Json> {
  return (await (await ask(path)).json()) as Json;
}

function recorded(name: string): Json {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/soundcloud', name), 'utf8')) as Json;
}

const list = (of: Json, name = 'collection'): Json[] => of[name] as Json[];
const keysOf = (value: unknown): string[] => Object.keys(value as Json).sort();

/** All pages of a list, one after the other. */
async function pagesOf(path: string): Promise<Json[][]> {
  const pages: Json[][] = [];
  for (let next: string | null | undefined = path; next != null;) {
    const page: Json = await json(next);
    pages.push(list(page));
    next = page.next_href as string | null | undefined;
  }
  return pages;
}

describe('has the shapes that were recorded', () => {
  it('of tracks', async () => {
    const track = await json(`/resolve?url=${SITE}/night-ferry/harbour-lights`);
    const real = recorded('resolve-track.json');
    expect(keysOf(track)).toEqual(keysOf(real));
    expect(keysOf(track.user)).toEqual(keysOf(real.user));
    const [one, realOne] = [track, real].map(({ media }) => list(media as Json, 'transcodings')[0]);
    expect(keysOf(one)).toEqual(keysOf(realOne));
    const known = new Set(keysOf(real.publisher_metadata));
    expect(keysOf(track.publisher_metadata).filter((key) => !known.has(key))).toEqual([]);
  });

  it('of sets and users', async () => {
    const set = await json(`/playlists/${fake.set('night-ferry/sets/harbour-lights').id}`);
    const real = recorded('playlist-with-stubs.json');
    expect(keysOf(set)).toEqual(keysOf(real));
    expect(keysOf(set.user)).toEqual(keysOf(real.user));
    const ends = [set, real].map((each) => [list(each, 'tracks')[0], list(each, 'tracks').at(-1)].map(keysOf));
    expect(ends[0]).toEqual(ends[1]);
    expect(keysOf(await json(`/users/${fake.user('night-ferry').id}`))).toEqual(keysOf(recorded('user.json')));
  });

  it('of lists', async () => {
    expect(keysOf(await json('/search/tracks?q=tide&limit=10'))).toEqual(keysOf(recorded('search-tracks-page1.json')));
    expect(keysOf(await json('/search?q=nobody'))).toEqual(keysOf(recorded('search-last-page.json')));
    expect(keysOf(await json('/search/queries?q=night'))).toEqual(keysOf(recorded('search-queries.json')));
    const tracks = `/users/${fake.user('tide-log').id}/tracks?limit=20&linked_partitioning=1`;
    expect(keysOf(await json(tracks))).toEqual(keysOf(recorded('user-tracks-page1.json')));
    const related = await json(`/tracks/${fake.track('low-clouds/cirrus').id}/related?limit=10`);
    expect(keysOf(related)).toEqual(keysOf(recorded('related.json')));
  });
});

it('gives long lists in pages, of which the second is empty, and comes to an end', async () => {
  const { id } = fake.user('tide-log');
  const pages = await pagesOf(`/users/${id}/tracks?limit=50&linked_partitioning=1`);
  expect(pages.map(({ length }) => length)).toEqual([50, 0, 50, 25]);
  expect(new Set(pages.flat().map((track) => track.id)).size).toBe(125);
  expect(await pagesOf(`/search/tracks?q=tide&limit=50`)).toHaveLength(3);
  for (const { pathname, searchParams } of fake.asked('/users')) {
    expect([pathname, searchParams.getAll('client_id')]).toEqual([`/users/${id}/tracks`, [fake.clientId]]);
  }
});

it('fills a set of 120 by three look-ups, in another order, without three and with one twice', async () => {
  const set = await json(`/playlists/${fake.set('tide-log/sets/the-tide-log').id}`);
  const [whole, stubs] = [5, 115];
  const entries = list(set, 'tracks');
  expect(entries.filter(({ title }) => title !== undefined)).toHaveLength(whole);
  const ids = entries.slice(whole).map(({ id }) => String(id));
  expect(ids).toHaveLength(stubs);
  const found: Json[] = [];
  for (const from of [0, 50, 100]) {
    const answer = (await (await ask(`/tracks?ids=${ids.slice(from, from + 50).join(',')}`)).json()) as Json[];
    expect(answer.map(({ id }) => String(id))).not.toEqual(ids.slice(from, from + answer.length));
    expect(new Set(answer.map(({ id }) => id)).size).toBe(answer.length - 1);
    found.push(...answer);
  }
  expect(new Set(found.map(({ id }) => id)).size).toBe(stubs - 3);
  expect((await ask(`/tracks?ids=${ids.slice(0, 51).join(',')}`)).status).toBe(400);
});

describe('the client id', () => {
  it('is needed, and may change', async () => {
    const old = fake.clientId;
    const track = `/tracks/${fake.track('low-clouds/cirrus').id}`;
    fake.changeClientId();
    const refused = await get(`${track}?client_id=${old}`);
    expect([refused.status, await refused.text()]).toEqual([401, '']);
    expect((await ask(track)).status).toBe(200);
  });

  it('is on the front page, in one script, and on the page for phones, where it is told at all', async () => {
    const page = await (await get('/')).text();
    expect(page).toContain(`{"hydratable":"apiClient","data":{"id":"${fake.clientId}","isExpiring":false}}`);
    const scripts = [...page.matchAll(/src="(https:\/\/a-v2[^"]+)"/g)].map(([, address]) => address ?? '');
    const texts = await Promise.all(
      scripts.map(async (address) => (await get(address, { Range: 'bytes=0-50000' })).text()),
    );
    expect(texts.map((text) => text.includes(`,client_id:"${fake.clientId}"`))).toEqual([...scripts.slice(1).map(() => false), true]); // prettier-ignore
    expect(texts.map(({ length }) => length)).toEqual(scripts.map(() => 50_001));
    const phone = { 'User-Agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148' };
    expect(await (await get('/', phone)).text()).toContain(`"clientId":"${fake.clientId}"`);
    fake.places.clear();
    for (const address of ['/', ...scripts]) expect(await (await get(address)).text()).not.toContain(fake.clientId);
    expect(await (await get('/', phone)).text()).not.toContain(fake.clientId);
  });
});

describe('sound', () => {
  const transcoding = (path: string, preset: string, protocol = 'hls'): { address: string; token: string } => {
    const track = fake.track(path);
    const { uuid } = transcodingsOf(track).find((each) => each.preset === preset && each.protocol === protocol)!;
    const kind = track.offer === 'snipped' ? 'preview' : 'stream';
    return { address: `/media/soundcloud:tracks:${track.id}/${uuid}/${kind}/${protocol}`, token: String(track.id) };
  };
  const addressOf = async (path: string, preset: string, protocol?: string): Promise<string> => {
    const { address, token } = transcoding(path, preset, protocol);
    const { track_authorization: authorization } = await json(`/tracks/${token}`);
    return String((await json(`${address}?track_authorization=${String(authorization)}`)).url);
  };
  const piecesOf = (listed: string): string[] =>
    listed.split('\n').flatMap((line) => /^(?:#EXT-X-MAP:URI=")?(https:[^"]+)/.exec(line)?.[1] ?? []);

  it('is told of only with the token of the track', async () => {
    const { address } = transcoding('low-clouds/cirrus', 'aac_160k');
    expect((await ask(address)).status).toBe(403);
    const other = await json(`/tracks/${fake.track('low-clouds/stratus').id}`);
    expect((await ask(`${address}?track_authorization=${String(other.track_authorization)}`)).status).toBe(403);
    expect(await addressOf('low-clouds/cirrus', 'aac_160k')).toMatch(/^https:\/\/playback\.media-streaming/);
  });

  it('is refused by an address whose time is over, or that was changed', async () => {
    const address = await addressOf('night-ferry/fog-signal', 'mp3_1_0', 'progressive');
    expect((await get(address, { Range: 'bytes=100-' })).status).toBe(206);
    expect((await get(address.replace('.mp3', '.mp4'))).status).toBe(404);
    expect((await get(address.replace('Signature=', 'Signature=A'))).status).toBe(403);
    nowMs += 6 * MINUTE_MS;
    expect((await get(address)).status).toBe(403);
  });

  it.each(['mp3_1_0', 'aac_160k', 'opus_0_0'])('by HLS is all of it, each segment once: %s', async (preset) => {
    const { id, durationMs } = fake.track('night-ferry/fog-signal');
    const listed = await (await get(await addressOf('night-ferry/fog-signal', preset))).text();
    const bytes: Buffer[] = [];
    for (const piece of piecesOf(listed)) bytes.push(Buffer.from(await (await get(piece)).arrayBuffer()));
    const lengths = [...listed.matchAll(/#EXTINF:([\d.]+),/g)].map(([, seconds]) => Number(seconds));
    expect(lengths.reduce((sum, each) => sum + each, 0)).toBeCloseTo(durationMs / 1_000, 0);
    expect(secondsIn(Buffer.concat(bytes))).toBeCloseTo(durationMs / 1_000, 0);
    expect(fake.media.segmentsGiven(id)).toEqual(lengths.map((_, n) => n));
  });

  it.each(['mp3_1_0', 'aac_160k'])('of two hours goes on at any segment, and its times with it: %s', async (preset) => {
    const listed = await (await get(await addressOf('ada-lamplight/night-watch-two-hours', preset))).text();
    const pieces = piecesOf(listed);
    const head = preset === 'aac_160k' ? pieces.slice(0, 1) : [];
    const last = pieces.slice(-3);
    const bytes = await Promise.all([...head, ...last].map(async (piece) => Buffer.from(await (await get(piece)).arrayBuffer()))); // prettier-ignore
    expect(secondsIn(Buffer.concat(bytes))).toBeGreaterThan(10);
    if (head.length > 0) expect(startOf(Buffer.concat(bytes))).toBeGreaterThan(7_100);
    nowMs += 6 * MINUTE_MS;
    expect((await get(last[0] ?? '')).status).toBe(403);
  });

  it('that is a preview ends after 30 seconds, whether it says so or not', async () => {
    const disguised = await addressOf('brackwater-discs/paper-moon', 'mp3_1_0', 'progressive');
    expect(new URL(disguised).pathname).toMatch(/^\/preview\//);
    const cut = await addressOf('brackwater-discs/paper-sun', 'mp3_1_0', 'progressive');
    expect(cut).not.toContain('preview');
    const told = await addressOf('brackwater-discs/places-feat-window-seat', 'mp3_0_1', 'progressive');
    for (const address of [disguised, cut, told]) {
      expect(secondsIn(Buffer.from(await (await get(address)).arrayBuffer()))).toBeCloseTo(30, 1);
    }
  });

  it('that is protected is nowhere', async () => {
    const { address, token } = transcoding('brackwater-discs/copper-wire', 'mp3_1_0');
    const { track_authorization: authorization } = await json(`/tracks/${token}`);
    const answer = await ask(`${address}?track_authorization=${String(authorization)}`);
    expect([answer.status, await answer.json()]).toEqual([404, {}]);
    const locked = await addressOf('brackwater-discs/iron-filings', 'aac_160k', 'ctr-encrypted-hls');
    expect((await get(locked)).status).toBe(403);
  });
});

it('knows short links by a path of its own, beside those of their host', async () => {
  const target = `${SITE}/night-ferry/harbour-lights?si=`;
  const answer = await get('/on/Zy8xW6vU4tS2rQ0p');
  expect([answer.status, answer.headers.get('location')?.startsWith(target)]).toEqual([302, true]);
  expect((await get('/on/nowhere')).status).toBe(404);
});

it('says no in the ways of the real one', async () => {
  const path = `/users/${fake.user('low-clouds').id}`;
  fake.refusesUsersTracks = true;
  expect([(await ask(`${path}/tracks`)).status, (await ask(`${path}/toptracks`)).status]).toEqual([403, 200]);
  fake.limitedUntilMs = nowMs + MINUTE_MS;
  const limited = await ask(path);
  expect([limited.status, await limited.text()]).toEqual([429, expect.stringContaining('"reset_time":"2026/02/21 00:01:00 +0000"')]); // prettier-ignore
  fake.tellsReset = false;
  expect(await (await ask(path)).text()).toBe('');
  nowMs += MINUTE_MS;
  expect((await ask(path)).status).toBe(200);
  fake.isBlocking = true;
  expect([(await ask(path)).status, (await get('/')).status]).toEqual([403, 403]);
  expect(await (await ask(path)).text()).toContain('Request blocked');
});

it('shows to somebody with a token what is theirs', async () => {
  const ada = fake.user('ada-lamplight');
  fake.tokens.set('of-ada', ada);
  const own = { Authorization: 'OAuth of-ada' };
  expect(((await (await ask('/me', own)).json()) as Json).id).toBe(ada.id);
  const titles = async (path: string, headers?: Readonly<Record<string, string>>): Promise<unknown[]> =>
    list((await (await ask(path, headers)).json()) as Json).map(({ title }) => title);
  const path = `/users/${ada.id}/playlists_without_albums`;
  expect(await titles(path)).toEqual(['On the water']);
  expect(await titles(path, own)).toEqual(['On the water', 'Kept to myself']);
  expect([(await ask('/me')).status, (await ask('/me', { Authorization: 'OAuth dead' })).status]).toEqual([401, 401]);
});

function probe(bytes: Buffer, entry: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-soundcloud-'));
  try {
    const file = join(folder, 'sound');
    writeFileSync(file, bytes);
    const words = ['-v', 'error', '-select_streams', 'a', '-show_entries', entry, '-of', 'csv=p=0', file];
    const [first = ''] = execFileSync('ffprobe', words, { encoding: 'utf8' }).split('\n');
    return Number(first.replace(/,$/, ''));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function secondsIn(bytes: Buffer): number {
  return probe(bytes, 'format=duration');
}

function startOf(bytes: Buffer): number {
  return probe(bytes, 'packet=pts_time');
}
