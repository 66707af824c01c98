import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeSoundCloud } from '../support/fake-soundcloud/fake-soundcloud.js';
import type { WorldTrack } from '../support/fake-soundcloud/soundcloud-world.js';
import { TlsEndingProxy } from '../support/tls-ending-proxy.js';

/** Of the environment that `npm test` makes of `requirements.txt`. */
const python = process.env.PYXIS_TEST_PYTHON;
const run = promisify(execFile);
const SITE = 'https://soundcloud.com';

/** What yt-dlp tells of a page, as far as it is looked at. */
interface Told {
  readonly id: string;
  readonly title: string;
  readonly uploader?: string;
  readonly artists?: readonly string[];
  readonly tags?: readonly string[];
  readonly duration?: number;
  readonly thumbnails?: readonly { readonly id: string; readonly url: string }[];
  readonly formats?: readonly { readonly format_id: string; readonly protocol: string; readonly abr: number }[];
  readonly entries?: readonly Told[];
}

describe.skipIf(python === undefined)(
  'yt-dlp and SoundCloud (skipped where Python has not got it)',
  { timeout: 300_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'pyxis-soundcloud-'));
    let fake: FakeSoundCloud;
    let proxy: TlsEndingProxy;

    beforeAll(async () => {
      fake = await new FakeSoundCloud().start();
      // This program asks without, and the real service tells it all the same.
      fake.needsAuthorization = false;
      const hosts = ['soundcloud.com', '*.soundcloud.com', '*.sndcdn.com', 'playback.media-streaming.soundcloud.cloud'];
      proxy = await new TlsEndingProxy(Object.fromEntries(hosts.map((host) => [host, fake.origin]))).start();
    });

    afterAll(async () => {
      await proxy.stop();
      await fake.stop();
      rmSync(folder, { recursive: true });
    });

    const ytDlp = async (...words: readonly string[]): Promise<string> => {
      const guided = ['--ignore-config', '--cache-dir', folder, '--proxy', proxy.url, '--no-check-certificates'];
      const { stdout } = await run(join(dirname(python ?? ''), 'yt-dlp'), [...guided, ...words], {
        maxBuffer: 64 * 1024 ** 2,
      });
      return stdout;
    };
    const tell = async (...words: readonly string[]): Promise<Told> => JSON.parse(await ytDlp('-J', ...words)) as Told;
    const titlesOf = (told: Told): string[] => (told.entries ?? []).map(({ title }) => title);
    const idsOf = (told: Told): number[] => (told.entries ?? []).map(({ id }) => Number(id));
    const tracksOf = (permalink: string): WorldTrack[] =>
      fake.world.tracks.filter(({ user, secretToken }) => user.permalink === permalink && secretToken === undefined);
    /** Seconds that are heard in a file. */
    const heard = async (file: string): Promise<number> => {
      const words = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file];
      return Number((await run('ffprobe', words)).stdout);
    };

    it('finds the client id, and tells of a track all that it is to be had in', async () => {
      const told = await tell(`${SITE}/night-ferry/slack-water-feat-ysolde-marn`);
      expect(told).toMatchObject({
        id: String(fake.track('night-ferry/slack-water-feat-ysolde-marn').id),
        title: 'Slack Water (feat. Ysolde Marn)',
        uploader: 'Night Ferry',
        artists: ['Night Ferry, Ysolde Marn'],
        duration: 187.22,
      });
      expect(told.formats?.map(({ format_id, protocol, abr }) => [format_id, protocol, abr])).toEqual([
        ['hls_mp3_1_0', 'm3u8_native', 128],
        ['http_mp3_1_0', 'http', 128],
        ['hls_opus_0_0', 'm3u8_native', 64],
        ['hls_aac_160k', 'm3u8_native', 160],
      ]);
      expect(proxy.strangers).toEqual([]);
    });

    it('takes all that a tag and a picture can be', async () => {
      const boat = await tell(`${SITE}/night-ferry/night-ferry-last-boat-out`);
      expect(boat.tags).toEqual(['night bus', 'slow motion', 'water']);
      const cirrus = await tell(`${SITE}/low-clouds/cirrus`);
      const original = cirrus.thumbnails?.find(({ id }) => id === 'original')?.url ?? '';
      expect(original).toMatch(/-original\.png$/);
      expect((await fetch(new URL(new URL(original).pathname, fake.origin))).headers.get('content-type')).toBe('image/png'); // prettier-ignore
    });

    it.each([
      ['http_mp3_1_0', 'mp3', [['file']]],
      ['hls_mp3_1_0', 'mp3', [[0, 1, 2, 3, 4, 5]]],
      ['hls_aac_160k', 'm4a', [['head', 0, 1, 2, 3, 4]]],
      ['hls_opus_0_0', 'opus', [[0, 1, 2, 3, 4]]],
    ])('fetches the sound: %s', async (format, ending, [pieces]) => {
      const track = fake.track('night-ferry/fog-signal');
      fake.media.given.length = 0;
      const file = join(folder, `${format}.${ending}`);
      await ytDlp('-f', format, '--fixup', 'never', '-o', file, `${SITE}/night-ferry/fog-signal`);
      expect(fake.media.given.map(({ piece }) => piece)).toEqual(pieces);
      expect(await heard(file)).toBeCloseTo(track.durationMs / 1_000, 0);
    });

    it('is told of copies that are protected, of previews and of what is not to be had here', async () => {
      await expect(ytDlp('-J', `${SITE}/brackwater-discs/copper-wire`)).rejects.toThrow(/DRM/);
      await expect(ytDlp('-J', `${SITE}/brackwater-discs/iron-filings`)).rejects.toThrow(/DRM/);
      await expect(ytDlp('-J', `${SITE}/brackwater-discs/one-touch`)).rejects.toThrow(/geo restriction/);
      const preview = await tell(`${SITE}/brackwater-discs/places-feat-window-seat`);
      expect(preview.duration).toBe(30);
      expect(preview.formats?.map(({ format_id }) => format_id)).toEqual(['hls_mp3_0_1_preview', 'http_mp3_0_1_preview']); // prettier-ignore
      const disguised = await tell(`${SITE}/brackwater-discs/paper-moon`);
      expect(disguised.duration).toBe(214);
      const secretly = disguised.formats?.map(({ format_id }) => format_id) ?? [];
      expect(secretly).toContain('hls_aac_160k_preview');
      expect(secretly.filter((name) => !name.endsWith('_preview'))).toEqual([]);
    });

    it('takes the tracks of a set in their order, those too of which it gives ids only', async () => {
      const album = fake.set('night-ferry/sets/harbour-lights');
      const told = await tell('--extractor-args', 'soundcloud:formats=http_mp3', `${SITE}/night-ferry/sets/harbour-lights`); // prettier-ignore
      expect(titlesOf(told)).toEqual(tracksOf('night-ferry').map(({ title }) => title));
      expect(idsOf(told)).toEqual(album.trackIds);
    });

    it('takes a long set, what is gone included', async () => {
      const told = await tell('--flat-playlist', `${SITE}/tide-log/sets/the-tide-log`);
      expect(told.title).toBe('The Tide Log');
      expect(idsOf(told)).toEqual(fake.set('tide-log/sets/the-tide-log').trackIds);
      expect(idsOf(told)).toHaveLength(120);
    });

    it('takes all tracks of a user, over an empty page', async () => {
      const tides = tracksOf('tide-log');
      expect(idsOf(await tell('--flat-playlist', `${SITE}/tide-log/tracks`))).toEqual(tides.map(({ id }) => id));
      const pages = fake.asked(`/users/${tides[0]?.user.id ?? 0}/tracks`);
      expect(pages).toHaveLength(2);
    });

    it('takes what a user likes, passes on, and keeps in sets', async () => {
      const [liked, passed, kept, albums, shown] = await Promise.all(
        ['likes', 'reposts', 'sets', 'albums', ''].map((what) => tell('--flat-playlist', `${SITE}/ada-lamplight/${what}`)), // prettier-ignore
      );
      const ada = fake.user('ada-lamplight');
      expect(titlesOf(liked!)).toEqual(fake.world.likes.get(ada.id)?.map(({ what }) => what.title));
      expect(titlesOf(passed!)).toEqual(['Stratus', 'Harbour Lights', 'Spring Mix']);
      expect(titlesOf(kept!)).toEqual(['Candle', 'On the water']);
      expect(titlesOf(albums!)).toEqual(['Candle']);
      expect(titlesOf(shown!)).toEqual(['On the water', 'Candle', 'Ada Lamplight - Candle', 'Wick', 'Night Watch (two hours)']); // prettier-ignore
    });

    it('searches, and goes on from what it has found', async () => {
      const found = await tell('--flat-playlist', 'scsearch3:night ferry');
      expect(titlesOf(found)).toEqual(['Harbour Lights', 'Slack Water (feat. Ysolde Marn)', 'Fog Signal']);
      const related = await tell('--flat-playlist', `${SITE}/low-clouds/cirrus/recommended`);
      expect(titlesOf(related)[0]).toBe('Stratus');
      expect(related.entries).toHaveLength(20);
    });

    it('follows a short link', async () => {
      const told = await tell('https://on.soundcloud.com/Zy8xW6vU4tS2rQ0p');
      expect(told.id).toBe(String(fake.track('night-ferry/harbour-lights').id));
    });

    it('takes what is private from those who have the link', async () => {
      const song = await tell(`${SITE}/ada-lamplight/not-for-everybody/s-Kx3Lq9vTb2A`);
      expect(song.title).toBe('Not for everybody');
      await expect(ytDlp('-J', `${SITE}/ada-lamplight/not-for-everybody`)).rejects.toThrow(/404/);
      const set = await tell('--flat-playlist', `${SITE}/ada-lamplight/sets/kept-to-myself/s-9fWbQ2mZr7P`);
      const { trackIds } = fake.set('ada-lamplight/sets/kept-to-myself');
      expect(new Set(idsOf(set))).toEqual(new Set(trackIds));
    });

    it('finds another client id when its own is dead', async () => {
      fake.changeClientId();
      expect((await tell(`${SITE}/ada-lamplight/wick`)).title).toBe('Wick');
      expect(proxy.strangers).toEqual([]);
    });
  },
);
