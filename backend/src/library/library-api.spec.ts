import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { once } from 'node:events';
import type { Server } from 'node:http';
import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack, FakeCollection } from '../../test/support/fake-collection.js';
import { surroundings } from '../../test/support/surroundings.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import type { TrackView } from '../catalogue/index.js';
import { DatabaseModule } from '../database/index.js';
import { NoStrayQueryGuard } from '../http/no-stray-query.guard.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { validationPipe } from '../http/validation.js';
import { SOURCE_ADAPTERS } from '../sources/index.js';
import type { ArtistRole } from '../sources/collection.js';
import type { AlbumPage } from './albums.dto.js';
import type { ArtistPage, WorkPage } from './artists.dto.js';
import type { GenrePage } from './genres.dto.js';
import type { AlbumView, ArtistView, ListOutline, LyricsView } from './library.dto.js';
import { LibraryModule } from './library.module.js';
import { ScanRunner } from './scan/scan-runner.js';
import type { ScanFaultPage, ScanView } from './scans.dto.js';
import { SearchModule } from '../search/index.js';
import type { SearchResponse } from '../search/search.dto.js';
import type { TrackPage } from './tracks.dto.js';

const LRC = '[offset:+500]\n[00:01.00][00:05.00]La\n[00:03.5]Le\nand so on';

/** More than a page of an outline has. */
const MANY = 230;

describeOnEachEngine('the library over HTTP', (database) => {
  let app: INestApplication<Server>;
  let files: FakeCollection;

  beforeEach(async () => {
    files = new FakeCollection();
    const testing = await Test.createTestingModule({
      imports: [surroundings(), DatabaseModule.of(database()), LibraryModule, SearchModule],
    })
      .overrideProvider(SOURCE_ADAPTERS)
      .useValue([files])
      .compile();
    app = testing.createNestApplication<INestApplication<Server>>({ logger: false });
    app.setGlobalPrefix('api/v1');
    app.useGlobalPipes(validationPipe());
    app.useGlobalGuards(new NoStrayQueryGuard());
    app.useGlobalFilters(new ProblemFilter());
    await app.init();
  });

  afterEach(() => app.close());

  async function get<Body>(path: string): Promise<Body> {
    const response = await request(app.getHttpServer()).get(`/api/v1${path}`);
    expect(response.status, JSON.stringify(response.body)).toBe(200);
    return response.body as Body;
  }

  async function scan(): Promise<ScanView | undefined> {
    app.get(ScanRunner).start({ trigger: 'manual' });
    return app.get(ScanRunner).settled();
  }

  async function fill(): Promise<void> {
    files.put('bjork/homogenic/01.flac', bjork('Hunter', { trackNumber: 1, originalDate: '1997' }));
    files.put('bjork/homogenic/02.flac', bjork('Jóga', { trackNumber: 2, originalDate: '1997', genres: ['Trip Hop'] }));
    files.put('rex/melody/01.flac', aTrack({
      title: 'Eple', artist: 'Röyksopp', album: 'Melody A.M.', albumArtist: 'Röyksopp', originalDate: '2001-09-03',
      lyrics: { origin: 'sidecar', text: LRC }, discNumber: 1, trackNumber: 1,
    })); // prettier-ignore
    files.put('rex/melody/02.flac', aTrack({
      title: 'Poor Leno', artist: 'Röyksopp feat. Erlend Øye', album: 'Melody A.M.', albumArtist: 'Röyksopp',
      originalDate: '2001-09-03', discNumber: 2, trackNumber: 1, discSubtitle: 'Bonus',
      artists: [{ name: 'Röyksopp', role: 'main' }, { name: 'Erlend Øye', role: 'featured' }],
    })); // prettier-ignore
    files.put('acdc/01.flac', aTrack({ title: 'T.N.T.', artist: 'AC/DC', album: 'High Voltage', releaseDate: '1976' }));
    files.put('tokyo/01.flac', aTrack({ title: '丸の内サディスティック', artist: '東京事変', album: '教育' }));
    files.break('bad/01.flac', { code: 'empty', detail: 'There is nothing in it.' });
    await scan();
  }

  const bjork = (title: string, facts: object) =>
    aTrack({ title, artist: 'Björk', album: 'Homogenic', albumArtist: 'Björk', genres: ['Electronic'], ...facts });

  it.each([
    ['/albums?colour=red', 'colour'],
    ['/albums?limit=0', 'limit'],
    ['/albums?limit=201', 'limit'],
    ['/albums?limit=many', 'limit'],
    ['/albums?sort=loudness', 'sort'],
    ['/albums?cursor=%00', 'cursor'],
    ['/albums?cursor=bm9uc2Vuc2U', 'cursor'],
    [`/albums?cursor=${Buffer.from('["a"]').toString('base64url')}`, 'cursor'],
    [`/albums?cursor=${Buffer.from('["a\\u0000",1]').toString('base64url')}`, 'cursor'],
    [`/albums?cursor=${Buffer.from('["a",1e300]').toString('base64url')}`, 'cursor'],
    [`/tracks?sort=added&cursor=${Buffer.from('[0.5]').toString('base64url')}`, 'cursor'],
    ['/albums?fromYear=12', 'fromYear'],
    ['/artists?sort=year', 'sort'],
    ['/tracks?order=up', 'order'],
    ['/genres?from=a', 'from'],
    ['/search', 'q'],
    ['/search?q=', 'q'],
    [`/search?q=${'x'.repeat(257)}`, 'q'],
    ['/sources?x=1', 'x'],
    ['/scans?limit=-1', 'limit'],
  ])('refuses %s', async (path, field) => {
    const response = await request(app.getHttpServer()).get(`/api/v1${path}`);
    expect(response.status).toBe(400);
    expect(response.type).toBe('application/problem+json');
    expect(response.body).toMatchObject({ status: 400, errors: [{ field }] });
  });

  it.each([
    '/albums/nothing',
    '/artists/nothing',
    '/tracks/nothing',
    '/tracks/nothing/lyrics',
    '/scans/nothing',
    `/albums/${'x'.repeat(10_000)}`,
    `/tracks/${'x'.repeat(10_000)}`,
    '/albums/%00',
    '/artists/%00',
    '/tracks/%00/lyrics',
    '/scans/%00',
    '/albums/..%2f..%2fetc',
  ])('knows nothing of %s', async (path) => {
    const response = await request(app.getHttpServer()).get(`/api/v1${path}`);
    expect(response.status).toBe(404);
    expect(response.type).toBe('application/problem+json');
  });

  it('finds nothing for filters and words that name nothing', async () => {
    await fill();
    for (const id of ['nothing', '%00']) {
      expect((await get<AlbumPage>(`/albums?genreId=${id}`)).items).toEqual([]);
      expect((await get<AlbumPage>(`/albums?artistId=${id}&part=appears-on`)).items).toEqual([]);
      expect((await get<TrackPage>(`/tracks?artistId=${id}`)).items).toEqual([]);
    }
    for (const q of ['%00', '"', "'; DROP TABLE album; --", 'NEAR(', '*', '\\', '%25', 'a:b', '((', '!!!']) {
      expect(await get<SearchResponse>(`/search?q=${encodeURIComponent(decodeURIComponent(q))}`)).toMatchObject({
        tracks: expect.any(Array) as unknown[],
      });
    }
    expect((await get<AlbumPage>('/albums')).items).toHaveLength(4);
  });

  it.each(['title', 'artist', 'year', 'added'])('pages through albums by %s both ways', async (sort) => {
    await fill();
    const walk = async (order: string): Promise<string[]> => {
      const titles: string[] = [];
      let cursor: string | undefined = '';
      while (cursor !== undefined) {
        const page: AlbumPage = await get(
          `/albums?sort=${sort}&order=${order}&limit=1${cursor && `&cursor=${cursor}`}`,
        );
        expect(page.items).toHaveLength(1);
        titles.push(...page.items.map(({ title }) => title));
        cursor = page.nextCursor;
      }
      return titles;
    };
    const up = await walk('asc');
    expect(up.toSorted()).toEqual(['High Voltage', 'Homogenic', 'Melody A.M.', '教育']);
    expect(await walk('desc')).toEqual(up.toReversed());
  });

  it('leads into any part of a list of albums or artists, and to each letter', async () => {
    for (let number = 0; number < MANY; number++) {
      const name = `${String.fromCharCode('b'.charCodeAt(0) + Math.floor(number / 100))}ob ${1000 + number}`;
      files.put(`many/${number}.flac`, aTrack({ title: 'Song', artist: name, albumArtist: name, album: name }));
    }
    files.put('odd/1.flac', aTrack({ title: 'Song', artist: '10cc', albumArtist: '10cc', album: '100' }));
    files.put('odd/2.flac', aTrack({ title: 'Song', artist: '嵐', albumArtist: '嵐', album: '教育' }));
    await scan();
    for (const list of ['/albums?sort=title', '/albums?sort=artist', '/albums?sort=year', '/artists?sort=name']) {
      const ids: string[] = [];
      for (let cursor: string | undefined; ;) {
        const part = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = await get<AlbumPage>(`${list}&limit=200${part}`);
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
        if (cursor === undefined) break;
      }
      const outline = await get<ListOutline>(list.replace('?', '/outline?'));
      expect(outline).toMatchObject({ count: MANY + 2, every: 100 });
      expect(outline.cursors).toHaveLength(2);
      for (const [at, cursor] of outline.cursors.entries()) {
        const page = await get<AlbumPage>(`${list}&limit=100&cursor=${encodeURIComponent(cursor)}`);
        expect(page.items.map(({ id }) => id)).toEqual(ids.slice((at + 1) * 100, (at + 2) * 100));
      }
      const places = Object.fromEntries((outline.letters ?? []).map(({ letter, at }) => [letter, at]));
      if (list.endsWith('year')) expect(outline.letters).toEqual([]);
      else expect(places).toMatchObject({ A: 1, B: 1, C: 101, D: 201, E: 231, Z: 231 });
      for (const [letter, at] of Object.entries(places)) {
        const first = (await get<AlbumPage>(`${list}&limit=1&from=${letter}`)).items[0];
        expect(first?.id, letter).toBe(ids[at]);
      }
    }
    expect(await get<ListOutline>('/albums/outline?isHearted=true')).toMatchObject({ count: 0, letters: [] });
  });

  it('orders and filters albums', async () => {
    await fill();
    const titles = async (query: string): Promise<string[]> =>
      (await get<AlbumPage>(`/albums?${query}`)).items.map(({ title }) => title);
    expect(await titles('sort=year')).toEqual(['Melody A.M.', 'Homogenic', 'High Voltage', '教育']);
    expect(await titles('from=me')).toEqual(['Melody A.M.', '教育']);
    expect(await titles('fromYear=1990&toYear=2000')).toEqual(['Homogenic']);
    const { items: genres } = await get<GenrePage>('/genres');
    expect(genres.map(({ name, albumCount, trackCount }) => ({ name, albumCount, trackCount }))).toEqual([
      { name: 'Electronic', albumCount: 1, trackCount: 1 },
      { name: 'Trip Hop', albumCount: 1, trackCount: 1 },
    ]);
    expect(await titles(`genreId=${genres[1]?.id}`)).toEqual(['Homogenic']);
    const { items: artists } = await get<ArtistPage>('/artists?from=erl&limit=1');
    expect(artists[0]).toMatchObject({ name: 'Erlend Øye', albumCount: 0, appearsOnCount: 1, trackCount: 1 });
    expect(await titles(`artistId=${artists[0]?.id}&part=own`)).toEqual([]);
    expect(await titles(`artistId=${artists[0]?.id}&part=appears-on`)).toEqual(['Melody A.M.']);
    expect(await titles(`artistId=${artists[0]?.id}`)).toEqual(['Melody A.M.']);
  });

  it('tells the parts that somebody has, and the albums with each', async () => {
    const by = (title: string, album: string, ...roles: ArtistRole[]): void =>
      files.put(`${album}/${title}.flac`, aTrack({ title, album, albumArtist: 'Orchestra', contentKey: album + title, artists: [{ name: 'Orchestra', role: 'main' }, ...roles.map((role) => ({ name: 'Cleo', role }))] })); // prettier-ignore
    by('I', 'Ninth', 'conductor');
    by('II', 'Ninth', 'conductor', 'composer');
    by('Song', 'Tenth', 'composer');
    await scan();
    const { items } = await get<ArtistPage>('/artists?from=cleo&limit=1');
    const id = items[0]?.id ?? '';
    expect((await get<ArtistView>(`/artists/${id}`)).roles).toEqual([
      { role: 'composer', albumCount: 2 },
      { role: 'conductor', albumCount: 1 },
    ]);
    const withRole = async (role: string): Promise<string[]> =>
      (await get<AlbumPage>(`/albums?artistId=${id}&role=${role}`)).items.map(({ title }) => title);
    expect([await withRole('composer'), await withRole('conductor'), await withRole('remixer')]).toEqual([['Ninth', 'Tenth'], ['Ninth'], []]); // prettier-ignore
  });

  it('lists what somebody composed by work, and the tracks of one however its name is written', async () => {
    const cleo = { name: 'Cleo', role: 'composer' } as const;
    const put = (album: string, work: string, ...movements: string[]): void => {
      for (const [at, movement] of movements.entries()) {
        const artists = [{ name: 'Orchestra', role: 'main' }, cleo, { name: 'Sol', role: 'performer', instrument: 'viola' }] as const; // prettier-ignore
        files.put(`${album}/${at}.flac`, aTrack({ title: `${work}: ${movement}`, album, contentKey: album + movement, artists, work: { title: work, movement, movementNumber: at + 1, movementTotal: 2 } })); // prettier-ignore
      }
    };
    put('Live', 'Quartet No. 2', 'Largo', 'Presto');
    put('Studio', 'quartet no 2', 'Largo');
    put('Early', 'Ballad', 'Alone');
    await scan();
    const { items } = await get<ArtistPage>('/artists?from=cleo&limit=1');
    const id = items[0]?.id ?? '';
    expect((await get<ArtistView>(`/artists/${id}`)).workCount).toBe(2);
    const first = await get<WorkPage>(`/artists/${id}/works?limit=1`);
    expect(first.items).toEqual([{ title: 'Ballad', albumCount: 1, trackCount: 1 }]);
    const second = await get<WorkPage>(`/artists/${id}/works?limit=1&cursor=${first.nextCursor}`);
    expect(second).toEqual({ items: [{ title: 'Quartet No. 2', albumCount: 2, trackCount: 3 }] });
    const tracks = await get<TrackPage>(`/tracks?artistId=${id}&work=Quartet+No.+2&sort=album`);
    expect(tracks.items.map(({ work }) => work?.movement)).toEqual(['Largo', 'Presto', 'Largo']);
    expect(tracks.items[0]?.work).toEqual({ title: 'Quartet No. 2', movement: 'Largo', movementNumber: 1, movementTotal: 2 }); // prettier-ignore
    expect(tracks.items[0]?.artists).toContainEqual(expect.objectContaining({ name: 'Sol', instrument: 'viola' }));
  });

  it('shows an album with its discs', async () => {
    await fill();
    const { items } = await get<AlbumPage>('/albums?from=melody&limit=1');
    const album = await get<AlbumView>(`/albums/${items[0]?.id}`);
    expect(album).toMatchObject({
      title: 'Melody A.M.', artist: 'Röyksopp', year: 2001, originalDate: '2001-09-03', trackCount: 2,
      durationMs: 120_000, sizeBytes: 2_000, isCompilation: false, isMissing: false,
      artists: [{ name: 'Röyksopp', role: 'main' }],
      discs: [
        { number: 1, tracks: [{ title: 'Eple', trackNumber: 1, hasLyrics: true, format: { codec: 'flac' } }] },
        { number: 2, subtitle: 'Bonus', tracks: [{ title: 'Poor Leno', artists: [{}, { role: 'featured' }] }] },
      ],
    }); // prettier-ignore
    expect(album).not.toHaveProperty('label');
    const lyrics = await get<LyricsView>(`/tracks/${album.discs[0]?.tracks[0]?.id}/lyrics`);
    expect(lyrics).toEqual({
      isSynced: true,
      origin: 'sidecar',
      lines: [
        { startMs: 500, text: 'La' },
        { startMs: 3_000, text: 'Le and so on' },
        { startMs: 4_500, text: 'La' },
      ],
    });
  });

  it('shows the words that a person wrote, sooner or later, until those of the file are wanted again', async () => {
    await fill();
    const { items } = await get<TrackPage>('/tracks?sort=title');
    const id = items.find(({ title }) => title === 'Eple')?.id ?? '';
    const send = (method: 'put' | 'delete', path: string, body?: object): request.Test =>
      request(app.getHttpServer())[method](`/api/v1/tracks/${path}`).send(body);
    const own = { text: '[00:01.00]One\n[00:02.00]Two' };
    const words = { isSynced: true, origin: 'own', ...own, lines: [{ startMs: 1_000, text: 'One' }, { startMs: 2_000, text: 'Two' }] }; // prettier-ignore
    await send('put', `${id}/lyrics/offset`, { offsetMs: -300 }).expect(204);
    expect(await get<LyricsView>(`/tracks/${id}/lyrics`)).toMatchObject({ origin: 'sidecar', offsetMs: -300 });
    // Other words have times of their own.
    expect((await send('put', `${id}/lyrics`, own).expect(200)).body).toEqual(words);
    await send('put', `${id}/lyrics/offset`, { offsetMs: 700 }).expect(204);
    await scan();
    expect(await get<LyricsView>(`/tracks/${id}/lyrics`)).toEqual({ ...words, offsetMs: 700 });
    await send('delete', `${id}/lyrics`).expect(204);
    const again = await get<LyricsView>(`/tracks/${id}/lyrics`);
    expect(again.origin).toBe('sidecar');
    expect(again).not.toHaveProperty('offsetMs');
    // A track without any gets some.
    const other = items.find(({ title }) => title === 'Poor Leno')?.id ?? '';
    const isTold = async (): Promise<boolean | undefined> =>
      (await get<TrackPage>('/tracks?sort=title')).items.find(({ id: each }) => each === other)?.hasLyrics;
    expect(await isTold()).toBe(false);
    await send('put', `${other}/lyrics/offset`, { offsetMs: 100 }).expect(204);
    expect(await isTold()).toBe(false);
    expect((await send('put', `${other}/lyrics`, { text: 'By hand\0' }).expect(200)).body).toMatchObject({ isSynced: false, lines: [{ text: 'By hand' }] }); // prettier-ignore
    expect(await isTold()).toBe(true);

    const blank = await send('put', `${id}/lyrics`, { text: ' \n' }).expect(400);
    expect(blank.body).toMatchObject({ errors: [{ field: 'text', because: 'blank' }] });
    const late = await send('put', `${id}/lyrics/offset`, { offsetMs: 60_001 }).expect(400);
    expect(late.body).toMatchObject({ errors: [{ field: 'offsetMs', because: 'max', most: 60_000 }] });
    await send('put', 'nothing/lyrics', own).expect(404);
    await send('put', 'nothing/lyrics/offset', { offsetMs: 0 }).expect(404);
    await send('delete', 'nothing/lyrics').expect(404);
  });

  it('hides what is missing from lists, not from whoever knows its id', async () => {
    await fill();
    const { items } = await get<AlbumPage>('/albums?from=high&limit=1');
    files.remove('acdc/01.flac');
    await scan();
    expect((await get<AlbumPage>('/albums')).items.map(({ title }) => title)).not.toContain('High Voltage');
    expect((await get<ArtistPage>('/artists')).items.map(({ name }) => name)).not.toContain('AC/DC');
    expect((await get<SearchResponse>('/search?q=tnt')).tracks).toEqual([]);
    expect(await get<AlbumView>(`/albums/${items[0]?.id}`)).toMatchObject({ isMissing: true, discs: [{ tracks: [{ isMissing: true }] }] });
  }); // prettier-ignore

  it('shows an album that was ripped anew once', async () => {
    files.put('a/1.mp3', aTrack({ title: 'One', album: 'A', trackNumber: 1 }));
    files.put('a/2.mp3', aTrack({ title: 'Two', album: 'A', trackNumber: 2 }));
    await scan();
    files.remove('a/1.mp3');
    files.remove('a/2.mp3');
    files.put('a/1.flac', aTrack({ title: 'One', album: 'A', trackNumber: 1, contentKey: 'lossless' }));
    await scan();
    const [album] = (await get<AlbumPage>('/albums')).items;
    const { discs } = await get<AlbumView>(`/albums/${album?.id}`);
    expect(discs[0]?.tracks.map(({ title, isMissing }) => [title, isMissing])).toEqual([
      ['One', false],
      ['Two', true],
    ]);
  });

  it.each([
    ['royksopp', 'artists', 'Röyksopp'],
    ['royks', 'artists', 'Röyksopp'],
    ['RÖYKSOPP', 'artists', 'Röyksopp'],
    ['tnt', 'tracks', 'T.N.T.'],
    ['t.n.t', 'tracks', 'T.N.T.'],
    ['東京', 'artists', '東京事変'],
    ['bjork joga', 'tracks', 'Jóga'],
    ['joga homogenic', 'tracks', 'Jóga'],
    ['homog', 'albums', 'Homogenic'],
    ['poor l', 'tracks', 'Poor Leno'],
    ['oye', 'artists', 'Erlend Øye'],
  ] as const)('finds by “%s” among %s: %s', async (q, kind, name) => {
    await fill();
    const found = await get<SearchResponse>(`/search?q=${encodeURIComponent(q)}`);
    expect(found[kind].map((item) => ('name' in item ? item.name : item.title))).toContain(name);
  });

  it('puts the name itself first, and tells what is most likely meant', async () => {
    for (const title of ['Love Me Do', 'Real Love', 'Love']) {
      files.put(`${title}.flac`, aTrack({ title, artist: 'The Beatles', album: 'Anthology' }));
    }
    files.put('x/1.flac', aTrack({ title: 'X', artist: 'David Bowie', album: 'Y', artists: [{ name: 'David Bowie', role: 'main', sortName: 'Bowie, David' }] })); // prettier-ignore
    await scan();
    const found = await get<SearchResponse>('/search?q=love');
    expect(found.tracks.map(({ title }) => title)).toEqual(['Love', 'Love Me Do', 'Real Love']);
    expect(found.top).toEqual({ kind: 'track', id: found.tracks[0]?.id });
    const bowie = await get<SearchResponse>('/search?q=david%20bowie');
    expect(bowie.top).toEqual({ kind: 'artist', id: bowie.artists[0]?.id });
  });

  it('edits titles and artists, keeps them over scans, and reverts them', async () => {
    await fill();
    const server = app.getHttpServer();
    const [before] = (await get<AlbumPage>('/albums?from=homogenic&limit=1')).items;
    const path = `/api/v1/albums/${before?.id}`;
    const edit = { title: '  Homogenik ', artist: 'Guðmundsdóttir' };
    for (let times = 0; times < 2; times++) {
      const edited = await request(server).patch(path).send(edit).expect(200);
      expect(edited.body).toMatchObject({
        title: 'Homogenik', sourceTitle: 'Homogenic', artist: 'Guðmundsdóttir', sourceArtist: 'Björk',
        artists: [{ name: 'Guðmundsdóttir' }],
      }); // prettier-ignore
    }
    expect((await get<SearchResponse>('/search?q=gudmundsdottir')).albums).toHaveLength(1);
    expect((await get<SearchResponse>('/search?q=homogenic')).albums).toHaveLength(0);
    expect((await get<ArtistPage>('/artists?from=gu&limit=1')).items[0]).toMatchObject({ albumCount: 1 });

    files.put('bjork/homogenic/02.flac', bjork('Joga', { trackNumber: 2, originalDate: '1997', label: 'One Little' }));
    await scan();
    expect(await get<AlbumView>(`/albums/${before?.id}`)).toMatchObject({
      title: 'Homogenik',
      artist: 'Guðmundsdóttir',
    });

    await request(server).delete(`${path}/edits/title`).expect(200);
    const reverted = await request(server).delete(`${path}/edits/artist`).expect(200);
    expect(reverted.body).toMatchObject({ title: 'Homogenic', artist: 'Björk', artists: [{ name: 'Björk' }] });
    expect(reverted.body).not.toHaveProperty('sourceTitle');
    expect((await get<ArtistPage>('/artists')).items.map(({ name }) => name)).not.toContain('Guðmundsdóttir');
  });

  it('edits the title of a track', async () => {
    await fill();
    const server = app.getHttpServer();
    const [track] = (await get<SearchResponse>('/search?q=eple')).tracks;
    const path = `/api/v1/tracks/${track?.id}`;
    const edited = await request(server).patch(path).send({ title: 'Apple' }).expect(200);
    expect(edited.body).toMatchObject({ title: 'Apple', sourceTitle: 'Eple' });
    expect((await get<SearchResponse>('/search?q=apple')).tracks).toHaveLength(1);
    await request(server).delete(`${path}/edits/title`).expect(200);
    await request(server).delete(`${path}/edits/title`).expect(200);
    expect((await get<TrackView>(`/tracks/${track?.id}`)).title).toBe('Eple');
    expect((await get<SearchResponse>('/search?q=apple')).tracks).toHaveLength(0);
  });

  it('keeps the artists of an album when there was nothing to revert, and gives them back when there was', async () => {
    const artists = ['Simon', 'Garfunkel'].map((name) => ({ name, role: 'main' as const }));
    const printed = 'Simon & Garfunkel';
    files.put('a/1.flac', aTrack({ title: 'Cecilia', album: 'Bridge', artist: printed, artists, albumArtist: printed, albumArtists: artists })); // prettier-ignore
    await scan();
    const [album] = (await get<AlbumPage>('/albums')).items;
    const path = `/api/v1/albums/${album?.id}`;
    const untouched = await request(app.getHttpServer()).delete(`${path}/edits/artist`).expect(200);
    expect(untouched.body).toMatchObject({ artists });
    await request(app.getHttpServer()).patch(path).send({ artist: 'S & G' }).expect(200);
    const reverted = await request(app.getHttpServer()).delete(`${path}/edits/artist`).expect(200);
    expect(reverted.body).toMatchObject({ artist: printed, artists });
  });

  it.each([
    ['limit=0', { detail: 'must not be less than 1.', because: 'min', least: 1 }],
    ['limit=201', { detail: 'must not be greater than 200.', because: 'max', most: 200 }],
    [
      'limit=many',
      { because: 'isInt', detail: 'must not be greater than 200; must not be less than 1; must be an integer number.' },
    ],
  ])('tells what is wrong with a field by a code, and what is allowed: %s', async (query, told) => {
    const response = await request(app.getHttpServer()).get(`/api/v1/albums?${query}`).expect(400);
    expect((response.body as { errors: unknown }).errors).toEqual([{ field: 'limit', ...told }]);
  });

  it('refuses edits that make no sense', async () => {
    await fill();
    const server = app.getHttpServer();
    const [album] = (await get<AlbumPage>('/albums')).items;
    const [track] = (await get<TrackPage>('/tracks')).items;
    const bad = [
      [`/albums/${album?.id}`, { title: '   ' }, 'blank'],
      [`/albums/${album?.id}`, { title: '' }, 'isLength'],
      [`/albums/${album?.id}`, { year: 1997 }, 'whitelistValidation'],
      [`/albums/${album?.id}`, { title: 5 }, 'isString'],
      [`/tracks/${track?.id}`, { title: ' \u0000 ' }, 'blank'],
      [`/tracks/${track?.id}`, {}, 'isString'],
      [`/tracks/${track?.id}`, { title: 'x'.repeat(1_001) }, 'isLength'],
    ] as const;
    for (const [path, body, because] of bad) {
      const answer = await request(server).patch(`/api/v1${path}`).send(body);
      expect(answer.body, JSON.stringify(body)).toMatchObject({ status: 400, errors: [{ because }] });
    }
    await request(server).delete(`/api/v1/albums/${album?.id}/edits/year`).expect(400);
    await request(server).patch('/api/v1/albums/nothing').send({ title: 'X' }).expect(404);
    expect((await get<AlbumView>(`/albums/${album?.id}`)).title).toBe(album?.title);
  });

  it('edits while a scan writes', async () => {
    await fill();
    const [album] = (await get<AlbumPage>('/albums?from=homogenic&limit=1')).items;
    for (let n = 0; n < 50; n++) files.put(`new/${n}/1.flac`, aTrack({ title: `N${n}`, album: `New ${n}` }));
    let edits: Promise<unknown> = Promise.resolve();
    files.beforeUnit = () => {
      edits = edits.then(() =>
        request(app.getHttpServer()).patch(`/api/v1/albums/${album?.id}`).send({ title: 'Edited' }).expect(200),
      );
    };
    expect((await scan())?.state).toBe('finished');
    await edits;
    expect((await get<AlbumView>(`/albums/${album?.id}`)).title).toBe('Edited');
    expect((await get<AlbumPage>('/albums?limit=200')).items).toHaveLength(54);
  });

  it('runs one scan at a time and tells how it went', async () => {
    const server = app.getHttpServer();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    files.beforeUnit = () => held;
    files.put('a/1.flac', aTrack({ title: 'A', album: 'A' }));
    files.break('a/2.flac', { code: 'empty', detail: 'There is nothing in it.' });
    const started = await request(server).post('/api/v1/scans').send({}).expect(202);
    const again = await request(server).post('/api/v1/scans').expect(200);
    expect(again.body).toMatchObject({ id: (started.body as ScanView).id, state: 'running' });
    release();
    const ended = await app.get(ScanRunner).settled();
    expect(ended).toMatchObject({ state: 'finished', trigger: 'manual', itemsSeen: 2, itemsDone: 2, tracksAdded: 1, itemsBroken: 1 }); // prettier-ignore
    expect(await get<ScanView>(`/scans/${ended?.id}`)).toMatchObject({ state: 'finished', tracksAdded: 1 });
    expect((await get<{ items: ScanView[] }>('/scans')).items).toHaveLength(1);
    expect(await get<ScanFaultPage>('/scans/faults')).toMatchObject({
      total: 1,
      items: [{ path: '/music/a/2.flac', sourceId: 'local', code: 'empty', detail: 'There is nothing in it.' }],
    });
  });

  it('cancels a scan, and does nothing when none runs', async () => {
    const server = app.getHttpServer();
    await request(server).delete('/api/v1/scans/current').expect(204);
    files.put('a/1.flac', aTrack({ title: 'A' }));
    files.put('b/1.flac', aTrack({ title: 'B' }));
    let isHeld = (): void => undefined;
    const holding = new Promise<void>((resolve) => (isHeld = resolve));
    let release = (): void => undefined;
    files.beforeUnit = () => {
      isHeld();
      return new Promise<void>((resolve) => (release = resolve));
    };
    const started = await request(server).post('/api/v1/scans').expect(202);
    await holding;
    const aborted = once(files.signal, 'abort');
    const cancelling = request(server)
      .delete('/api/v1/scans/current')
      .expect(204)
      .then((response) => response);
    await aborted;
    release();
    await cancelling;
    expect(await get<ScanView>(`/scans/${(started.body as ScanView).id}`)).toMatchObject({ state: 'cancelled' });
  });
});
