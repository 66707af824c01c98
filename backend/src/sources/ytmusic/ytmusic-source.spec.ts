import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeSourceContract } from '../../../test/contract/source.contract.js';
import { MediaForms } from '../../../test/support/fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../../../test/support/fake-ytmusic/ytmusic-parts.js';
import { StreamingApp } from '../../../test/support/streaming-app.js';
import { StreamRefused } from './streams/refusal.js';
import type { YtMusicSource } from './ytmusic-source.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const folder = mkdtempSync(join(tmpdir(), 'pyxis-ytmusic-forms-'));
const forms = new MediaForms(folder);

let parts: YtMusicParts;

beforeEach(async () => {
  parts = await YtMusicParts.start(forms);
});
afterEach(() => parts.stop());
afterAll(() => rmSync(folder, { recursive: true }));

const locate = (adapter: YtMusicSource, id: string, refused = 0): Promise<unknown> =>
  adapter.capabilities.streams!.locate(id, AbortSignal.timeout(MINUTE_MS), refused);

describeSourceContract('YouTube Music', () => {
  parts.tell(parts.song);
  return Promise.resolve({
    adapter: parts.source(),
    capabilities: ['streams', 'tracks', 'artwork', 'search', 'browse', 'lyrics'],
    track: parts.song.id,
    query: 'e',
    unknownPage: 'nothing-of-this-id',
    unknownTrack: '00000000000',
    unknownArtwork: 'https://pictures.example/nothing.png',
    secrets: [YtMusicParts.secret],
  });
});

describe('a song', () => {
  it('is heard as it is there, by parts and as who found it, and from anywhere', async () => {
    const { song, media, clock } = parts;
    clock.now = Date.now();
    parts.tell(song);
    const sound = parts.soundOf(song);
    const app = await StreamingApp.start({ sources: [parts.source()] });
    try {
      const whole = await app.get(`/stream/ytmusic:${song.id}`);
      expect([whole.status, whole.headers['content-type']]).toEqual([200, 'audio/webm']);
      expect(whole.body.equals(sound)).toBe(true);
      const part = await app.get(`/stream/ytmusic:${song.id}`, { range: 'bytes=1000000-1000999' });
      expect(part.body.equals(sound.subarray(1_000_000, 1_001_000))).toBe(true);
    } finally {
      await app.remove();
    }
    expect(new Set(media.requests.map(({ headers }) => headers['user-agent']))).toEqual(
      new Set([YtMusicParts.userAgent]),
    );
    expect(parts.asked).toEqual([song.id]);
  });

  it('is looked for once while its address holds', async () => {
    const { song, clock } = parts;
    parts.tell(song);
    const adapter = parts.source();
    await Promise.all([locate(adapter, song.id), locate(adapter, song.id)]);
    await locate(adapter, song.id);
    expect(parts.asked).toHaveLength(1);
    clock.now += 5 * HOUR_MS + 1;
    await locate(adapter, song.id);
    expect(parts.asked).toHaveLength(2);
  });

  it('is looked for anew where its address was refused', async () => {
    const { song } = parts;
    parts.tell(song);
    const adapter = parts.source();
    await locate(adapter, song.id);
    await locate(adapter, song.id, 1);
    expect(parts.asked).toHaveLength(2);
  });

  it('that is refused is not asked for again the same day', async () => {
    const { song, clock, ytDlp } = parts;
    ytDlp.refuses(song.id, 'ERROR: [youtube] x: The uploader has not made this video available in your country');
    const adapter = parts.source();
    for (let i = 0; i < 3; i++) {
      await expect(locate(adapter, song.id)).rejects.toMatchObject({ code: 'ytmusic-geo-blocked' });
    }
    expect(parts.asked).toHaveLength(1);
    clock.now += 25 * HOUR_MS;
    parts.tell(song);
    await locate(adapter, song.id);
  });

  it('is not looked for, nor any other, after the service has had enough', async () => {
    const { song, clock, ytDlp, fake } = parts;
    const other = fake.songs[1]!;
    parts.tell(other);
    ytDlp.refuses(song.id, 'ERROR: [youtube] x: Sign in to confirm you’re not a bot.');
    const adapter = parts.source();
    await expect(locate(adapter, song.id)).rejects.toMatchObject({ code: 'ytmusic-bot-check' });
    await expect(locate(adapter, other.id)).rejects.toMatchObject({ code: 'ytmusic-bot-check' });
    expect(parts.asked).toHaveLength(1);
    clock.now += 31 * MINUTE_MS;
    await locate(adapter, other.id);
  });

  it('is found without yt-dlp by asking the service itself', async () => {
    const adapter = parts.source({ ytDlp: '/nowhere/yt-dlp' });
    expect(await locate(adapter, parts.song.id)).toMatchObject({ kind: 'http', mimeType: 'audio/webm' });
  });

  it('that is found by neither says what to do', async () => {
    parts.fake.lastingFault = { status: 500, body: '' };
    const adapter = parts.source({ ytDlp: '/nowhere/yt-dlp' });
    await expect(locate(adapter, parts.song.id)).rejects.toMatchObject({
      code: 'ytmusic-program-missing',
      message: expect.stringMatching(/is not there or does not start\. Install it/) as unknown,
    });
  });

  it('has nothing of its address in what is told, and is asked for three times at most', async () => {
    const { song, media } = parts;
    parts.tell(song);
    media.lastingFault = { status: 403, headers: { 'Content-Type': 'text/plain' }, body: '' };
    const app = await StreamingApp.start({ sources: [parts.source()] });
    try {
      const { status, body } = await app.get(`/stream/ytmusic:${song.id}`);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body.toString()).not.toContain(YtMusicParts.secret);
    } finally {
      await app.remove();
    }
    // The program twice, then the service itself.
    expect(parts.asked).toHaveLength(2);
    expect(parts.askedItself).toHaveLength(1);
  });
});

it('is degraded while no song is heard, says why, and is well again with the next that is', async () => {
  const { song, ytDlp, clock } = parts;
  ytDlp.refuses(song.id, 'ERROR: [youtube] x: Sign in to confirm you’re not a bot.');
  const adapter = parts.source();
  const told: unknown[] = [];
  adapter.healthChanges.subscribe(() => told.push(adapter.health()));
  for (let i = 0; i < 3; i++) await expect(locate(adapter, song.id)).rejects.toThrow();
  const { detail, nextStep, forMs } = new StreamRefused('bot-check').details;
  const retryAtMs = clock.nowMs() + forMs;
  const what = {
    code: 'ytmusic-bot-check',
    service: 'The sound of YouTube Music',
    reason: detail,
    nextStep,
    retryAtMs,
  };
  expect(told).toEqual([{ state: 'degraded', ...what, sinceMs: clock.nowMs(), parts: [] }]);
  clock.now += 31 * MINUTE_MS;
  parts.tell(song);
  await locate(adapter, song.id);
  expect(adapter.health()).toMatchObject({ state: 'ok', parts: [] });
});

it('stays well where a song is not to be had', async () => {
  parts.ytDlp.refuses(parts.song.id, 'ERROR: [youtube] x: Private video');
  const adapter = parts.source();
  await expect(locate(adapter, parts.song.id)).rejects.toThrow();
  expect(adapter.health().state).toBe('ok');
});

it('takes the sound of a song in parts', async () => {
  parts.tell(parts.song);
  expect(await locate(parts.source(), parts.song.id)).toMatchObject({
    kind: 'http',
    mostBytesAtOnce: 10 * 1024 ** 2,
    mimeType: 'audio/webm',
  });
});

it.each(['', 'short', '../../etc/passwd', '--exec=x', 'aaaaaaaaaaaa'])('starts no program for “%s”', async (id) => {
  await expect(locate(parts.source(), id)).rejects.toMatchObject({ kind: 'not-found' });
  expect(parts.asked).toEqual([]);
});
