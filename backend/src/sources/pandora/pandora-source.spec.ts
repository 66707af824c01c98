import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeSourceContract } from '../../../test/contract/source.contract.js';
import { firstSong, PandoraParts, stationsOf } from '../../../test/support/fake-pandora/pandora-parts.js';
import { StreamingApp } from '../../../test/support/streaming-app.js';
import type { PandoraSource } from './pandora-source.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let parts: PandoraParts;

beforeEach(async () => {
  parts = await PandoraParts.start();
});
afterEach(() => parts.stop());

const signal = (): AbortSignal => AbortSignal.timeout(MINUTE_MS);
const locate = (source: PandoraSource, id: string, refused = 0): Promise<unknown> =>
  source.capabilities.streams!.locate(id, signal(), refused);

describeSourceContract('Pandora', async () => {
  const adapter = parts.source();
  const { nativeId } = firstSong(await stationsOf(adapter).next(parts.station, true, signal()));
  return {
    adapter,
    capabilities: ['tracks', 'streams', 'artwork', 'personalStations'],
    track: nativeId,
    unknownTrack: 'a'.repeat(96),
    unknownArtwork: 'https://pictures.example/nothing.png',
    secrets: parts.secrets,
  };
});

describe('a song', () => {
  it('is heard as long as its address works, in parts as well, and nothing of it stays', async () => {
    parts.clock.now = Date.now();
    const source = parts.source();
    const { nativeId } = firstSong(await stationsOf(source).next(parts.station, true, signal()));
    const app = await StreamingApp.start({ sources: [source] });
    try {
      const whole = await app.get(`/stream/pandora:${nativeId}`);
      expect([whole.status, whole.headers['content-type']]).toEqual([200, 'audio/mpeg']);
      const part = await app.get(`/stream/pandora:${nativeId}`, { range: 'bytes=1000-1999' });
      expect(part.status).toBe(206);
      expect(part.body.equals(whole.body.subarray(1_000, 2_000))).toBe(true);
      const small = await app.get(`/stream/pandora:${nativeId}?quality=saving`);
      expect(small.headers['content-type']).toBe('audio/mp4');
      expect(small.body.length).toBeLessThan(whole.body.length);
    } finally {
      await app.remove();
    }
    const agents = new Set(parts.fake.requests.map(({ headers }) => headers['user-agent']));
    expect([...agents]).toEqual(['pianobar-2022.04.01']);
  });

  it('whose address is refused is asked for once, and says that it is over', async () => {
    parts.clock.now = Date.now();
    const source = parts.source();
    const { nativeId } = firstSong(await stationsOf(source).next(parts.station, true, signal()));
    parts.fake.sounds.addressMs = 0;
    const app = await StreamingApp.start({ sources: [source] });
    try {
      parts.fake.nowMs = () => parts.clock.now + 2 * HOUR_MS;
      const { status, body } = await app.get(`/stream/pandora:${nativeId}`);
      expect(status).toBe(404);
      expect(JSON.parse(body.toString())).toMatchObject({ type: 'urn:pyxis:problem:expired' });
      expect(parts.fake.requests.filter(({ path }) => path.startsWith('/access/'))).toHaveLength(1);
      for (const secret of parts.secrets) expect(body.toString()).not.toContain(secret);
    } finally {
      await app.remove();
    }
    expect(parts.fake.count('station.getPlaylist')).toBe(1);
    expect(source.health().state).toBe('ok');
  });

  it('is not asked for after its hour, nor in another run', async () => {
    const source = parts.source();
    const song = firstSong(await stationsOf(source).next(parts.station, true, signal()));
    expect(song.expiresAtMs).toBe(parts.clock.now + HOUR_MS);
    expect(await locate(source, song.nativeId)).toMatchObject({ kind: 'http', mimeType: 'audio/mpeg', gainDb: -3.1 });
    await expect(locate(source, song.nativeId, 1)).rejects.toMatchObject({ code: 'expired', kind: 'not-found' });
    await expect(locate(parts.source(), song.nativeId)).rejects.toMatchObject({ code: 'track-not-found' });
    parts.clock.pass(HOUR_MS);
    await expect(locate(source, song.nativeId)).rejects.toMatchObject({ code: 'expired' });
    expect(await source.capabilities.tracks!.find(song.nativeId, signal())).toEqual(song.track);
  });
});

it('has no account as long as none is set, says so once, and asks nobody', async () => {
  parts.password = undefined;
  const source = parts.source();
  let told = 0;
  source.healthChanges.subscribe(() => told++);
  await source.start();
  expect([told, source.health()]).toMatchObject([1, { state: 'unavailable', code: 'pandora-not-signed-in' }]);
  expect(source.credentials).toMatchObject([{ name: 'pandora-password', isGiven: false }]);
  await expect(stationsOf(source).list(signal())).rejects.toMatchObject({ code: 'pandora-not-signed-in' });
  expect(stationsOf(source).allowance()).toBeUndefined();
  expect(parts.fake.requests).toEqual([]);
});

it('tells how its calls went, without a secret', async () => {
  const source = parts.source();
  await stationsOf(source).list(signal());
  parts.fake.refusesNext.set('station.getStation', [1039]);
  await expect(stationsOf(source).open(parts.station, signal())).rejects.toThrow();
  const outcomes = source.answers().map(({ outcome }) => outcome);
  expect(outcomes).toContain('pandora-too-often');
  expect(outcomes).toContain('ok');
  const told = JSON.stringify([source.answers(), source.health()]);
  for (const secret of parts.secrets) expect(told).not.toContain(secret);
});

it('is tried when a person wants to know, though it was to be left alone', async () => {
  const source = parts.source();
  const { fake } = parts;
  await stationsOf(source).list(signal());
  fake.refusesNext.set('station.getStation', [1]);
  await expect(stationsOf(source).open(parts.station, signal())).rejects.toThrow();
  expect(source.health()).toMatchObject({ state: 'degraded', code: 'pandora-maintenance' });
  await expect(stationsOf(source).open(parts.station, signal())).rejects.toThrow();
  expect(fake.count('station.getStation')).toBe(1);
  await source.tryNow(signal());
  expect(source.health()).toMatchObject({ state: 'ok' });
  await stationsOf(source).open(parts.station, signal());
});
