import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FakeMusic, FakeSource } from '../../../test/support/fake-source.js';
import type { Spoil } from '../../../test/support/fake-upstream.js';
import { HLS_CUTS, hlsFiles, type HlsCut, type HlsFiles } from '../../../test/support/hls-files.js';
import { decodeLive } from '../../../test/support/live-samples.js';
import { TestClock } from '../../../test/support/test-clock.js';
import { RemoteApp } from '../../../test/support/remote-app.js';
import type { StreamingApp } from '../../../test/support/streaming-app.js';
import { KeptAudio } from '../kept-audio.js';

const URL = '/stream/fake:one';
const TYPES: Readonly<Record<HlsCut, string>> = {
  ts: 'audio/aac',
  tsmp3: 'audio/mpeg',
  fmp4: 'audio/mp4',
  single: 'audio/mp4',
  mp3: 'audio/mpeg',
  adts: 'audio/aac',
  ogg: 'audio/ogg',
  locked: 'audio/aac',
};

describe('audio in segments with an end', () => {
  const made = new Map<HlsCut, HlsFiles>();
  let clock: TestClock;
  let remote: RemoteApp;
  let music: FakeMusic;
  let source: FakeSource;
  let app: StreamingApp;

  beforeAll(() => {
    for (const cut of HLS_CUTS) made.set(cut, hlsFiles(cut));
  }, 120_000);

  beforeEach(async () => {
    clock = new TestClock();
    remote = await RemoteApp.start({ clock });
    ({ music, source, app } = remote);
  });
  afterEach(() => remote.stop());

  /** What is served for the track from now on. @returns what is heard in it */
  function serve(cut: HlsCut, change: (list: string) => string = (list) => list): Buffer {
    const { files, sound } = made.get(cut)!;
    for (const [path, bytes] of files) music.files.set(path, bytes);
    const path = `${cut}/list.m3u8`;
    music.files.set(path, Buffer.from(change(String(files.get(path)))));
    source.lists.set('one', path);
    return sound;
  }

  /** Files that were asked for, in order, without their lists. */
  const segments = (): string[] =>
    music.requests
      .map(({ path }) => path.split('?')[0]?.split('/').at(-1) ?? '')
      .filter((name) => !/m3u8|bin/.test(name));

  /** The next request for a file fails in this way, then it is as it was. */
  function spoilOnce(name: string, spoil: Spoil): void {
    music.onRequest = ({ path }) => {
      if (!path.includes(name)) return;
      music.faults.unshift(spoil);
      delete music.onRequest;
    };
  }

  it.each(HLS_CUTS)('is heard as it is in its list, each segment asked for once (%s)', async (cut) => {
    const sound = serve(cut);
    const { status, headers, body } = await app.get(URL);
    expect([status, headers['content-type']]).toEqual([200, TYPES[cut]]);
    expect(decodeLive(body).equals(sound)).toBe(true);
    const names = segments();
    if (cut !== 'single') expect(new Set(names).size).toBe(names.length);
    await remote.settled();
    expect(remote.files).toEqual([expect.stringMatching(/\.audio$/)]);
  });

  it('is one file afterwards: known in length, sent in parts, without a call', async () => {
    serve('fmp4');
    const whole = await app.get(URL);
    await remote.settled();
    const calls = music.requests.length;
    const { status, headers, body } = await app.get(URL, { range: 'bytes=20000-20099' });
    expect([status, headers['content-range']]).toEqual([206, `bytes 20000-20099/${whole.body.length}`]);
    expect(body.equals(whole.body.subarray(20_000, 20_100))).toBe(true);
    expect(music.requests).toHaveLength(calls);
  });

  it('is sent whole where a part is asked for before anybody knows how much there is', async () => {
    const sound = serve('adts');
    const { status, body } = await app.get(URL, { range: 'bytes=20000-' });
    expect(status).toBe(200);
    expect(decodeLive(body).equals(sound)).toBe(true);
    expect(new Set(segments()).size).toBe(segments().length);
  });

  it('is fetched ahead and kept for who wants it to stay', async () => {
    const sound = serve('mp3');
    const signal = AbortSignal.timeout(60_000);
    await app.part(KeptAudio).fetch('fake:one', { signal, pinnedBy: 'test' });
    const states = await app.part(KeptAudio).statesOf(['fake:one']);
    expect(states.get('fake:one')).toMatchObject({ isComplete: true, pinnedBy: 'test' });
    const calls = music.requests.length;
    expect(decodeLive((await app.get(URL)).body).equals(sound)).toBe(true);
    expect(music.requests).toHaveLength(calls);
  });

  it('is fetched once for all who listen at the same time', async () => {
    const sound = serve('ts');
    const heard = await Promise.all(Array.from({ length: 10 }, () => app.get(URL)));
    for (const { body } of heard) expect(body.equals(heard[0]!.body)).toBe(true);
    expect(decodeLive(heard[0]!.body).equals(sound)).toBe(true);
    expect(new Set(segments()).size).toBe(segments().length);
  });

  it.each<[string, Spoil]>([
    ['breaks off', (response) => response.writeHead(200, { 'Content-Type': 'video/mp2t', 'Content-Length': '9000' }).write('G', () => response.destroy())], // prettier-ignore
    ['is refused, as its address has expired', (response) => response.writeHead(403).end()],
    ['is not there any more', (response) => response.writeHead(404).end()],
    ['comes from a server that is unwell', (response) => response.writeHead(503).end()],
  ])('goes on with a segment that %s', async (_, spoil) => {
    const sound = serve('ts');
    spoilOnce('s04.ts', spoil);
    const { body } = await app.get(URL);
    expect(decodeLive(body).equals(sound)).toBe(true);
    expect(segments().filter((name) => name === 's04.ts')).toHaveLength(2);
    expect(segments().filter((name) => name === 's03.ts')).toHaveLength(1);
  });

  it('whose address has expired is located anew once', async () => {
    serve('ts');
    spoilOnce('s04.ts', (response) => response.writeHead(403).end());
    await app.get(URL);
    expect(source.located).toBe(2);
    expect(music.requests.filter(({ path }) => path.includes('m3u8')).map(({ path }) => path.split('?')[1])).toEqual([
      'ticket=1',
      'ticket=2',
    ]);
  });

  it('whose addresses end again and again is located anew as often, and no segment is fetched twice', async () => {
    const sound = serve('ts');
    const lifeMs = 5 * 60_000;
    source.endOfSegments = () => clock.nowMs() + lifeMs;
    // Each address is good for two segments, and then over.
    let left = 2;
    music.onRequest = ({ path }) => {
      if (path.includes('m3u8')) left = 2;
      else if (left-- === 0) {
        clock.pass(lifeMs);
        music.faults.unshift((response) => response.writeHead(403).end());
      }
    };
    const { body } = await app.get(URL);
    expect(decodeLive(body).equals(sound)).toBe(true);
    expect(source.located).toBeGreaterThan(3);
    const refused = source.located - 1;
    expect(segments()).toHaveLength(new Set(segments()).size + refused);
  });

  it('goes on where it was when somebody comes back after a pause', async () => {
    const sound = serve('mp3');
    const left = Promise.withResolvers<undefined>();
    music.onRequest = ({ path }) => {
      if (!path.includes('s04.mp3')) return;
      delete music.onRequest;
      music.faults.unshift('silence');
      left.resolve(undefined);
    };
    const client = await remote.listen(URL);
    await left.promise;
    client.destroy();
    await remote.settled();
    expect(segments()).toEqual(['s00.mp3', 's01.mp3', 's02.mp3', 's03.mp3', 's04.mp3']);
    expect(decodeLive((await app.get(URL)).body).equals(sound)).toBe(true);
    expect(segments().filter((name) => name !== 's04.mp3')).toHaveLength(new Set(segments()).size - 1);
  });

  it('that lacks a segment for good is cut off there, and gone on with once it is there', async () => {
    const sound = serve('ts');
    const missing = music.files.get('ts/s04.ts')!;
    music.files.delete('ts/s04.ts');
    await expect(app.get(URL)).rejects.toThrow();
    expect(source.located).toBe(2);
    await remote.settled();
    expect(remote.files).toEqual([expect.stringMatching(/\.part$/)]);
    music.files.set('ts/s04.ts', missing);
    expect(decodeLive((await app.get(URL)).body).equals(sound)).toBe(true);
    expect(segments().filter((name) => name === 's03.ts')).toHaveLength(1);
  });

  it('takes the best of several lists that it is given', async () => {
    const sound = serve('adts');
    const variant = (name: string, bandwidth: number): string =>
      `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},CODECS="mp4a.40.2"\n${name}`;
    const master = ['#EXTM3U', variant('poor.m3u8', 64_000), variant('paid.m3u8', 320_000), variant('list.m3u8', 128_000)]; // prettier-ignore
    music.files.set('adts/master.m3u8', Buffer.from(master.join('\n')));
    source.lists.set('one', 'adts/master.m3u8');
    expect(decodeLive((await app.get(URL)).body).equals(sound)).toBe(true);
    const lists = music.requests.map(({ path }) => path.split('?')[0]).filter((path) => path?.includes('m3u8'));
    expect(lists).toEqual(['/files/adts/master.m3u8', '/files/adts/paid.m3u8', '/files/adts/list.m3u8']);
  });

  it('tells the host of the list who asks, and no other', async () => {
    const other = await RemoteApp.start();
    try {
      serve('ts', (list) => list.replaceAll(/^s0[1-3]\.ts$/gm, (name) => `${other.music.origin}/files/ts/${name}`));
      for (const [path, bytes] of made.get('ts')!.files) other.music.files.set(path, bytes);
      // It is on this machine, and nobody configured it.
      await expect(app.get(URL)).rejects.toThrow();
      expect(other.music.requests).toEqual([]);
    } finally {
      await other.stop();
    }
    expect(music.requests.every(({ headers }) => headers.authorization === 'Bearer secret')).toBe(true);
  });

  it.each<[string, HlsCut, (list: string) => string, RegExp]>([
    ['has no end', 'ts', (list) => list.replace('#EXT-X-ENDLIST', '').replace('#EXT-X-PLAYLIST-TYPE:VOD', ''), /no end/],
    ['is encrypted otherwise', 'ts', (list) => list.replace('#EXTINF', '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="key.bin"\n#EXTINF'), /encrypted/],
    ['has no segments', 'ts', () => '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-ENDLIST\n', /no sound/],
    ['is no list', 'ts', () => '<html>Log in</html>', /makes no sense|no sound/],
    ['has a key that is none', 'locked', (list) => list.replace('key.bin', 's00.ts'), /more than it should/],
  ])('that %s is refused with a sentence', async (_, cut, change, sentence) => {
    serve(cut, change);
    const { status, body } = await app.get(URL);
    expect(status).toBeGreaterThanOrEqual(500);
    expect(String((JSON.parse(String(body)) as { detail: string }).detail)).toMatch(sentence);
    expect(segments().length).toBeLessThan(3);
  }); // prettier-ignore
});
