import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hlsFiles, type HlsFiles } from '../../../test/support/hls-files.js';
import { decodeLive, encodeLive } from '../../../test/support/live-samples.js';
import { RemoteApp } from '../../../test/support/remote-app.js';
import { KeptAudio } from '../kept-audio.js';
import { SoundingSources } from '../sounding-sources.js';
import { refusePreview } from './preview.js';

const URL = '/stream/fake:one';
const MP3 = ['-c:a', 'libmp3lame', '-b:a', '96k', '-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'];
const WHOLE_MS = 214_000;

describe('the beginning of a song in its place', () => {
  let segments: HlsFiles;
  let file: Buffer;
  let remote: RemoteApp;
  let noticed: number;

  beforeAll(() => {
    segments = hlsFiles('mp3');
    file = encodeLive(30, MP3);
  }, 120_000);
  beforeEach(async () => {
    remote = await RemoteApp.start();
    noticed = 0;
    tell(WHOLE_MS);
  });
  afterEach(() => remote.stop());

  function tell(wholeMs: number): void {
    remote.source.told = { wholeMs, onPreview: () => noticed++ };
  }
  function serveSegments(): void {
    for (const [path, bytes] of segments.files) remote.music.files.set(path, bytes);
    remote.source.lists.set('one', 'mp3/list.m3u8');
  }
  function serveFile(): void {
    remote.music.audio = file;
    remote.source.location = { bitrateKbps: 96 };
  }
  const problem = async (headers: Record<string, string> = {}): Promise<object> => {
    const { status, body } = await remote.app.get(URL, headers);
    return { status, ...(JSON.parse(String(body)) as object) };
  };
  const REFUSED = { status: 404, type: 'urn:pyxis:problem:preview-only', title: 'A preview only' };

  it('is refused by the list of its segments, of which none is asked for', async () => {
    serveSegments();
    expect(await problem()).toEqual({
      ...REFUSED,
      detail: 'Fake Music gives a preview of this song only: 8 s of 3:34. Listen to all of it there, or look for another version.',
      service: 'Fake Music',
      thereMs: expect.closeTo(8_000, -3) as number,
      wholeMs: WHOLE_MS,
    }); // prettier-ignore
    expect(remote.music.requests.filter(({ path }) => path.includes('.mp3'))).toEqual([]);
  });

  it.each([
    ['all of it', {}],
    ['a part', { range: 'bytes=200000-' }],
  ])('is refused by the size of its file, when %s is asked for', async (_, headers) => {
    serveFile();
    expect(await problem(headers)).toMatchObject({ ...REFUSED, detail: expect.stringContaining('30 s of 3:34') as string }); // prettier-ignore
  });

  it('is refused where its host gives bounded parts only', async () => {
    serveFile();
    remote.source.location = { bitrateKbps: 96, mostBytesAtOnce: 100_000 };
    expect(await problem()).toMatchObject(REFUSED);
  });

  it.each([
    ['segments', serveSegments],
    ['a file', serveFile],
  ])('is told to the source, and nothing of it is kept (%s)', async (_, serve) => {
    serve();
    await problem();
    expect(noticed).toBe(1);
    expect(remote.app.part(SoundingSources).refusalOf('fake:one')).toBe('preview-only');
    await remote.settled();
    expect(remote.files).toEqual([]);
    expect(await remote.app.database.read.all('SELECT file FROM audio_cache')).toEqual([]);
    const signal = AbortSignal.timeout(60_000);
    await expect(remote.app.part(KeptAudio).fetch('fake:one', { signal })).rejects.toThrow('a preview of this song');
    await remote.settled();
    expect(remote.files).toEqual([]);
  });

  it('gives way to another source that has the song', async () => {
    serveFile();
    const path = join(remote.app.home, 'whole.mp3');
    writeFileSync(path, file);
    const [id = ''] = (
      await remote.app.addAlbum({
        title: 'a',
        artist: 'a',
        tracks: [
          {
            title: 't',
            places: [
              { source: 'fake', locator: 'one' },
              { source: 'files', locator: path },
            ],
          },
        ],
      })
    ).trackIds;
    const { status, body } = await remote.app.get(`/stream/${id}`);
    expect([status, body.equals(file)]).toEqual([200, true]);
    expect([noticed, remote.app.part(SoundingSources).of(id)]).toEqual([1, 'files']);
  });

  it.each([
    ['it is as long as its source says', 31_000],
    ['it lacks little', 49_000],
  ])('is none where %s', async (_, wholeMs) => {
    serveFile();
    tell(wholeMs);
    await remote.expectSound(URL, file);
    expect(noticed).toBe(0);
  });

  it('is none where nobody says how long the song is, or how much sound a file has', async () => {
    serveFile();
    remote.source.told = {};
    await remote.expectSound(URL, file);
    remote.source.lists.set('two', 'mp3/list.m3u8');
    for (const [path, bytes] of segments.files) remote.music.files.set(path, bytes);
    const { body } = await remote.app.get('/stream/fake:two');
    expect(decodeLive(body).equals(segments.sound)).toBe(true);
    tell(WHOLE_MS);
    remote.source.location = {};
    await remote.expectSound('/stream/fake:three', file);
    expect(noticed).toBe(0);
  });

  it.each([
    [90_000, 151_000, true],
    [90_000, 149_000, false],
    [10_000, 29_000, false],
    [10_000, 31_000, true],
    [214_000, 30_000, false],
  ])('of %i ms is one of %i ms: %s', (thereMs, wholeMs, isOne) => {
    const look = (): void => refusePreview({ wholeMs }, 'Fake Music', thereMs);
    if (isOne) expect(look).toThrow('preview');
    else expect(look).not.toThrow();
  });
});
