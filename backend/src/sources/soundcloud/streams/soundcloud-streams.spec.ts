import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeSoundCloud } from '../../../../test/support/fake-soundcloud/fake-soundcloud.js';
import { TestClock } from '../../../../test/support/test-clock.js';
import { upstreamTo } from '../../../../test/support/upstream-to.js';
import { inOrder, transcodingsOf } from '../answers/transcodings.js';
import { ClientIds } from '../api/client-ids.js';
import { SoundCloudHosts } from '../api/hosts.js';
import { meaningOf } from '../api/refusals.js';
import { SoundCloudApi } from '../api/soundcloud-api.js';
import { WebToken } from '../api/web-token.js';
import type { AudioLocation, Quality } from '../../source.js';
import { KnownNotHeard } from '../known-not-heard.js';
import { SoundCloudStreams } from './soundcloud-streams.js';

const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../test/fixtures/soundcloud/${name}.json`, import.meta.url), 'utf8'));
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const signal = AbortSignal.timeout(5 * MINUTE_MS);
let folder: string;
let fake: FakeSoundCloud;
let clock: TestClock;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pyxis-soundcloud-'));
  fake = await new FakeSoundCloud().start();
  clock = new TestClock();
  fake.nowMs = () => clock.nowMs();
});
afterEach(async () => {
  await fake.stop();
  rmSync(folder, { recursive: true });
});

/** As a run of the server makes it. */
function streams(isGuest = true): SoundCloudStreams {
  const config = { apiUrl: fake.origin, siteUrl: fake.origin };
  const hosts = new SoundCloudHosts(config);
  const description = { id: 'soundcloud', name: 'SoundCloud', configured: hosts.configured, meaningOf };
  const { upstream } = upstreamTo(description, { clock, limits: { retries: 0 } });
  const clientIds = new ClientIds({ upstream, hosts, config, cacheFolder: folder, clock });
  const api = new SoundCloudApi({ upstream, hosts, clientIds, token: new WebToken(clock, undefined) });
  const notHeard = new KnownNotHeard({ cacheFolder: folder, clock, isGuest });
  return new SoundCloudStreams({ api, notHeard, clock, track: (id, wanted) => api.get(`tracks/${id}`, {}, wanted) });
}

const idOf = (path: string): string => String(fake.track(path).id);
const locate = (path: string, refused = 0, quality: Quality = 'best', one = streams()): Promise<AudioLocation> =>
  one.locate(idOf(path), refused, quality, signal);
const lookUps = (): URL[] => fake.asked('/media');

describe('a track that is to be heard', () => {
  it('is taken as it sounds best, by an address that is said to end', async () => {
    const location = await locate('night-ferry/harbour-lights');
    const { durationMs } = fake.track('night-ferry/harbour-lights');
    expect(location).toMatchObject({ kind: 'hls', wholeMs: durationMs });
    const { url, expiresAtMs } = location as { url: string; expiresAtMs: number };
    expect(url).toMatch(/^https:\/\/playback\.media-streaming\.soundcloud\.cloud\/\w+\/aac_160k\/.+\/playlist\.m3u8\?/);
    expect(expiresAtMs - clock.now).toBeGreaterThan(MINUTE_MS);
    expect(expiresAtMs - clock.now).toBeLessThanOrEqual(fake.lifeOfAddressesMs);
  });

  it.each<[string, string, Quality, RegExp]>([
    ['as one file where MP3 is the best', 'low-clouds/stratus', 'best', /^https:\/\/cf-media\.sndcdn\.com\/\w+\.128\.mp3\?/],
    ['in MP3 rather than in AAC of less', 'low-clouds/mackerel-sky', 'best', /^https:\/\/cf-media\.sndcdn\.com\/\w+\.128\.mp3\?/],
    ['as small as there is', 'night-ferry/harbour-lights', 'saving', /^https:\/\/cf-hls-opus-media\.sndcdn\.com\//],
  ])('is taken %s', async (_, path, quality, address) => {
    expect((await locate(path, 0, quality)).kind).toBe(quality === 'saving' ? 'hls' : 'http');
    expect((await locate(path, 0, quality)) as { url: string }).toMatchObject({ url: expect.stringMatching(address) as string });
  }); // prettier-ignore

  it('that is long is taken as one file, in which one can go from place to place', () => {
    const { clear } = transcodingsOf(recorded('resolve-track'));
    const hls = { ...clear[0]!, address: 'https://api-v2.soundcloud.com/a', protocol: 'hls', worth: 192 } as const;
    const first = (durationMs: number): string | undefined => inOrder([...clear, hls], 'best', durationMs)[0]?.protocol;
    expect([first(3 * MINUTE_MS), first(120 * MINUTE_MS)]).toEqual(['hls', 'progressive']);
  });

  it('is asked for by one look-up, and in another form where the first was refused', async () => {
    const one = streams();
    const path = 'night-ferry/harbour-lights';
    expect(await locate(path, 0, 'best', one)).toMatchObject({ kind: 'hls' });
    expect(lookUps()).toHaveLength(1);
    const other = { kind: 'http', mimeType: 'audio/mpeg' };
    expect(await locate(path, 1, 'best', one)).toMatchObject(other);
    // Whoever plays it again is not sent to what was just refused.
    expect(await locate(path, 0, 'best', one)).toMatchObject(other);
    clock.pass(10 * MINUTE_MS);
    expect(await locate(path, 0, 'best', one)).toMatchObject({ kind: 'hls' });
  });

  it('that is gone is told so', async () => {
    await expect(streams().locate('1', 0, 'best', signal)).rejects.toMatchObject({ code: 'track-not-found' });
  });

  it('lies where somebody has it looked for, with all that its list names', async () => {
    const mediaUrl = 'http://127.0.0.1:9/below';
    const one = streams();
    Object.assign((one as unknown as { options: object }).options, { mediaUrl });
    const location = await locate('night-ferry/harbour-lights', 0, 'best', one);
    expect(location).toMatchObject({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9\/below\/\w/) as string });
    const { at } = location as { at: (address: URL) => URL };
    expect(at(new URL('https://cf-hls-media.sndcdn.com/media/0/1/x?a=b')).href).toBe(`${mediaUrl}/media/0/1/x?a=b`);
  });
});

describe('a track that is not to be heard', () => {
  it.each([
    ['brackwater-discs/copper-wire', 'soundcloud-protected', /^Copy-protected on SoundCloud\. /],
    ['brackwater-discs/iron-filings', 'soundcloud-protected', /^Copy-protected/],
    ['brackwater-discs/places-feat-window-seat', 'soundcloud-preview-only', /^Preview only: the whole song needs SoundCloud Go\+\. /],
    ['brackwater-discs/paper-moon', 'soundcloud-preview-only', /^Preview only/],
    ['brackwater-discs/one-touch', 'soundcloud-not-in-country', /^Not available in your country\. /],
  ])('is named with the reason: %s', async (path, code, message) => {
    await expect(locate(path)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  }); // prettier-ignore

  it.each(['copper-wire', 'paper-moon'])('is known for a month and over restarts, without a call: %s', async (name) => {
    await expect(locate(`brackwater-discs/${name}`)).rejects.toThrow();
    const asked = fake.requests.length;
    clock.pass(29 * DAY_MS);
    await expect(locate(`brackwater-discs/${name}`)).rejects.toThrow(/^(?:Copy-protected|Preview only)/);
    expect(fake.requests).toHaveLength(asked);
    clock.pass(2 * DAY_MS);
    await expect(locate(`brackwater-discs/${name}`)).rejects.toThrow();
    expect(fake.requests.length).toBeGreaterThan(asked);
  });

  it('is looked for again by who has subscribed meanwhile', async () => {
    await expect(locate('brackwater-discs/paper-moon')).rejects.toThrow();
    const asked = lookUps().length;
    await expect(locate('brackwater-discs/paper-moon', 0, 'best', streams(false))).rejects.toThrow();
    expect(lookUps().length).toBeGreaterThan(asked);
  });

  it('is remembered when only its end told', async () => {
    const location = (await locate('brackwater-discs/paper-sun')) as { onPreview: () => void };
    location.onPreview();
    await expect(locate('brackwater-discs/paper-sun')).rejects.toMatchObject({ code: 'soundcloud-preview-only' });
  });

  it('is found out anew where what was written down is no longer to be read', async () => {
    await expect(locate('brackwater-discs/copper-wire')).rejects.toThrow();
    writeFileSync(join(folder, 'soundcloud', 'not-heard.json'), '{"isGuest":true,"tracks":{"1":{"code":"x"}');
    await expect(locate('brackwater-discs/copper-wire')).rejects.toMatchObject({ code: 'soundcloud-protected' });
  });

  it('is not blamed where SoundCloud does not answer', async () => {
    fake.onRequest = ({ path }) => {
      if (path.startsWith('/media')) fake.faults.unshift({ status: 500, body: '' });
    };
    await expect(locate('night-ferry/harbour-lights')).rejects.toMatchObject({ reason: 'server-error' });
    delete fake.onRequest;
    expect((await locate('night-ferry/harbour-lights')).kind).toBe('hls');
  });
});
