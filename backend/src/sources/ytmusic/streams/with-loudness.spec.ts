import { afterEach, beforeEach, expect, it } from 'vitest';
import { answers } from '../../../../test/support/faults.js';
import { FakeYtMusic } from '../../../../test/support/fake-ytmusic/fake-ytmusic.js';
import type { Fault } from '../../../../test/support/fake-upstream.js';
import { upstreamTo } from '../../../../test/support/upstream-to.js';
import { InnerTube } from '../inner-tube.js';
import { StreamRefused } from './refusal.js';
import type { ResolvedAudio } from './resolved-audio.js';
import type { Way } from './way.js';
import { WithLoudness } from './with-loudness.js';

const SOUND: ResolvedAudio = {
  url: 'https://rr1.googlevideo.com/videoplayback',
  headers: {},
  mimeType: 'audio/webm',
  formatId: '251',
};
const { signal } = new AbortController();

let fake: FakeYtMusic;
let innerTube: InnerTube;
let id: string;

beforeEach(async () => {
  fake = await new FakeYtMusic().start();
  id = fake.songs[0]?.id ?? '';
  const { upstream } = upstreamTo({
    id: 'loudness',
    name: 'The player',
    configured: [fake.origin],
    limits: { retries: 0 },
  });
  innerTube = new InnerTube(upstream, { apiUrl: fake.origin, country: 'DE', nowMs: () => Date.now() });
});
afterEach(() => fake.stop());

const found: Way = { resolve: () => Promise.resolve(SOUND) };
const resolve = (way: Way, formatId?: string, lateMs = 60_000): Promise<ResolvedAudio> =>
  new WithLoudness(way, innerTube, lateMs).resolve(
    id,
    { quality: 'best', ...(formatId !== undefined && { formatId }) },
    signal,
  );

it('tells with an address how loud the song is, by one question', async () => {
  expect(await resolve(found)).toEqual({ ...SOUND, gainDb: -3.5 });
  expect(fake.asked('player')).toMatchObject([{ videoId: id, context: { client: { clientName: 'WEB_REMIX' } } }]);
});

it('asks nobody again for what goes on', async () => {
  expect(await resolve(found, '251')).toEqual(SOUND);
  expect(fake.requests).toEqual([]);
});

it.each<[string, Fault]>([
  ['fails', { status: 500, body: '' }],
  ['has had enough', answers(429, {})],
  ['answers nonsense', { status: 200, body: '[[' }],
  ['tells of another song', answers(200, { videoDetails: { videoId: 'x' }, playerConfig: { audioConfig: { loudnessDb: 1 } } })], // prettier-ignore
])('has the sound all the same where the service %s', async (_what, fault) => {
  fake.lastingFault = fault;
  expect(await resolve(found)).toEqual(SOUND);
  expect(fake.requests).toHaveLength(1);
});

it('waits no longer than it may for a service that says nothing', async () => {
  fake.lastingFault = 'silence';
  expect(await resolve(found, undefined, 300)).toEqual(SOUND);
});

it('says what the way says where there is no sound', async () => {
  const refused: Way = { resolve: () => Promise.reject(new StreamRefused('private')) };
  await expect(resolve(refused)).rejects.toMatchObject({ refusal: 'private' });
});
