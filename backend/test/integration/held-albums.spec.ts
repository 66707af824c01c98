import { afterEach, beforeEach, expect, it } from 'vitest';
import { OWNER_ID } from '../../src/database/index.js';
import { LibraryCensus } from '../../src/health/library-census.js';
import { HistoryModule } from '../../src/history/index.js';
import { Ledger } from '../../src/history/ledger.js';
import type { HomeView } from '../../src/history/signals/home.dto.js';
import type { Completeness } from '../../src/history/statistics.dto.js';
import type { AlbumPage } from '../../src/library/albums.dto.js';
import type { ArtistPage } from '../../src/library/artists.dto.js';
import type { GenrePage } from '../../src/library/genres.dto.js';
import { LibraryModule } from '../../src/library/index.js';
import type { AlbumView, ArtistView } from '../../src/library/library.dto.js';
import { refreshArtists, refreshGenres } from '../../src/library/scan/counters.js';
import type { TrackPage } from '../../src/library/tracks.dto.js';
import { SearchModule } from '../../src/search/index.js';
import type { SearchResponse } from '../../src/search/search.dto.js';
import { aTrack } from '../support/fake-collection.js';
import { startFeatureApp, type FeatureApp } from '../support/feature-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

describeOnEachEngine('an album that was merely saved', (database) => {
  let feature: FeatureApp;
  let savedId: string;
  let guestId: string;

  /** “Guest” plays on both albums, “Stranger” and the genre “Dub” are on the saved one only. */
  beforeEach(async () => {
    feature = await startFeatureApp(database(), [LibraryModule, SearchModule, HistoryModule]);
    const own = { artist: 'Guest', albumArtist: 'Guest', album: 'Own', genres: ['Jazz'] };
    const saved = { albumArtist: 'Stranger', album: 'Saved' };
    feature.files.put('own/1.flac', aTrack({ ...own, title: 'Own song' }));
    feature.files.put('saved/1.flac', aTrack({ ...saved, title: 'Saved song', artist: 'Stranger', genres: ['Dub'] }));
    feature.files.put('saved/2.flac', aTrack({ ...saved, title: 'Saved guest', artist: 'Guest', genres: ['Jazz'] }));
    await feature.scan();
    savedId = await idOf('album', 'title', 'Saved');
    guestId = await idOf('artist', 'name', 'Guest');
    await listenThrice();
    await forgetFiles();
  });

  afterEach(() => feature.close());

  async function idOf(table: string, column: string, value: string): Promise<string> {
    const row = await database().read.get<{ id: string }>(`SELECT id FROM ${table} WHERE ${column} = ?`, [value]);
    return row?.id ?? '';
  }

  async function listenThrice(): Promise<void> {
    const trackId = await idOf('track', 'title', 'Saved song');
    const names = { title: 'Saved song', artist: 'Stranger', album: 'Saved', albumArtist: 'Stranger' };
    for (const playId of ['a', 'b', 'c']) {
      await database().write(({ sql }) =>
        feature.app.get(Ledger).record(sql, {
          ownerId: OWNER_ID, playId, startedAtMs: Date.now() - 60_000, heardMs: 60_000, durationMs: 60_000,
          outcome: 'finished', heard: { ...names, source: 'local', trackId, albumId: savedId },
          context: { kind: 'album' }, origin: 'pyxis',
        }),
      ); // prettier-ignore
    }
  }

  /** As a source leaves an album that it saves: no unit of a scan knows it. */
  async function forgetFiles(): Promise<void> {
    await database().write(async ({ sql }) => {
      await sql.run(`DELETE FROM collection_unit WHERE name LIKE '%saved%'`);
      await sql.run('UPDATE album SET is_held = ? WHERE id = ?', [false, savedId]);
      const keysIn = async (table: string): Promise<Set<number>> =>
        new Set((await sql.all<{ key: number }>(`SELECT key FROM ${table}`)).map(({ key }) => key));
      await refreshArtists(sql, await keysIn('artist'));
      await refreshGenres(sql, await keysIn('genre'));
    });
  }

  const isHeld = async (): Promise<boolean> =>
    Boolean(
      (await database().read.get<{ is_held: unknown }>('SELECT is_held FROM album WHERE id = ?', [savedId]))?.is_held,
    );

  const place = async (placement: string): Promise<void> => {
    const answer = await feature.send('put', `/albums/${savedId}/placement`, { placement });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ placement });
  };

  const titlesIn = async (path: string): Promise<string[]> =>
    (await feature.get<AlbumPage | TrackPage>(path)).items.map(({ title }) => title).sort();

  /** Every list, count and search in which it could be. */
  async function everything(): Promise<object> {
    const search = (q: string): Promise<SearchResponse> => feature.get<SearchResponse>(`/search?q=${q}`);
    const named = [await search('Saved'), await search('sav'), await search('Saved song'), await search('Stranger')];
    const home = await feature.get<HomeView>('/home');
    const artists = (await feature.get<ArtistPage>('/artists')).items;
    const guest = await feature.get<ArtistView>(`/artists/${guestId}`);
    const genres = (await feature.get<GenrePage>('/genres')).items;
    const dub = await idOf('genre', 'name', 'Dub');
    const completeness = await feature.get<Completeness>('/history/statistics/completeness');
    return {
      albums: await titlesIn('/albums'),
      collection: await titlesIn('/albums?placement=collection'),
      newest: await titlesIn('/albums?sort=added'),
      ofGuest: await titlesIn(`/albums?artistId=${guestId}`),
      tracks: await titlesIn('/tracks'),
      newestTracks: await titlesIn('/tracks?sort=added'),
      tracksOfGuest: await titlesIn(`/tracks?artistId=${guestId}`),
      found: named.map(({ albums, artists, tracks }) => [albums.length, artists.length, tracks.length]),
      artists: artists.map((artist) => [artist.name, artist.albumCount, artist.appearsOnCount, artist.trackCount]),
      artistsOfDub: (await feature.get<ArtistPage>(`/artists?genreId=${dub}`)).items.length,
      guest: [guest.albumCount, guest.appearsOnCount, guest.trackCount],
      genres: genres.map((genre) => [genre.name, genre.albumCount, genre.trackCount]),
      home: [home.continue, home.hot, home.recentlyAdded].map((shelf) => shelf.map(({ album }) => album.title)),
      complete: completeness.items.map(({ album }) => album.title),
      census: await new LibraryCensus(database()).count(),
    };
  }

  it('is in no list, search, count, shelf or page of an artist while nobody placed it', async () => {
    expect(await everything()).toEqual({
      albums: ['Own'],
      collection: ['Own'],
      newest: ['Own'],
      ofGuest: ['Own'],
      tracks: ['Own song'],
      newestTracks: ['Own song'],
      tracksOfGuest: ['Own song'],
      found: [[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]], // prettier-ignore
      artists: [['Guest', 1, 0, 1]],
      artistsOfDub: 0,
      guest: [1, 0, 1],
      genres: [['Jazz', 1, 1]],
      home: [[], [], ['Own']],
      complete: [],
      census: { albums: 1, artists: 1, tracks: 1, missingTracks: 0 },
    });
  });

  it('is in all of them once it is in the collection', async () => {
    await place('collection');
    expect(await everything()).toEqual({
      albums: ['Own', 'Saved'],
      collection: ['Own', 'Saved'],
      newest: ['Own', 'Saved'],
      ofGuest: ['Own', 'Saved'],
      tracks: ['Own song', 'Saved guest', 'Saved song'],
      newestTracks: ['Own song', 'Saved guest', 'Saved song'],
      tracksOfGuest: ['Own song', 'Saved guest'],
      found: [[1, 0, 2], [1, 0, 2], [0, 0, 1], [1, 1, 1]], // prettier-ignore
      // Of one's own album all tracks are one's own, those of guests, too.
      artists: [['Guest', 1, 1, 2], ['Stranger', 1, 0, 2]], // prettier-ignore
      artistsOfDub: 1,
      guest: [1, 1, 2],
      genres: [['Dub', 1, 1], ['Jazz', 2, 2]], // prettier-ignore
      home: [['Saved'], ['Saved'], ['Saved', 'Own']],
      complete: ['Saved'],
      census: { albums: 2, artists: 2, tracks: 3, missingTracks: 0 },
    });
  });

  it('says that it lives nowhere to whoever has its address', async () => {
    expect(await feature.get<AlbumView>(`/albums/${savedId}`)).not.toHaveProperty('placement');
    await place('discovery');
    expect(await titlesIn('/albums?placement=discovery')).toEqual(['Saved']);
    await place('dismissed');
    expect(await titlesIn('/albums')).toEqual(['Own']);
    expect(await titlesIn('/albums?placement=dismissed')).toEqual(['Saved']);
  });

  it('is held while own files of it lie here', async () => {
    await feature.scan();
    expect(await isHeld()).toBe(true);
    expect(await titlesIn('/albums')).toEqual(['Own', 'Saved']);
    feature.files.remove('saved/1.flac');
    feature.files.remove('saved/2.flac');
    await feature.scan();
    expect(await isHeld()).toBe(false);
    expect(await titlesIn('/albums')).toEqual(['Own']);
  });

  it('leaves what was held as it was: still so while its files are missing', async () => {
    feature.files.remove('own/1.flac');
    await feature.scan();
    const own = await database().read.get<{ missing: unknown; held: unknown }>(
      `SELECT is_missing AS missing, is_held AS held FROM album WHERE title = 'Own'`,
    );
    expect([own?.missing, own?.held].map(Boolean)).toEqual([true, true]);
  });
});
