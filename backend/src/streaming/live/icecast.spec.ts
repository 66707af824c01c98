import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchFolder } from '../../../test/support/audio-samples.js';
import { openAt, take } from '../../../test/support/fake-station.js';
import { findIcecast, Icecast } from '../../../test/support/icecast.js';
import { bytesOf, decodeLive, durationOf, titlesIn } from '../../../test/support/live-samples.js';
import { upstreamTo } from '../../../test/support/upstream-to.js';
import type { LiveFormat, LivePart } from './live-part.js';

const program = findIcecast();
const folder = scratchFolder();
const PATIENT_MS = 120_000;
const LIMITS = { firstByteMs: 20_000, openingMs: 60_000, stallMs: 20_000, aheadMs: 30_000 };

describe.skipIf(program === undefined)('a station of Icecast (skipped where icecast2 is not installed)', () => {
  let icecast: Icecast;

  beforeAll(async () => {
    icecast = await new Icecast(program ?? '', folder).start();
    await icecast.feed('/mp3', 'audio/mpeg', ['-c:a', 'libmp3lame', '-b:a', '128k', '-f', 'mp3']);
    await icecast.feed(
      '/opus',
      'application/ogg',
      ['-c:a', 'libopus', '-page_duration', '100000', '-f', 'ogg'],
      ['title=A song', 'artist=Somebody'],
    );
    await icecast.feed('/aac', 'audio/aac', ['-c:a', 'aac', '-f', 'adts']);
  }, PATIENT_MS);

  afterAll(() => icecast.stop());

  const open = async (path: string): ReturnType<typeof openAt> => {
    const { upstream } = upstreamTo({ id: 'stations', name: 'A station', configured: [icecast.origin] });
    return openAt(upstream, [`${icecast.origin}${path}`], { limits: LIMITS });
  };

  /** Reads until so much was heard, and until a title is the last. */
  const hear = async (
    path: string,
    ms: number,
    isEnough = (_: readonly string[]): boolean => true,
  ): Promise<{ format: LiveFormat; parts: LivePart[] }> => {
    const { format, parts } = await open(path);
    const heard: LivePart[] = [];
    for await (const part of parts) {
      heard.push(part);
      if (durationOf(heard) >= ms && isEnough(titlesIn(heard))) break;
    }
    return { format, parts: heard };
  };

  it.each<[string, LiveFormat]>([
    ['/mp3', { codec: 'mp3', container: 'mp3', mimeType: 'audio/mpeg' }],
    ['/opus', { codec: 'opus', container: 'ogg', mimeType: 'audio/ogg' }],
    ['/aac', { codec: 'aac', container: 'adts', mimeType: 'audio/aac' }],
  ])(
    '%s is heard as long as its parts say',
    async (path, expected) => {
      const { format, parts } = await hear(path, 2_000);
      expect(format).toEqual(expected);
      const decodedMs = decodeLive(bytesOf(parts)).length / 2 / 48;
      expect(Math.abs(decodedMs - durationOf(parts))).toBeLessThan(150);
    },
    PATIENT_MS,
  );

  it(
    'tells its name, and titles as they are announced',
    async () => {
      const connection = await open('/mp3');
      expect(connection.station).toMatchObject({ name: 'Fake FM', genre: 'Tones' });
      await take(connection, 1);
      await icecast.announce('/mp3', 'Beyoncé - Halo');
      const { parts } = await hear('/mp3', 500, (titles) => titles.includes('Beyoncé - Halo'));
      expect(parts.find((part) => part.kind === 'title' && part.title)).toEqual({
        kind: 'title',
        title: { text: 'Beyoncé - Halo', artist: 'Beyoncé', title: 'Halo' },
      });
    },
    PATIENT_MS,
  );

  it(
    'in Ogg tells the title of its comments to who comes late',
    async () => {
      const { parts } = await hear('/opus', 500);
      expect(parts[0]?.kind).toBe('head');
      expect(titlesIn(parts)).toEqual(['Somebody - A song']);
    },
    PATIENT_MS,
  );

  it(
    'is found by the lists that lie beside it',
    async () => {
      for (const list of ['/mp3.m3u', '/mp3.xspf']) expect((await hear(list, 200)).format.codec).toBe('mp3');
    },
    PATIENT_MS,
  );

  it('that does not exist is told so', async () => {
    await expect(open('/none')).rejects.toMatchObject({ reason: 'not-found' });
  });
});
