import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { YtDlp, type YtDlpOptions } from '../../src/sources/ytmusic/streams/yt-dlp.js';
import { GuardedProxy } from '../../src/upstream/index.js';
import { FakeMedia, MediaForms } from '../support/fake-ytmusic/fake-media.js';
import { FakeYtMusic } from '../support/fake-ytmusic/fake-ytmusic.js';
import { TlsEndingProxy } from '../support/tls-ending-proxy.js';

/** Of the environment that `npm test` makes of `requirements.txt`. */
const python = process.env.PYXIS_TEST_PYTHON;
const SECONDS = 3;
const { signal } = new AbortController();
const best = { quality: 'best' } as const;
/** Leads nowhere. */
const nowhere = new GuardedProxy({ hosts: [] });
afterAll(() => nowhere.close());

describe.skipIf(python === undefined)('yt-dlp (skipped where Python has not got it)', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-yt-dlp-'));
  const forms = new MediaForms(folder);
  let fake: FakeYtMusic;
  let media: FakeMedia;
  let proxy: TlsEndingProxy;

  beforeAll(async () => {
    fake = await new FakeYtMusic().start();
    const formsOf = (id: string): ReturnType<MediaForms['of']> => forms.of(id, SECONDS);
    fake.formsOf = ({ id }) => formsOf(id);
    media = await new FakeMedia((id, itag) => formsOf(id).find((form) => form.itag === itag)).start();
    proxy = await new TlsEndingProxy({
      'www.youtube.com': fake.origin,
      'music.youtube.com': fake.origin,
      '*.googlevideo.com': media.origin,
    }).start();
  });

  beforeEach(() => fake.refusals.clear());

  afterAll(async () => {
    await proxy.stop();
    await media.stop();
    await fake.stop();
    rmSync(folder, { recursive: true });
  });

  const ytDlp = (options: Partial<YtDlpOptions> = {}): YtDlp =>
    new YtDlp({
      program: join(dirname(python ?? ''), 'yt-dlp'),
      extraArguments: ['--proxy', proxy.url, '--no-check-certificates'],
      cacheFolder: folder,
      proxyAddress: () => nowhere.address(),
      ...options,
    });

  it('takes the fake for the real service, and says where the sound of a song lies', async () => {
    const [song] = fake.songs;
    const audio = await ytDlp().resolve(song!.id, best, signal);
    expect(audio).toMatchObject({
      mimeType: 'audio/webm',
      formatId: '251',
      durationMs: song!.seconds * 1_000,
    });
    expect(new URL(audio.url).hostname).toBe('rr1---sn-fake.googlevideo.com');
    expect(audio.headers['User-Agent']).toMatch(/^Mozilla/);
    expect(audio.expiresAtMs).toBeGreaterThan(Date.now() + 5 * 60 * 60_000);
    expect(proxy.strangers).toEqual([]);
  });

  it('tells the chapters of a long video', async () => {
    const [video] = fake.world.videos;
    const { chapters } = await ytDlp().resolve(video!.id, best, signal);
    expect(chapters).toEqual([
      { title: 'Harbour Lights', startMs: 0, endMs: 421_000 },
      { title: 'Slack Water', startMs: 421_000, endMs: 809_000 },
      { title: 'Fog Signal', startMs: 809_000, endMs: 1_261_000 },
    ]);
    expect((await ytDlp().resolve(fake.songs[0]!.id, best, signal)).chapters).toEqual([]);
  });

  it.each([
    ['bot-check', { status: 'LOGIN_REQUIRED', reason: 'Sign in to confirm you’re not a bot' }],
    // This version breaks on it, and says so; the service itself is then asked, which says what it is.
    ['extractor', { status: 'LOGIN_REQUIRED', reason: 'Sign in to confirm your age' }],
    ['geo-blocked', { status: 'UNPLAYABLE', reason: 'The uploader has not made this video available in your country' }],
    ['private', { status: 'LOGIN_REQUIRED', reason: 'This video is private' }],
    ['removed', { status: 'ERROR', reason: 'This video is unavailable' }],
  ])('says of what is refused why: %s', async (refusal, playabilityStatus) => {
    const [song] = fake.songs;
    const answer = { playabilityStatus, videoDetails: { videoId: song!.id, title: song!.title, lengthSeconds: '203' } };
    fake.refusals.set(song!.id, answer);
    await expect(ytDlp().resolve(song!.id, best, signal)).rejects.toMatchObject({ refusal });
  });

  it('says that nothing can be reached', async () => {
    const unreachable = ytDlp({ extraArguments: ['--proxy', 'http://127.0.0.1:9', '--retries', '0'] });
    await expect(unreachable.resolve('aaaaaaaaaaa', best, signal)).rejects.toMatchObject({ refusal: 'network' });
  });

  it('goes out by the guarded proxy that it is told of, with its secret', async () => {
    const asked = new Set<string>();
    const guarded = new GuardedProxy({
      hosts: ['*.youtube.com'],
      lookup: (name, _options, callback) => {
        asked.add(name);
        callback(new Error('not found'), '');
      },
    });
    try {
      const guided = ytDlp({ extraArguments: ['--retries', '0'], proxyAddress: () => guarded.address() });
      await expect(guided.resolve('aaaaaaaaaaa', best, signal)).rejects.toMatchObject({ refusal: 'network' });
      expect([...asked]).toContain('www.youtube.com');
    } finally {
      await guarded.close();
    }
  });

  it('is ended when nobody waits for it any more', async () => {
    const before = fake.requests.length;
    await expect(ytDlp().resolve('aaaaaaaaaaa', best, AbortSignal.timeout(100))).rejects.toThrow(/aborted/);
    expect(fake.requests).toHaveLength(before);
  });
});

it('that is not there is told so', async () => {
  const ytDlp = new YtDlp({
    program: '/nowhere/yt-dlp',
    extraArguments: [],
    cacheFolder: tmpdir(),
    proxyAddress: () => nowhere.address(),
  });
  await expect(ytDlp.resolve('aaaaaaaaaaa', best, signal)).rejects.toMatchObject({ refusal: 'program-missing' });
});
