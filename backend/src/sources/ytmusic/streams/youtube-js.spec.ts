import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { answers } from '../../../../test/support/faults.js';
import { FakeYtMusic } from '../../../../test/support/fake-ytmusic/fake-ytmusic.js';
import type { MediaForm } from '../../../../test/support/fake-ytmusic/fake-media.js';
import type { WorldSong } from '../../../../test/support/fake-ytmusic/world.js';
import { upstreamTo } from '../../../../test/support/upstream-to.js';
import type { Quality } from '../../source.js';
import type { ResolvedAudio } from './resolved-audio.js';
import { YouTubeJs } from './youtube-js.js';

const FIXTURES = new URL('../../../../test/fixtures/ytmusic/player/', import.meta.url);
const recorded = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8'));
const { signal } = new AbortController();
const FORMS: MediaForm[] = [
  { itag: 249, mimeType: 'audio/webm; codecs="opus"', bytes: Buffer.alloc(50) },
  { itag: 140, mimeType: 'audio/mp4; codecs="mp4a.40.2"', bytes: Buffer.alloc(128) },
  { itag: 251, mimeType: 'audio/webm; codecs="opus"', bytes: Buffer.alloc(140) },
];

let fake: FakeYtMusic;
let song: WorldSong;
let youTubeJs: YouTubeJs;

beforeEach(async () => {
  fake = await new FakeYtMusic().start();
  fake.formsOf = () => FORMS;
  [song] = fake.songs as [WorldSong];
  const { upstream } = upstreamTo({
    id: 'player',
    name: 'The player',
    configured: [fake.origin],
    keepsUserAgent: true,
    limits: { retries: 0 },
  });
  youTubeJs = new YouTubeJs({ upstream, origin: fake.origin, country: 'DE' });
});
afterEach(() => fake.stop());

const resolve = (quality: Quality = 'best', formatId?: string): Promise<ResolvedAudio> =>
  youTubeJs.resolve(song.id, { quality, ...(formatId !== undefined && { formatId }) }, signal);

it('says where the sound lies, by one question', async () => {
  const audio = await resolve();
  expect(audio).toMatchObject({
    mimeType: 'audio/webm',
    formatId: '251',
    durationMs: song.seconds * 1_000,
    gainDb: -3.5,
  });
  expect(audio.expiresAtMs).toBeGreaterThan(Date.now());
  const [asked, ...more] = fake.requests;
  expect([asked?.path, more]).toEqual([expect.stringMatching(/^\/youtubei\/v1\/player\?/), []]);
  // What was found is asked for as whoever found it.
  expect(audio.headers).toEqual({ 'User-Agent': asked?.headers['user-agent'] });
  expect(JSON.parse(asked?.body ?? '')).toMatchObject({
    videoId: song.id,
    context: { client: { clientName: 'VISIONOS', hl: 'en', gl: 'DE' } },
  });
});

it('is the same guest for every song', async () => {
  await resolve();
  await resolve();
  const visitors = fake.requests.map(({ headers }) => headers['x-goog-visitor-id']);
  expect(visitors[0]).toBeTruthy();
  expect(new Set(visitors).size).toBe(1);
});

it.each<[Quality, string | undefined, string]>([
  ['best', undefined, '251'],
  ['saving', undefined, '249'],
  ['best', '140', '140'],
  ['best', '18', '251'],
])('takes of %s, begun with %s, the form %s', async (quality, begun, formatId) => {
  expect(await resolve(quality, begun)).toMatchObject({ formatId });
});

const told = (more: object): object => ({
  playabilityStatus: { status: 'OK' },
  videoDetails: { videoId: song.id },
  ...more,
});
const sound = (more: object): object => ({
  itag: 251,
  mimeType: 'audio/webm; codecs="opus"',
  url: 'https://rr1.googlevideo.com/videoplayback?expire=1780891719',
  ...more,
});

it.each<[string, () => object, string]>([
  ['of another song', () => told({ videoDetails: { videoId: 'aaaaaaaaaaa' } }), 'bot-check'],
  ['without any form', () => told({}), 'no-formats'],
  ['with no address', () => told({ streamingData: { adaptiveFormats: [sound({ url: undefined })] } }), 'no-formats'],
  [
    'with no web address',
    () => told({ streamingData: { adaptiveFormats: [sound({ url: 'file:///x' })] } }),
    'no-formats',
  ],
  [
    'with pictures alone',
    () => told({ streamingData: { adaptiveFormats: [sound({ mimeType: 'video/mp4' })] } }),
    'no-formats',
  ],
  [
    'in a language that it was not made in',
    () => told({ streamingData: { adaptiveFormats: [sound({ audioTrack: { audioIsDefault: false } })] } }),
    'no-formats',
  ],
  [
    'with nonsense in place of forms',
    () => told({ streamingData: { adaptiveFormats: [null, 7, 'x', {}] } }),
    'no-formats',
  ],
])('an answer %s is refused: %s', async (_name, answer, refusal) => {
  fake.refusals.set(song.id, answer() as Record<string, unknown>);
  await expect(resolve()).rejects.toMatchObject({ refusal });
});

it.each([
  ['geo-blocked.json', 'geo-blocked'],
  ['private.json', 'private'],
  ['bot-check.synthetic.json', 'bot-check'],
  ['captcha.synthetic.json', 'bot-check'],
  ['age-restricted.synthetic.json', 'age-restricted'],
  ['rate-limited.synthetic.json', 'rate-limited'],
  ['unavailable.synthetic.json', 'removed'],
  ['interstitial.synthetic.json', 'geo-blocked'],
])('%s is refused: %s', async (name, refusal) => {
  fake.refusals.set(song.id, recorded(name) as Record<string, unknown>);
  await expect(resolve()).rejects.toMatchObject({ refusal });
});

it('passes on what is wrong with the service', async () => {
  fake.faults.push(answers(429, {}));
  await expect(resolve()).rejects.toMatchObject({ reason: 'rate-limited' });
});

it('is ended when nobody waits for it any more', async () => {
  fake.lastingFault = 'silence';
  const asked = youTubeJs.resolve(song.id, { quality: 'best' }, AbortSignal.timeout(2_000));
  await expect(asked).rejects.toThrow();
});
