import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeSourceContract } from '../../../test/contract/source.contract.js';
import { answers } from '../../../test/support/faults.js';
import { FakeRadioBrowser } from '../../../test/support/fake-radio-browser.js';
import { TestClock } from '../../../test/support/test-clock.js';
import { RadioSourceConfig } from '../../config/index.js';
import type { UpstreamDescription } from '../../upstream/index.js';
import { UpstreamStates } from '../../upstream/upstream-states.js';
import { Upstream } from '../../upstream/upstream.js';
import { ArtworkNotFound, TrackNotFound } from '../source-error.js';
import { SavedAddresses, stationIdOf, type SavedAddress } from '../saved-addresses.js';
import type { StationsCapability, StationWish } from '../stations.js';
import { discoverServers, type Names } from './directory-servers.js';
import { RadioSource } from './radio-source.js';

const ARROW = 'db93a00f-9191-46ab-9e87-ec9b373b3eee';
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const WISH: StationWish = { order: 'popular' };
const PAGE = { limit: 20, offset: 0 };
const PATIENT = { timeout: 20_000 };
const patient = (): AbortSignal => AbortSignal.timeout(60_000);

let one: FakeRadioBrowser;
let other: FakeRadioBrowser;
let clock: TestClock;
let saved: Map<string, SavedAddress>;

beforeEach(async () => {
  [one, other] = await Promise.all([new FakeRadioBrowser().start(), new FakeRadioBrowser().start()]);
  clock = new TestClock();
  saved = new Map();
});

afterEach(async () => {
  await Promise.all([one.stop(), other.stop()]);
});

function sourceOf(config: Partial<RadioSourceConfig> = {}): RadioSource {
  const states = new UpstreamStates(clock);
  const servers = [one.origin, other.origin];
  const upstreams = {
    to: (description: UpstreamDescription) => {
      const limits = { ...description.limits, budget: { calls: 1, perMs: 0 } };
      const configured = [...(description.configured ?? []), ...servers];
      return new Upstream({ ...description, configured, limits }, { clock, states, version: 'test' });
    },
  };
  const savedAddresses = new SavedAddresses();
  savedAddresses.register('radio', (id) => Promise.resolve(saved.get(id)));
  const fetchPicture = (url: URL): Promise<Buffer> =>
    url.hostname === 'www.arrow.nl'
      ? Promise.resolve(Buffer.from('picture'))
      : Promise.reject(new ArtworkNotFound('No.'));
  const tools = { clock, upstreams, fetchPicture, savedAddresses };
  return new RadioSource(Object.assign(new RadioSourceConfig(), config), tools, () => Promise.resolve(servers));
}

function stationsOf(source: RadioSource): StationsCapability {
  const { stations } = source.capabilities;
  if (!stations) throw new Error('It has no stations.');
  return stations;
}

const locate = (source: RadioSource, id: string): Promise<unknown> =>
  source.capabilities.streams!.locate(id, patient());
const requests = (): number => one.requests.length + other.requests.length;
const clicks = (): string[] => [...one.asked, ...other.asked].filter((path) => path.startsWith('/json/url/'));

describeSourceContract('radio', () =>
  Promise.resolve({
    adapter: sourceOf(),
    capabilities: ['streams', 'tracks', 'artwork', 'stations'],
    track: ARROW,
    unknownTrack: UNKNOWN,
    unknownArtwork: 'https://radio.example/nothing.png',
    secrets: [],
  }),
);

describe('the directory', () => {
  it('is asked for what is alive, page by page, and never for all of it', async () => {
    const wish: StationWish = {
      ...WISH,
      name: 'rock',
      countryCode: 'nl',
      language: 'dutch',
      tag: 'classic rock',
      codec: 'MP3',
    };
    await stationsOf(sourceOf()).search(wish, { limit: 2, offset: 0 }, patient());
    const [path = ''] = [...one.asked, ...other.asked];
    const { searchParams } = new URL(path, one.origin);
    expect(Object.fromEntries(searchParams)).toEqual({
      hidebroken: 'true', name: 'rock', countrycode: 'NL', language: 'dutch', languageExact: 'true', tagList: 'classic rock',
      codec: 'MP3', order: 'clickcount', reverse: 'true', offset: '0', limit: '2',
    }); // prettier-ignore
  });

  it('has stations with names as people read them', async () => {
    const [arrow, brass, ...rest] = await stationsOf(sourceOf()).search(WISH, PAGE, patient());
    expect(arrow).toEqual({
      nativeId: ARROW, name: 'Arrow Classic Rock', urls: ['http://stream.gal.io/arrow'], homepage: 'https://www.arrow.nl/',
      artwork: 'https://www.arrow.nl/wp-content/uploads/2020/08/logo.png', countryCode: 'NL', tags: [], codec: 'MP3',
      bitrateKbps: 192, votes: 202, clicks: 169,
    }); // prettier-ignore
    // What its editor entered, before what a session was found behind it.
    expect(brass?.urls[0]).toBe('https://stream.laut.fm/blasmusikradio_mit_bernd');
    expect(brass?.urls).toHaveLength(2);
    expect(brass?.tags).toEqual(['blasmusik', 'folk', 'marsch', 'polka']);
    expect(rest).toHaveLength(9);
  });

  it('leaves out what cannot be called, and keeps what is odd', async () => {
    const odd = { stationuuid: UNKNOWN, name: ' \t ', url: 'http://a/', votes: 'many' };
    one.stations.splice(0, Infinity, odd, { ...odd, name: 'A', url: 'rtsp://a/' }, { ...odd, name: '\tA\u0000', bitrate: -1, tags: ',,a, a,' }); // prettier-ignore
    other.stations.splice(0, Infinity, ...one.stations);
    expect(await stationsOf(sourceOf()).search(WISH, PAGE, patient())).toEqual([
      { nativeId: UNKNOWN, name: 'A', urls: ['http://a/'], tags: ['a'], votes: 0, clicks: 0 },
    ]);
  });

  it.each([
    ['countries', { name: 'BR', stations: 991 }],
    ['tags', { name: 'drum and bass', stations: 76 }],
    ['codecs', { name: 'AAC', stations: 4559 }],
  ] as const)('tells which %s there are', async (kind, first) => {
    expect((await stationsOf(sourceOf()).list(kind, patient()))[0]).toEqual(first);
    expect([...one.asked, ...other.asked][0]).toMatch(
      /^\/json\/\w+\?hidebroken=true&order=stationcount&reverse=true&limit=\d+$/,
    );
  });

  it('knows a station by its address', async () => {
    const stations = stationsOf(sourceOf());
    expect((await stations.byUrl('http://stream.gal.io/arrow', patient()))?.nativeId).toBe(ARROW);
    expect(await stations.byUrl('http://nowhere.example/', patient())).toBeUndefined();
  });

  it('is asked at its other server when one is unwell, which then comes last', async () => {
    const source = sourceOf();
    for (const server of [one, other]) server.faults.push(answers(502, {}));
    // Whichever is first fails once; the other fails as well, until the first is asked again.
    await expect(stationsOf(source).search(WISH, PAGE, patient())).rejects.toThrow(/not reachable/);
    one.lastingFault = 'dropped';
    expect(await stationsOf(source).search(WISH, PAGE, patient())).toHaveLength(11);
    expect(source.health().state).toBe('ok');
    const before = one.requests.length;
    await stationsOf(source).search(WISH, PAGE, patient());
    expect(one.requests).toHaveLength(before);
  });

  it('that no server answers for says so, and what still works', async () => {
    one.lastingFault = 'dropped';
    other.lastingFault = answers(503, {});
    const source = sourceOf();
    await expect(stationsOf(source).search(WISH, PAGE, patient())).rejects.toThrow(
      'The radio directory is not reachable; saved stations still play.',
    );
    expect(source.health()).toMatchObject({
      state: 'degraded',
      reason: expect.stringContaining('saved stations still play') as string,
    });
    one.lastingFault = undefined;
    await stationsOf(source).search(WISH, PAGE, patient());
    expect(source.health().state).toBe('ok');
  });

  it('does not ask another server what the first has answered', async () => {
    await expect(sourceOf().capabilities.tracks!.find(UNKNOWN, patient())).rejects.toThrow(TrackNotFound);
    expect(requests()).toBe(1);
  });
});

describe('a station', () => {
  it('is played from where it was found, without another question', async () => {
    const source = sourceOf();
    await stationsOf(source).search(WISH, PAGE, patient());
    // Begun again at each reconnect.
    for (let n = 0; n < 3; n++) {
      expect(await locate(source, ARROW)).toEqual({
        kind: 'live',
        name: 'Arrow Classic Rock',
        urls: ['http://stream.gal.io/arrow'],
        headers: {},
      });
    }
    expect(requests()).toBe(1);
  });

  it('that is heard is told of to the directory, where that is wished, and nothing depends on it', async () => {
    const own = stationIdOf('http://radio.example/');
    for (const source of [sourceOf(), sourceOf({ countClicks: false })]) {
      stationsOf(source).clicked(ARROW);
      stationsOf(source).clicked(own);
    }
    await vi.waitFor(() => expect(clicks()).toEqual([`/json/url/${ARROW}`]), PATIENT);
    one.lastingFault = other.lastingFault = 'dropped';
    const source = sourceOf();
    stationsOf(source).clicked(ARROW);
    await vi.waitFor(() => expect(clicks()).toHaveLength(2), PATIENT);
    await vi.waitFor(() => expect(source.health().state).toBe('degraded'), PATIENT);
  });

  it('that was saved plays though nobody answers, from where it was saved', async () => {
    one.lastingFault = other.lastingFault = 'dropped';
    const source = sourceOf();
    const id = stationIdOf('http://radio.example/live');
    const urls = ['http://radio.example/live'] as const;
    saved.set(id, { name: 'Mine', urls, charset: 'iso-8859-2', gainDb: -3, artwork: 'https://radio.example/a.png' });
    expect(await locate(source, id)).toEqual({ kind: 'live', name: 'Mine', urls, headers: {}, charset: 'iso-8859-2' });
    expect(await source.capabilities.tracks!.find(id, patient())).toEqual({
      kind: 'station', title: 'Mine', artists: [], gainDb: -3,
      artwork: { locator: 'https://radio.example/a.png', version: 'https://radio.example/a.png' },
    }); // prettier-ignore
    expect(requests()).toBe(0);
    await expect(locate(source, ARROW)).rejects.toThrow(/not reachable/);
  });

  it('of one’s own that is not saved any more is unknown, and nobody is asked', async () => {
    await expect(locate(sourceOf(), stationIdOf('http://a.example/'))).rejects.toThrow(TrackNotFound);
    expect(requests()).toBe(0);
  });
});

describe('the servers of the directory', () => {
  const nothing = (): Promise<readonly string[]> => Promise.reject(new Error('ENOTFOUND'));
  const names = (more: Partial<Names>): Names => ({ servers: nothing, addresses: nothing, names: nothing, ...more });
  const gives =
    (...found: readonly string[]) =>
    () =>
      Promise.resolve(found);

  it.each<[string, Names, () => Promise<readonly string[]>, readonly string[]]>([
    ['by the record of the service', names({ servers: gives('DE1.api.radio-browser.info.', 'de2.api.radio-browser.info') }), nothing, ['de1.api.radio-browser.info', 'de2.api.radio-browser.info']],
    ['by the names behind the addresses', names({ addresses: gives('203.0.113.1', '2001:db8::1'), names: (address) => Promise.resolve(address.includes(':') ? ['de1.api.radio-browser.info'] : ['fi1.api.radio-browser.info']) }), nothing, ['fi1.api.radio-browser.info', 'de1.api.radio-browser.info']],
    ['by what they say', names({ servers: gives() }), gives('de3.api.radio-browser.info', 'de3.api.radio-browser.info'), ['de3.api.radio-browser.info']],
    ['from memory', names({}), nothing, ['de1.api.radio-browser.info', 'de2.api.radio-browser.info']],
    ['and no others, whatever a name server says', names({ servers: gives('router.local', 'evil.example', 'a.b.api.radio-browser.info') }), nothing, ['de1.api.radio-browser.info', 'de2.api.radio-browser.info']],
  ])('are found %s', async (_, asked, askEvery, expected) => {
    expect(await discoverServers(asked, askEvery)).toEqual(expected);
  }); // prettier-ignore
});
