import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack } from '../../test/support/fake-collection.js';
import { startFeatureApp, type FeatureApp } from '../../test/support/feature-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { Clock } from '../common/index.js';
import { OWNER_ID } from '../database/index.js';
import { LibraryModule } from './library.module.js';
import type { ListOutline } from './library.dto.js';
import { TRACK_SORTS, type SongView, type TrackPage } from './tracks.dto.js';

const DAY_MS = 86_400_000;
/** More than a page of the outline has. */
const MANY = 250;

describeOnEachEngine('the list of tracks', (database) => {
  let feature: FeatureApp;
  let nowMs: number;

  beforeEach(async () => {
    nowMs = 1_700_000_000_000;
    const clock = { provide: Clock, useValue: { nowMs: () => nowMs } };
    feature = await startFeatureApp(database(), [LibraryModule], [clock]);
    put('Zebra', 'Amber', 1, { genres: ['Waltz'], releaseDate: '1975' });
    put('Apple', 'Amber', 2, { genres: ['Waltz', 'Polka'], releaseDate: '1975' });
    put('Mango', 'Chrome', 1, { releaseDate: '1991', artist: 'Tideglass', albumArtist: 'Tideglass' });
    put('Kiwi fruit', 'Chrome', 2, { releaseDate: '1999', artist: 'Tideglass', albumArtist: 'Tideglass' });
    await feature.scan();
    nowMs += 40 * DAY_MS;
    put('Berry', 'Bleach', 1, { genres: ['Polka'], format: { codec: 'mp3', durationMs: 90_000 } });
    await feature.scan();
  });

  afterEach(() => feature.close());

  type Facts = Partial<Omit<Parameters<typeof aTrack>[0], 'format'>> & { format?: object };

  function put(title: string, album: string, trackNumber: number, { format, ...facts }: Facts = {}): void {
    const track = aTrack({ title, album, trackNumber, artist: 'Band', albumArtist: 'Band', ...facts });
    feature.files.put(`${album}/${title}.flac`, { ...track, format: { ...track.format, ...format } });
  }

  /** @param heard titles, and how often and when last */
  async function hear(heard: Readonly<Record<string, readonly [listens: number, lastAtMs: number]>>): Promise<void> {
    await database().write(async ({ sql }) => {
      for (const [title, [listens, lastAtMs]] of Object.entries(heard)) {
        await sql.run(
          `INSERT INTO tally (owner_id, kind, subject_key, listens, heard_ms, first_started_at_ms, first_day, last_started_at_ms)
           SELECT ?, 'recording', COALESCE(g.group_key, t.recording_key), ?, 0, 0, 0, ? FROM track t
           LEFT JOIN recording_group g ON g.recording_key = t.recording_key WHERE t.title = ?`,
          [OWNER_ID, listens, lastAtMs, title],
        );
      }
    });
  }

  /** Of all pages, forwards. */
  async function list(query = '', limit = 2): Promise<SongView[]> {
    const items: SongView[] = [];
    for (let cursor = ''; ;) {
      const page = await feature.get<TrackPage>(`/tracks?limit=${limit}${query}${cursor}`);
      items.push(...page.items);
      if (page.nextCursor === undefined) return items;
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
  }

  const titles = async (query?: string): Promise<string[]> => (await list(query)).map(({ title }) => title);
  const idOf = async (kind: 'genres' | 'artists', name: string): Promise<string> =>
    (await feature.get<{ items: { id: string; name: string }[] }>(`/${kind}`)).items.find((one) => one.name === name)
      ?.id ?? '';

  it('is by title, artist, album, year, length, or when it was added', async () => {
    expect(await titles()).toEqual(['Apple', 'Berry', 'Kiwi fruit', 'Mango', 'Zebra']);
    expect(await titles('&sort=artist')).toEqual(['Zebra', 'Apple', 'Berry', 'Mango', 'Kiwi fruit']);
    expect(await titles('&sort=album')).toEqual(['Zebra', 'Apple', 'Berry', 'Mango', 'Kiwi fruit']);
    expect(await titles('&sort=album&order=desc')).toEqual(['Kiwi fruit', 'Mango', 'Berry', 'Apple', 'Zebra']);
    expect(await titles('&sort=year&order=asc')).toEqual(['Berry', 'Zebra', 'Apple', 'Mango', 'Kiwi fruit']);
    expect((await titles('&sort=length')).at(-1)).toBe('Berry');
    expect((await titles('&sort=added'))[0]).toBe('Berry');
  });

  it('is by what was heard most or last, and has what never was at the other end', async () => {
    await hear({ Mango: [3, 2_000], Zebra: [3, 1_000], Berry: [7, 500] });
    const byPlays = await list('&sort=plays');
    expect(byPlays.map(({ title }) => title)[0]).toBe('Berry');
    expect(byPlays.map(({ plays }) => plays)).toEqual([7, 3, 3, 0, 0]);
    expect((await list('&sort=plays&order=asc')).map(({ title }) => title)).toEqual(
      byPlays.map(({ title }) => title).reverse(),
    );
    const byLast = await list('&sort=heard');
    expect(byLast.map(({ title }) => title).slice(0, 3)).toEqual(['Mango', 'Zebra', 'Berry']);
    expect(byLast.map(({ lastHeardAtMs }) => lastHeardAtMs)).toEqual([2_000, 1_000, 500, undefined, undefined]);
    expect(await titles('&heard=yes')).toEqual(['Berry', 'Mango', 'Zebra']);
    expect(await titles('&heard=no')).toEqual(['Apple', 'Kiwi fruit']);
    expect(await titles('&heard=no&sort=plays')).toEqual(['Kiwi fruit', 'Apple']);
    expect(await titles('&heard=yes&sort=heard&order=asc')).toEqual(['Berry', 'Zebra', 'Mango']);
  });

  it('counts what was heard of the same recording on another album', async () => {
    await hear({ Mango: [3, 2_000] });
    const keys = await database().read.all<{ key: number }>(
      `SELECT recording_key AS key FROM track WHERE title IN ('Mango', 'Apple') ORDER BY title DESC`,
    );
    await database().write(({ sql }) =>
      sql.run(
        `INSERT INTO recording_group (recording_key, group_key, rule, evidence, decided_by, decided_at_ms) VALUES (?, ?, 'same', '', 'rules', 0)`,
        [keys[1]!.key, keys[0]!.key],
      ),
    );
    expect((await list('&heard=yes')).map(({ title, plays }) => [title, plays])).toEqual([
      ['Apple', 3],
      ['Mango', 3],
    ]);
    expect((await list('&sort=plays')).slice(0, 2).map(({ plays }) => plays)).toEqual([3, 3]);
  });

  it('leaves in what all filters together ask for', async () => {
    const waltz = await idOf('genres', 'Waltz');
    expect(await titles(`&genreId=${waltz}`)).toEqual(['Apple', 'Zebra']);
    expect(await titles(`&genreId=${waltz}&q=app`)).toEqual(['Apple']);
    expect(await titles(`&artistId=${await idOf('artists', 'Tideglass')}`)).toEqual(['Kiwi fruit', 'Mango']);
    expect(await titles('&fromYear=1990&toYear=1999')).toEqual(['Kiwi fruit', 'Mango']);
    expect(await titles('&toYear=1979')).toEqual(['Apple', 'Zebra']);
    expect(await titles('&format=lossy')).toEqual(['Berry']);
    expect(await titles('&format=mp3')).toEqual(['Berry']);
    expect(await titles('&format=lossless&q=fruit')).toEqual(['Kiwi fruit']);
    expect(await titles('&addedWithinDays=30')).toEqual(['Berry']);
    expect(await titles('&q=chrome ki')).toEqual(['Kiwi fruit']);
    expect(await titles('&q=...')).toEqual([]);
    expect(await titles(`&genreId=${waltz}&fromYear=1990`)).toEqual([]);
  });

  it('has what lives in a place, and no more than lists show where none is asked for', async () => {
    const { items } = await feature.get<{ items: { id: string; title: string }[] }>('/albums');
    const place = async (title: string, placement: string): Promise<unknown> =>
      feature.send('put', `/albums/${items.find((album) => album.title === title)?.id}/placement`, { placement });
    await place('Chrome', 'archive');
    await place('Bleach', 'discovery');
    expect(await titles()).toEqual(['Apple', 'Berry', 'Zebra']);
    expect(await titles('&placement=archive')).toEqual(['Kiwi fruit', 'Mango']);
    expect(await titles('&placement=discovery')).toEqual(['Berry']);
    expect(await titles('&placement=collection')).toEqual(['Apple', 'Zebra']);
    expect(await titles('&placement=dismissed')).toEqual([]);
  });

  it('is the same in every order where so many fit that it is walked', async () => {
    for (let number = 0; number < 2_100; number++) {
      put(`Song ${(number * 89) % 2_100}`, `Volume ${Math.floor(number / 200)}`, number % 200, { genres: ['Many'] });
    }
    await feature.scan();
    await hear({ 'Song 7': [2, 5], 'Song 9': [1, 9] });
    const many = await idOf('genres', 'Many');
    for (const sort of TRACK_SORTS) {
      const order = sort === 'album' ? 'desc' : 'asc';
      const walked = await list(`&genreId=${many}&sort=${sort}&order=${order}`, 200);
      expect(walked).toHaveLength(2_100);
      // So few that they are gathered.
      const gathered = await list(`&q=volume 11&sort=${sort}&order=${order}`, 200);
      const titlesOf = (items: readonly SongView[]): string[] =>
        items.filter(({ album }) => album.title === 'Volume 11').map(({ title }) => title);
      expect(titlesOf(gathered)).toEqual(titlesOf(walked));
    }
  });

  it('tells how long it is, and leads into any part of it', async () => {
    for (let number = 0; number < MANY; number++) put(`Song ${number}`, 'Long', number);
    await feature.scan();
    for (const query of ['', '&sort=plays&addedWithinDays=99', '&q=song', '&sort=album&order=desc']) {
      const all = (await list(query, 200)).map(({ id }) => id);
      const outline = await feature.get<ListOutline>(`/tracks/outline?${query.slice(1)}`);
      expect(outline).toMatchObject({ count: all.length, every: 100 });
      expect(outline.cursors).toHaveLength(Math.ceil(all.length / 100) - 1);
      for (const [at, cursor] of outline.cursors.entries()) {
        const page = await feature.get<TrackPage>(`/tracks?limit=100${query}&cursor=${encodeURIComponent(cursor)}`);
        expect(page.items.map(({ id }) => id)).toEqual(all.slice((at + 1) * 100, (at + 2) * 100));
      }
    }
    expect(await feature.get<ListOutline>('/tracks/outline?q=nothing')).toEqual({
      count: 0,
      every: 100,
      cursors: [],
    });
  });

  it('refuses a cursor of another order, and what it does not know', async () => {
    const { nextCursor = '' } = await feature.get<TrackPage>('/tracks?limit=1');
    for (const query of [`sort=plays&cursor=${nextCursor}`, 'sort=mood', 'format=shellac', 'addedWithinDays=0']) {
      expect((await feature.send('get', `/tracks?${query}`)).status, query).toBe(400);
    }
  });
});
