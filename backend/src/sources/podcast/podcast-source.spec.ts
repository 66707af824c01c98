import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeSourceContract } from '../../../test/contract/source.contract.js';
import { FakeFeeds, rssOf } from '../../../test/support/fake-feeds.js';
import { endless, redirects } from '../../../test/support/faults.js';
import { TestClock } from '../../../test/support/test-clock.js';
import { upstreamTo } from '../../../test/support/upstream-to.js';
import { PodcastSourceConfig } from '../../config/index.js';
import type { FeedRequest, FetchedFeed, PodcastsCapability } from '../podcasts.js';
import { pictureFetcher } from '../remote-artwork.js';
import { PodcastSource } from './podcast-source.js';
import { pictureInSound } from './sound-pictures.js';

const SECRET = 'hunter2';
const patient = (): AbortSignal => AbortSignal.timeout(60_000);

let host: FakeFeeds;
let other: FakeFeeds;
let folder: string;
let source: PodcastSource;

beforeEach(async () => {
  host = await new FakeFeeds().start();
  other = await new FakeFeeds().start();
  folder = mkdtempSync(join(tmpdir(), 'pyxis-podcasts-'));
  source = sourceOf();
});

afterEach(async () => {
  await source.close();
  await Promise.all([host.stop(), other.stop()]);
  rmSync(folder, { recursive: true });
});

function sourceOf(): PodcastSource {
  const config = Object.assign(new PodcastSourceConfig(), {
    localAddresses: [host.origin, other.origin],
    directoryUrl: host.url('/itunes'),
  });
  const upstreams = {
    to: (description: Parameters<typeof upstreamTo>[0]) => upstreamTo(description, { limits: { retries: 0 } }).upstream,
  };
  const tools = { clock: new TestClock(), upstreams, fetchPicture: pictureFetcher(upstreams), dataFolder: folder };
  return new PodcastSource(config, tools);
}

function podcasts(): PodcastsCapability {
  const { podcasts: capability } = source.capabilities;
  if (!capability) throw new Error('It has no podcasts.');
  return capability;
}

function fetchFeed(address: string, more: Partial<FeedRequest> = {}): Promise<FetchedFeed> {
  return podcasts().fetch({ address, known: () => Promise.resolve([]), priority: 'foreground', ...more }, patient());
}

const feed = rssOf('Show', [{ guid: '1', title: 'One' }]);

describeSourceContract('podcasts', () =>
  Promise.resolve({
    adapter: source,
    capabilities: ['streams', 'artwork', 'podcasts'],
    unknownTrack: 'nothing',
    unknownArtwork: 'nothing',
    secrets: [SECRET],
  }),
);

describe('a feed', () => {
  it('is fetched packed, and then only when it has changed', async () => {
    const address = host.put('/feed', {
      body: feed,
      etag: 'W/"odd, one"',
      headers: { 'Last-Modified': 'yesterday, about noon' },
    });
    const first = await fetchFeed(address);
    expect(first).toMatchObject({
      kind: 'feed',
      feed: { title: 'Show' },
      items: [{ title: 'One', enclosure: { url: host.url('/audio/1.mp3') } }],
      marks: { etag: 'W/"odd, one"', lastModified: 'yesterday, about noon' },
    });
    if (first.kind !== 'feed') return;
    expect(await fetchFeed(address, { conditions: first.marks })).toEqual({ kind: 'unchanged' });
    expect(host.requests[1]?.headers).toMatchObject({
      'if-none-match': 'W/"odd, one"',
      'if-modified-since': 'yesterday, about noon',
      accept: expect.stringContaining('application/rss+xml') as string,
    });
  });

  it('is known by its bytes where a server says each time that it is another', async () => {
    const address = host.put('/feed', { body: feed });
    const first = await fetchFeed(address);
    const document = first.kind === 'feed' ? first.document : '';
    expect(await fetchFeed(address, { knownDocument: document })).toEqual({ kind: 'unchanged' });
  });

  it.each([
    [[301, 308], '/c'],
    [[301, 302, 301], '/b'],
    [[302, 301], undefined],
  ] as const)('that is sent on with %j has moved to %s', async (statuses, moved) => {
    const paths = ['/a', '/b', '/c', '/d'];
    statuses.forEach((status, i) => host.redirect(paths[i] ?? '', paths[i + 1] ?? '', status));
    host.put(paths[statuses.length] ?? '', { body: feed });
    const found = await fetchFeed(host.url('/a'));
    expect(found.kind === 'feed' && found.permanentAddress).toBe(moved && host.url(moved));
  });

  it('that is a web page gives the feeds that it leads to', async () => {
    const body =
      '<html><head><link rel="alternate" type="application/rss+xml" title="Show" href="/feed"></head></html>';
    const address = host.put('/show', { body, type: 'text/html' });
    expect(await fetchFeed(address)).toEqual({ kind: 'page', feeds: [{ address: host.url('/feed'), title: 'Show' }] });
  });

  it.each([
    ['not-found', '/nowhere'],
    ['gone', '/410'],
    ['unauthorized', '/private'],
    ['rate-limited', '/busy'],
    ['bad-redirect', '/loop'],
    ['not-a-feed', '/text'],
  ])('that cannot be had fails with a code, a sentence and a next step: %s', async (code, path) => {
    host.answers.set('/410', { status: 410, body: '' });
    host.answers.set('/busy', { status: 429, headers: { 'Retry-After': '3600' }, body: '' });
    host.redirect('/loop', '/loop');
    host.put('/private', { body: feed, password: 'ada:hunter2' });
    host.put('/text', { body: 'hello' });
    const found = await fetchFeed(host.url(path));
    expect(found).toMatchObject({ kind: 'failed', failure: { code } });
    if (found.kind !== 'failed') return;
    expect(found.failure.detail).toMatch(/\.$/);
    expect(found.failure.nextStep).toMatch(/\.$/);
    if (code === 'rate-limited') expect(found.failure.retryAtMs).toBeGreaterThan(Date.now());
  });

  it('that never ends is left at its limit', async () => {
    const sent = { bytes: 0 };
    host.faults.push(endless(sent));
    expect(await fetchFeed(host.url('/endless'))).toMatchObject({ kind: 'failed', failure: { code: 'too-large' } });
    expect(sent.bytes).toBeLessThan(30 * 1024 ** 2);
  });

  it('of a private network is refused unless it was named', async () => {
    host.redirect('/out', 'http://127.0.0.1:1/');
    expect(await fetchFeed(host.url('/out'))).toMatchObject({ kind: 'failed', failure: { code: 'unsafe-address' } });
  });
});

describe('a private feed', () => {
  const secret = (path: string): string => host.url(path).replace('://', `://ada:${SECRET}@`);

  it('tells its password to its own host only', async () => {
    host.put('/feed', { body: feed, password: `ada:${SECRET}` });
    expect(await fetchFeed(secret('/feed'))).toMatchObject({ kind: 'feed' });
    host.faults.push(redirects(other.url('/feed'), 301));
    other.put('/feed', { body: feed });
    const moved = await fetchFeed(secret('/feed'));
    expect(moved).toMatchObject({ kind: 'feed', permanentAddress: other.url('/feed') });
    expect(JSON.stringify(other.requests)).not.toContain('uthorization');
    expect(other.requests).toHaveLength(1);
  });

  it('plays with its password where the audio is at the same place, and without elsewhere', async () => {
    podcasts().secrets.keep('show', secret('/feed'));
    podcasts().episodesAt((id) => Promise.resolve({ showId: 'show', address: id }));
    const locate = async (address: string): Promise<unknown> => source.capabilities.streams?.locate(address, patient());
    const authorization = `Basic ${Buffer.from(`ada:${SECRET}`).toString('base64')}`;
    expect(await locate(host.url('/1.mp3'))).toMatchObject({
      url: host.url('/1.mp3'),
      headers: { Authorization: authorization },
    });
    expect(await locate(other.url('/1.mp3'))).toMatchObject({ url: other.url('/1.mp3'), headers: {} });
  });

  it('is kept where nobody else can read it', () => {
    podcasts().secrets.keep('show', secret('/feed'));
    podcasts().secrets.keep('other', secret('/other'));
    podcasts().secrets.forget('other');
    const file = join(folder, 'secrets', 'podcast-feeds.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ show: secret('/feed') });
    expect(sourceOf().capabilities.podcasts?.secrets.find('show')).toBe(secret('/feed'));
  });

  it('is in no fault that is told', async () => {
    const found = await fetchFeed(secret(`/nowhere?token=${SECRET}`));
    expect(JSON.stringify(found)).not.toContain(SECRET);
  });
});

describe('what feeds link to', () => {
  it('is fetched with the password of the feed, at its host', async () => {
    const password = `ada:${SECRET}`;
    const feedAddress = host.url('/feed').replace('://', `://${password}@`);
    host.put('/c.json', { body: '{"chapters":[{"startTime":1,"title":"A"}]}', type: 'application/json', password });
    host.put('/t.vtt', { body: 'WEBVTT\n\n00:01.000 --> 00:02.000\nHi', type: 'text/vtt', password });
    expect(await podcasts().chapters(host.url('/c.json'), feedAddress, patient())).toEqual([
      { startMs: 1_000, title: 'A' },
    ]);
    expect(await podcasts().transcript(host.url('/t.vtt'), 'text/vtt', feedAddress, patient())).toMatchObject({
      cues: [{ startMs: 1_000, endMs: 2_000, text: 'Hi' }],
    });
  });
});

describe('a picture in the sound of an episode', () => {
  const SOUND = Buffer.from('some sound, a picture, more sound');
  const read = async (locator = ''): Promise<string> =>
    (await source.capabilities.artwork?.read(locator, patient()))?.toString() ?? '';

  beforeEach(() => {
    podcasts().episodesAt((id) =>
      Promise.resolve(id === 'gone' ? undefined : { showId: 'show', address: host.url('/sound') }),
    );
    host.put('/sound', { body: SOUND, type: 'audio/mpeg', takesRanges: true });
  });

  it('is read without the rest of it', async () => {
    const offset = SOUND.indexOf('a picture');
    expect(await read(pictureInSound('one', host.url('/sound'), { offset, length: 9 }))).toBe('a picture');
    expect(host.asked('/sound').map(({ headers }) => headers.range)).toEqual([`bytes=${offset}-${offset + 8}`]);
  });

  it('is another in other sound', () => {
    const at = { offset: 12, length: 9 };
    expect(pictureInSound('one', host.url('/sound'), at)).not.toBe(pictureInSound('one', host.url('/other'), at));
    expect(pictureInSound('one', host.url('/sound'), { offset: 0, length: 9 * 1024 ** 2 })).toBeUndefined();
  });

  it('is not there where the host gives no parts, or the episode has gone', async () => {
    host.put('/sound', { body: SOUND, type: 'audio/mpeg' });
    const at = { offset: 12, length: 9 };
    await expect(read(pictureInSound('one', host.url('/sound'), at))).rejects.toThrow(/does not give the part/);
    await expect(read(pictureInSound('gone', host.url('/sound'), at))).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the directory', () => {
  const path = '/itunes/search?media=podcast&term=fake+cast&limit=5';

  it('gives shows that have a feed', async () => {
    const file = join(import.meta.dirname, '../../../test/fixtures/podcasts/itunes-search.synthetic.json');
    host.put(path, { body: readFileSync(file), type: 'text/javascript; charset=utf-8' });
    expect(await podcasts().search('fake cast', 5, patient())).toEqual([
      {
        title: 'Fake Cast',
        author: 'The Fakes',
        feedAddress: 'https://feeds.example/fake-cast.xml',
        artwork: 'https://img.example/600.jpg',
        episodeCount: 59,
        genre: 'Music',
      },
      {
        title: 'ニュース',
        author: '東京',
        feedAddress: 'http://feeds.example/jp.rss',
        artwork: 'https://img.example/3.jpg',
        episodeCount: 900,
        genre: 'News',
      },
    ]);
  });

  it('finds nothing in an answer that makes no sense', async () => {
    host.put(path, { body: '{"results":[1,null,{"collectionName":5}]}', type: 'application/json' });
    expect(await podcasts().search('fake cast', 5, patient())).toEqual([]);
  });
});
