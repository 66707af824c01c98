import type { INestApplication } from '@nestjs/common';
import type { Server } from 'node:http';
import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack, type FakeCollection } from '../../test/support/fake-collection.js';
import { startFeatureApp, type FeatureApp } from '../../test/support/feature-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { Clock } from '../common/index.js';
import { OWNER_ID } from '../database/index.js';
import type { AlbumView, ArtistView } from '../library/library.dto.js';
import { PlayEvents, type ToldPlay } from '../playback/index.js';
import { HistoryModule } from './history.module.js';
import { Ledger } from './ledger.js';
import type { HeardDays, ListenPage } from './listens.dto.js';
import type { Completeness, Discovery, HistorySummary, ListeningClock, TopList } from './statistics.dto.js';

const MINUTE_MS = 60_000;
/** Noon where the server is, on a Saturday. */
const NOON = new Date(2024, 5, 15, 12).getTime();
const DAY_MS = 24 * 60 * MINUTE_MS;

class SetClock extends Clock {
  override nowMs(): number {
    return NOON;
  }
}

describeOnEachEngine('the history over HTTP', (database) => {
  let feature: FeatureApp;
  let app: INestApplication<Server>;
  let files: FakeCollection;
  let plays: number;

  beforeEach(async () => {
    plays = 0;
    feature = await startFeatureApp(database(), [HistoryModule], [{ provide: Clock, useClass: SetClock }]);
    ({ app, files } = feature);
    files.put('1.flac', aTrack({ title: 'Hunter', artist: 'Björk', album: 'Homogenic', albumArtist: 'Björk', trackNumber: 1 })); // prettier-ignore
    files.put('2.flac', aTrack({ title: 'Jóga', artist: 'Björk', album: 'Homogenic', albumArtist: 'Björk', trackNumber: 2 })); // prettier-ignore
    files.put('3.flac', aTrack({ title: 'Eple', artist: 'Röyksopp', album: 'Melody A.M.', albumArtist: 'Röyksopp' }));
    await scan();
  });

  afterEach(() => feature.close());

  const scan = (): Promise<void> => feature.scan();

  async function get<Body>(path: string): Promise<Body> {
    const response = await request(app.getHttpServer()).get(`/api/v1/history${path}`);
    expect(response.status, JSON.stringify(response.body)).toBe(200);
    return response.body as Body;
  }

  async function idOf(table: 'track' | 'album' | 'artist', name: string): Promise<string> {
    const column = table === 'artist' ? 'name' : 'source_title';
    const row = await database().read.get<{ id: string }>(`SELECT id FROM ${table} WHERE ${column} = ?`, [name]);
    return row?.id ?? '';
  }

  /** A play of half a minute or so, told of as playback does. */
  async function play(title: string, startedAtMs: number, facts: Partial<ToldPlay> = {}): Promise<void> {
    const event: ToldPlay = {
      kind: 'ended', playId: `play${++plays}`, ownerId: OWNER_ID, trackId: await idOf('track', title), startedAtMs,
      atMs: startedAtMs + MINUTE_MS, heardMs: 40_000, positionMs: 40_000, durationMs: 60_000,
      output: { id: 'tab', name: 'Kitchen', kind: 'browser' }, outcome: 'finished', ...facts,
    }; // prettier-ignore
    await database().write(({ sql }) => app.get(PlayEvents).publish(event, sql));
  }

  async function titles(query: string): Promise<string[]> {
    return (await get<ListenPage>(`/listens?${query}`)).items.map(({ title }) => title);
  }

  it('does not take a track of the library for one that is called nearly so', async () => {
    files.put('x.flac', aTrack({ title: 'X', artist: 'Signs', album: 'Signs', trackNumber: 1 }));
    files.put('x-plus.flac', aTrack({ title: 'X +', artist: 'Signs', album: 'Signs', trackNumber: 2 }));
    await scan();
    await play('X', NOON);
    await play('X +', NOON + DAY_MS);
    const [x, plus] = [await idOf('track', 'X'), await idOf('track', 'X +')];
    expect(await titles(`trackId=${x}`)).toEqual(['X']);
    expect(await titles(`trackId=${plus}`)).toEqual(['X +']);
  });

  it('stands beside albums, their tracks and artists, also for what was heard elsewhere', async () => {
    files.put('4.flac', aTrack({ title: 'Hunter', artist: 'Björk', album: 'Best', albumArtist: 'Björk', contentKey: 'other' })); // prettier-ignore
    await scan();
    await play('Hunter', NOON - DAY_MS);
    await play('Hunter', NOON);
    const album = await feature.get<AlbumView>(`/albums/${await idOf('album', 'Homogenic')}`);
    const heard = { plays: 2, lastHeardAtMs: NOON };
    const tracks = album.discs.flatMap((disc) => disc.tracks);
    expect(tracks.map(({ title, plays, lastHeardAtMs }) => [title, plays, lastHeardAtMs])).toEqual([
      ['Hunter', 2, NOON],
      ['Jóga', 0, undefined],
    ]);
    const best = await feature.get<AlbumView>(`/albums/${await idOf('album', 'Best')}`);
    expect(best.discs[0]?.tracks[0]).toMatchObject(heard);
    const albums = [album.heard, best.heard].sort((a, b) => a.plays - b.plays);
    expect(albums).toEqual([{ plays: 0 }, heard]);
    expect((await feature.get<ArtistView>(`/artists/${await idOf('artist', 'Björk')}`)).heard).toEqual(heard);
    expect((await feature.get<ArtistView>(`/artists/${await idOf('artist', 'Röyksopp')}`)).heard).toEqual({ plays: 0 });
  });

  it.each([
    ['/listens?colour=red', 'colour'],
    ['/listens?limit=0', 'limit'],
    ['/listens?limit=201', 'limit'],
    ['/listens?direction=up', 'direction'],
    ['/listens?day=2024-02-30', 'day'],
    ['/listens?day=yesterday', 'day'],
    ['/listens?q=', 'q'],
    ['/listens?context=weather', 'context'],
    ['/listens?cursor=bm9uc2Vuc2U', 'cursor'],
    [`/listens?cursor=${Buffer.from('[0.5,1]').toString('base64url')}`, 'cursor'],
    [`/listens?cursor=${Buffer.from('[1,1e300]').toString('base64url')}`, 'cursor'],
    ['/days', 'year'],
    ['/days?year=12', 'year'],
    ['/statistics/summary?from=2024-13-01', 'from'],
    ['/statistics/summary?from=2024-02-01&to=2024-01-31', 'to'],
    ['/statistics/top', 'kind'],
    ['/statistics/top?kind=genres', 'kind'],
    ['/statistics/top?kind=tracks&by=stars', 'by'],
    ['/statistics/top?kind=tracks&limit=101', 'limit'],
    ['/statistics/completeness?limit=0', 'limit'],
    ['/statistics/clock?zone=UTC', 'zone'],
  ])('refuses %s', async (path, field) => {
    const response = await request(app.getHttpServer()).get(`/api/v1/history${path}`);
    expect(response.status).toBe(400);
    expect(response.type).toBe('application/problem+json');
    expect(response.body).toMatchObject({ status: 400, errors: [{ field }] });
  });

  it('answers for a history without listens', async () => {
    expect(await get('/listens')).toEqual({ items: [] });
    expect(await get('/days?year=2024')).toEqual({ years: [], days: [] });
    expect(await get('/statistics/summary')).toEqual({
      listens: 0, heardMs: 0, artists: 0, albums: 0, tracks: 0, newTracks: 0, knownListens: 0, newListens: 0,
      currentStreakDays: 0, longestStreakDays: 0,
    }); // prettier-ignore
    for (const kind of ['artists', 'albums', 'tracks']) {
      expect(await get(`/statistics/top?kind=${kind}`)).toEqual({ items: [] });
    }
    expect(await get('/statistics/clock')).toEqual({ cells: [] });
    expect(await get('/statistics/discovery')).toEqual({ months: [] });
    expect(await get('/statistics/completeness')).toEqual({ items: [] });
  });

  it('shows a play from when it counts, as it goes on and as it ends', async () => {
    const playing = { playId: 'p', kind: 'progressed', outcome: undefined } as const;
    await play('Jóga', NOON, { ...playing, heardMs: 29_999 });
    expect(await titles('')).toEqual([]);
    await play('Jóga', NOON, { ...playing, heardMs: 30_000, context: { kind: 'album', id: 'x', title: 'Homogenic' } });
    expect((await get<ListenPage>('/listens')).items).toMatchObject([{ outcome: 'playing', heardMs: 30_000 }]);
    await play('Jóga', NOON, { playId: 'p', heardMs: 35_000, positionMs: 50_000, outcome: 'skipped' });
    expect(await get<ListenPage>('/listens')).toEqual({
      items: [
        {
          id: 'p', trackId: await idOf('track', 'Jóga'), albumId: await idOf('album', 'Homogenic'),
          artistId: await idOf('artist', 'Björk'), title: 'Jóga', artist: 'Björk', album: 'Homogenic', source: 'local',
          startedAtMs: NOON, day: '2024-06-15', heardMs: 35_000, durationMs: 60_000, outcome: 'skipped',
          stoppedAtPositionMs: 50_000, context: { kind: 'album', id: 'x', title: 'Homogenic' },
          output: { name: 'Kitchen', kind: 'browser' }, origin: 'pyxis',
        },
      ],
    }); // prettier-ignore
  });

  it('never shows a play that ended before it counted', async () => {
    await play('Jóga', NOON, { heardMs: 20_000, outcome: 'skipped' });
    expect(await titles('')).toEqual([]);
  });

  it('ends what a crash left open with the next play, whether that counts or not', async () => {
    await play('Jóga', NOON, { kind: 'progressed', outcome: undefined });
    await play('Eple', NOON + MINUTE_MS, { kind: 'started', heardMs: 0, outcome: undefined });
    expect((await get<ListenPage>('/listens')).items).toMatchObject([{ title: 'Jóga', outcome: 'stopped' }]);
  });

  it('keeps what it was called, and counts on, when titles are edited, files move and files go', async () => {
    await play('Jóga', NOON - DAY_MS);
    const track = await idOf('track', 'Jóga');
    await request(app.getHttpServer()).patch(`/api/v1/tracks/${track}`).send({ title: 'Yoga' }).expect(200);
    await play('Jóga', NOON);
    expect(await titles('')).toEqual(['Yoga', 'Jóga']);
    files.remove('2.flac');
    files.put('moved.flac', aTrack({ title: 'Jóga', artist: 'Björk', album: 'Homogenic', albumArtist: 'Björk', trackNumber: 2 })); // prettier-ignore
    await scan();
    await play('Jóga', NOON + MINUTE_MS);
    files.remove('moved.flac');
    await scan();
    const { items } = await get<TopList>('/statistics/top?kind=tracks');
    expect(items).toMatchObject([{ rank: 1, title: 'Yoga', listens: 3, heardMs: 120_000 }]);
    expect(await titles('q=joga')).toEqual(['Jóga']);
  });

  it('finds in the library what a service tells of by name', async () => {
    const listen = {
      ownerId: OWNER_ID, playId: 'imported', startedAtMs: NOON, heardMs: 60_000, outcome: 'finished' as const, origin: 'lastfm',
      heard: { title: 'JOGA', artist: 'bjork feat. Somebody', album: 'Homogenic', source: 'lastfm' },
    }; // prettier-ignore
    await database().write(({ sql }) => app.get(Ledger).record(sql, listen));
    const ids = { trackId: await idOf('track', 'Jóga'), albumId: await idOf('album', 'Homogenic'), artistId: await idOf('artist', 'Björk') }; // prettier-ignore
    expect((await get<ListenPage>('/listens')).items).toMatchObject([{ title: 'JOGA', source: 'lastfm', ...ids }]);
    await play('Jóga', NOON + MINUTE_MS);
    expect((await get<TopList>('/statistics/top?kind=tracks')).items).toMatchObject([{ title: 'Jóga', listens: 2 }]);
  });

  it('pages in both directions without leaving anything out', async () => {
    // Two begin at the same instant.
    for (let i = 0; i < 7; i++) await play('Jóga', NOON + Math.floor(i / 2) * MINUTE_MS);
    const ids = async (query: string): Promise<[string[], ListenPage]> => {
      const page = await get<ListenPage>(`/listens?limit=3${query}`);
      return [page.items.map(({ id }) => id), page];
    };
    const [first, firstPage] = await ids('');
    expect(first).toEqual(['play7', 'play6', 'play5']);
    expect(firstPage.newerCursor).toBeUndefined();
    const [second, secondPage] = await ids(`&cursor=${firstPage.olderCursor}`);
    expect(second).toEqual(['play4', 'play3', 'play2']);
    const [last, lastPage] = await ids(`&cursor=${secondPage.olderCursor}`);
    expect(last).toEqual(['play1']);
    expect(lastPage.olderCursor).toBeUndefined();
    const [back] = await ids(`&cursor=${lastPage.newerCursor}&direction=newer`);
    expect(back).toEqual(second);
    const [newest, newestPage] = await ids(`&cursor=${secondPage.newerCursor}&direction=newer`);
    expect(newest).toEqual(first);
    expect(newestPage.newerCursor).toBeUndefined();
    expect(newestPage.olderCursor).toBe(firstPage.olderCursor);
  });

  it('jumps to a day, or the last one before it with any listens', async () => {
    await play('Hunter', NOON - 2 * DAY_MS);
    await play('Jóga', NOON - 2 * DAY_MS + MINUTE_MS);
    await play('Eple', NOON);
    for (const day of ['2024-06-13', '2024-06-14']) {
      const page = await get<ListenPage>(`/listens?day=${day}&limit=1`);
      expect(page.items).toMatchObject([{ title: 'Jóga', day: '2024-06-13' }]);
      const newer = await get<ListenPage>(`/listens?cursor=${page.newerCursor}&direction=newer`);
      expect(newer.items.map(({ title }) => title)).toEqual(['Eple']);
    }
    const before = await get<ListenPage>('/listens?day=2024-06-01');
    expect(before.items).toEqual([]);
    expect(await titles(`cursor=${before.newerCursor}&direction=newer&limit=1`)).toEqual(['Hunter']);
  });

  it('finds by words and by what was heard', async () => {
    await play('Hunter', NOON, { context: { kind: 'album', id: 'x' } });
    await play('Jóga', NOON + MINUTE_MS, { context: { kind: 'search' } });
    await play('Eple', NOON + 2 * MINUTE_MS);
    expect(await titles('q=bjork')).toEqual(['Jóga', 'Hunter']);
    expect(await titles('q=bjork%20jog')).toEqual(['Jóga']);
    expect(await titles('q=melody')).toEqual(['Eple']);
    expect(await titles('q=melody%20jog')).toEqual([]);
    expect(await titles('q=!!!')).toEqual([]);
    expect(await titles(`artistId=${await idOf('artist', 'Björk')}`)).toEqual(['Jóga', 'Hunter']);
    expect(await titles(`albumId=${await idOf('album', 'Melody A.M.')}`)).toEqual(['Eple']);
    expect(await titles(`trackId=${await idOf('track', 'Hunter')}`)).toEqual(['Hunter']);
    expect(await titles('context=search')).toEqual(['Jóga']);
    expect(await titles(`context=album&artistId=${await idOf('artist', 'Björk')}`)).toEqual(['Hunter']);
    expect(await titles('source=local')).toEqual(['Eple', 'Jóga', 'Hunter']);
    expect(await titles('source=radio')).toEqual([]);
    expect(await titles('trackId=nothing')).toEqual([]);
  });

  it('tells how much was heard on which days', async () => {
    await play('Hunter', NOON - 400 * DAY_MS);
    await play('Jóga', NOON);
    await play('Jóga', NOON + MINUTE_MS);
    expect(await get<HeardDays>('/days?year=2024')).toEqual({
      years: [2023, 2024],
      days: [{ day: '2024-06-15', listens: 2, heardMs: 80_000 }],
    });
  });

  it.each([false, true])('counts over any window (months sealed: %s)', async (isSealed) => {
    await play('Hunter', NOON - 40 * DAY_MS); // 2024-05-06
    await play('Jóga', NOON - 31 * DAY_MS); // 2024-05-15
    await play('Jóga', NOON - 30 * DAY_MS);
    await play('Jóga', NOON - DAY_MS);
    await play('Eple', NOON, { heardMs: 55_000 });
    if (isSealed) await app.get(Ledger).seal(OWNER_ID);
    expect(await get<HistorySummary>('/statistics/summary')).toEqual({
      listens: 5, heardMs: 215_000, artists: 2, albums: 2, tracks: 3, newTracks: 3, knownListens: 2, newListens: 3,
      currentStreakDays: 2, longestStreakDays: 2, longestStreakFrom: '2024-05-15',
    }); // prettier-ignore
    expect(await get('/statistics/summary?from=2024-05-15&to=2024-06-14')).toMatchObject({
      listens: 3, artists: 1, albums: 1, tracks: 1, newTracks: 1, knownListens: 2, currentStreakDays: 1,
    }); // prettier-ignore
    expect(await get('/statistics/summary?from=2024-05-01&to=2024-05-31')).toMatchObject({ listens: 3, tracks: 2 });
    expect(await get('/statistics/summary?to=2024-05-14')).toMatchObject({ listens: 1, currentStreakDays: 0 });
    const named = async (query: string): Promise<[string, number][]> =>
      (await get<TopList>(`/statistics/top?${query}`)).items.map(({ title, listens }) => [title, listens]);
    expect(await named('kind=artists')).toEqual([['Björk', 4], ['Röyksopp', 1]]); // prettier-ignore
    expect(await named('kind=albums&from=2024-06-01&by=time')).toEqual([['Melody A.M.', 1], ['Homogenic', 1]]); // prettier-ignore
    expect(await named('kind=tracks&limit=1')).toEqual([['Jóga', 3]]);
    expect((await get<Discovery>('/statistics/discovery')).months).toEqual([
      { month: '2024-05', newListens: 2, knownListens: 1 },
      { month: '2024-06', newListens: 1, knownListens: 1 },
    ]);
    const { cells } = await get<ListeningClock>('/statistics/clock?from=2024-06-01');
    expect(cells).toEqual([
      { weekday: 5, hour: 12, listens: 1, heardMs: 40_000 },
      { weekday: 6, hour: 12, listens: 1, heardMs: 55_000 },
    ]);
    const { items } = await get<Completeness>('/statistics/completeness?from=2024-05-15');
    expect(items).toMatchObject([
      { album: { title: 'Homogenic', artist: 'Björk' }, heardTracks: 1, trackCount: 2, listens: 3 },
      { album: { title: 'Melody A.M.' }, heardTracks: 1, trackCount: 1, listens: 1 },
    ]);
  });
});
