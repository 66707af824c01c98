import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteOf } from '../support/fake-bandcamp/bandcamp-world.js';
import { FakeBandcamp } from '../support/fake-bandcamp/fake-bandcamp.js';
import { TlsEndingProxy } from '../support/tls-ending-proxy.js';

/** Of the environment that `npm test` makes of `requirements.txt`. */
const python = process.env.PYXIS_TEST_PYTHON;
const run = promisify(execFile);
const BEFORE_RELEASE_MS = Date.UTC(2026, 1, 21);

/** What yt-dlp tells of a page, as far as it is looked at. */
interface Told {
  readonly id: string;
  readonly title: string;
  readonly url?: string;
  readonly track_number?: number | null;
  readonly duration?: number;
  readonly tags?: readonly string[];
  readonly entries?: readonly Told[];
}

describe.skipIf(python === undefined)(
  'yt-dlp and Bandcamp (skipped where Python has not got it)',
  { timeout: 300_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'pyxis-bandcamp-'));
    let fake: FakeBandcamp;
    let proxy: TlsEndingProxy;

    beforeAll(async () => {
      fake = await new FakeBandcamp().start();
      fake.nowMs = () => BEFORE_RELEASE_MS;
      const hosts = ['bandcamp.com', '*.bandcamp.com', '*.bcbits.com'];
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
    const addressesOf = async (address: string): Promise<(string | undefined)[]> =>
      ((await tell('--flat-playlist', address)).entries ?? []).map(({ url }) => url);

    it('takes an album with all of its tracks', async () => {
      const told = await tell('https://nightferry.bandcamp.com/album/harbour-lights');
      expect(told.title).toBe('Harbour Lights');
      const { tracks } = fake.release('nightferry.bandcamp.com/album/harbour-lights');
      expect(titlesOf(told)).toEqual(tracks.map(({ title }) => `Night Ferry - ${title}`));
      expect(told.entries?.map(({ id, track_number, duration }) => [Number(id), track_number, duration])).toEqual(
        tracks.map(({ id, number, seconds }) => [id, number, seconds]),
      );
      expect(proxy.strangers).toEqual([]);
    });

    it('takes a track with its facts', async () => {
      const told = await tell('https://nightferry.bandcamp.com/track/salt-rope-demo');
      const [ferry, harbour] = [fake.band('Night Ferry'), fake.release('nightferry.bandcamp.com/album/harbour-lights')];
      expect(told).toMatchObject({
        ...{ title: 'Night Ferry - Salt & "Rope" <demo>', album: harbour.title, track_number: 6, duration: 95.843 },
        ...{ artists: ['Night Ferry'], album_artists: ['Night Ferry'], uploader_url: siteOf(ferry) },
        ...{ release_date: '20251121', tags: ['indie pop', 'slow motion', 'water', 'night music', 'Harwich'].map((tag) => expect.stringMatching(new RegExp(tag, 'i')) as string) }, // prettier-ignore
        thumbnail: `https://f4.bcbits.com/img/a${harbour.artId}_5.jpg`,
        formats: [expect.objectContaining({ format_id: 'mp3-128', ext: 'mp3', abr: 128, acodec: 'mp3' })],
      });
    });

    it('takes a track that has no album', async () => {
      const told = await tell('https://nightferry.bandcamp.com/track/slack-tide');
      expect(told).toMatchObject({
        title: 'Night Ferry - Slack Tide',
        duration: 98.25,
        track_number: null,
        album: null,
      });
    });

    it('fetches the sound', async () => {
      const [track] = fake.release('nightferry.bandcamp.com/track/slack-tide').tracks;
      const file = join(folder, 'slack-tide.mp3');
      await ytDlp('-o', file, 'https://nightferry.bandcamp.com/track/slack-tide');
      expect(fake.streams.given.map(({ trackId, bytes }) => [trackId, bytes])).toEqual([[track?.id, readFileSync(file).length]]); // prettier-ignore
      const words = ['-v', 'error', '-show_entries', 'format=duration,bit_rate', '-of', 'csv=p=0', file];
      const [heard, rate] = (await run('ffprobe', words)).stdout.split(',').map(Number);
      expect(heard).toBeCloseTo(track?.seconds ?? 0, 0);
      expect(rate).toBeCloseTo(128_000, -3);
    });

    it('keeps the numbers of tracks, though some are missing or all the same', async () => {
      const gaps = await tell('https://lowclouds.bandcamp.com/album/contour-lines');
      expect(gaps.entries?.map(({ track_number }) => track_number)).toEqual([1, 2, 4, 5, 7]);
      const rooms = await tell('https://ninerooms.bandcamp.com/album/rooms');
      expect(rooms.entries?.map(({ title, track_number, duration }) => [title, track_number, duration])).toEqual(
        Array.from({ length: 9 }, () => ['Nine Rooms - Untitled', 1, 120]),
      );
      const ids = fake.release('ninerooms.bandcamp.com/album/rooms').tracks.map(({ id }) => String(id));
      expect(rooms.entries?.map(({ id }) => id)).toEqual(ids);
    });

    it('tells who plays from whose page it is, in an album of one and in one of several', async () => {
      const copper = await tell('https://brackwaterdiscs.bandcamp.com/track/verdigris');
      expect(copper).toMatchObject({ artists: ['Ysolde Marn'], uploader_id: 'brackwaterdiscs' });
      const sampler = await tell('https://tidewrackrecords.bandcamp.com/album/what-the-sea-leaves');
      expect(titlesOf(sampler)).toEqual([
        'Window Seat - Platform (live)',
        'Ox Lantern - Yoke',
        'Night Ferry - Harbour Lights',
        'Ysolde Marn, Sextant - Copper Wire (Sextant remix)',
      ]);
    });

    it('takes all that a performer has, whatever the front page is', async () => {
      const tides = fake.world.releases.filter(({ band }) => band.name === 'Tide Log');
      const pages = tides.map(({ kind, slug }) => `https://tidelog.bandcamp.com/${kind}/${slug}`);
      expect(pages).toHaveLength(30);
      expect(await addressesOf('https://tidelog.bandcamp.com/music')).toEqual(pages);
      expect(await addressesOf('https://paperkettle.bandcamp.com')).toEqual(['https://paperkettle.bandcamp.com/album/steam']); // prettier-ignore
      expect(await addressesOf('https://emptypier.bandcamp.com/')).toEqual(['https://emptypier.bandcamp.com/album/pier']); // prettier-ignore
      expect(await addressesOf('https://tidewrackrecords.bandcamp.com')).toEqual([
        'https://windowseat.bandcamp.com/album/long-way-round',
        'https://tidewrackrecords.bandcamp.com/album/what-the-sea-leaves',
        'https://oxlantern.bandcamp.com/album/hay',
      ].sort(byRelease)); // prettier-ignore
    });

    it('finds nothing of who has left or has nothing', async () => {
      expect(await addressesOf('https://goneastray.bandcamp.com')).toEqual([]);
      expect(fake.askedFor('/signup?new_domain=goneastray')).toHaveLength(1);
      expect(await addressesOf('https://nobodyyet.bandcamp.com')).toEqual([]);
    });

    it('is told of what cannot be heard, and of what is not there', async () => {
      const preOrder = await tell('--flat-playlist', 'https://windowseat.bandcamp.com/album/long-way-round');
      expect(titlesOf(preOrder)).toEqual(['Platform', 'Long Way Round']);
      await expect(ytDlp('-J', 'https://quietengine.bandcamp.com/track/starter')).rejects.toThrow(/No video formats/);
      await expect(ytDlp('-J', 'https://quietengine.bandcamp.com/track/first')).rejects.toThrow(/No video formats/);
      await expect(ytDlp('-J', 'https://quietengine.bandcamp.com/album/blueprints')).rejects.toThrow(/any tracks/);
      await expect(ytDlp('-J', 'https://nightferry.bandcamp.com/album/gone')).rejects.toThrow(/404/);
    });

    it('knows the page that asks for a browser', async () => {
      fake.challenges = 'pages';
      await expect(ytDlp('-v', '-J', 'https://nightferry.bandcamp.com/track/weir')).rejects.toThrow(/client challenge/);
      fake.challenges = 'nothing';
      expect(proxy.strangers).toEqual([]);
    });

    /** Latest first, as pages list them. */
    function byRelease(a: string, b: string): number {
      const at = (address: string): number => fake.release(address.slice('https://'.length)).releasedAtMs;
      return at(b) - at(a);
    }
  },
);
