import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack } from '../../test/support/fake-collection.js';
import { startFeatureApp, type FeatureApp } from '../../test/support/feature-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { Clock } from '../common/index.js';
import type { AlbumPage } from './albums.dto.js';
import type { AlbumSummary, AlbumView } from './library.dto.js';
import { LibraryModule } from './library.module.js';
import { SearchModule } from '../search/index.js';
import type { SearchResponse } from '../search/search.dto.js';
import type { TrackPage } from './tracks.dto.js';

describeOnEachEngine('placements', (database) => {
  let feature: FeatureApp;
  let nowMs = 1_700_000_000_000;

  beforeEach(async () => {
    feature = await startFeatureApp(
      database(),
      [LibraryModule, SearchModule],
      [{ provide: Clock, useValue: { nowMs: () => nowMs++ } }],
    );
    for (const album of ['Amber', 'Bleach', 'Chrome', 'Drift']) {
      feature.files.put(
        `${album}/1.flac`,
        aTrack({ title: `${album} song`, artist: 'Band', albumArtist: 'Band', album }),
      );
    }
    await feature.scan();
  });

  afterEach(() => feature.close());

  const titles = async (query = ''): Promise<string[]> =>
    (await feature.get<AlbumPage>(`/albums${query}`)).items.map(({ title }) => title);

  async function idOf(title: string): Promise<string> {
    const found = await database().read.get<{ id: string }>('SELECT id FROM album WHERE title = ?', [title]);
    return found?.id ?? '';
  }

  async function place(title: string, placement: string): Promise<AlbumSummary> {
    const answer = await feature.send('put', `/albums/${await idOf(title)}/placement`, { placement });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as AlbumSummary;
  }

  it('has own files in the collection', async () => {
    expect((await feature.get<AlbumPage>('/albums')).items.map(({ placement }) => placement)).toEqual(
      Array(4).fill('collection'),
    );
    expect(await titles('?placement=collection')).toHaveLength(4);
  });

  it('answers with the album as it is now', async () => {
    expect(await place('Amber', 'discovery')).toMatchObject({ title: 'Amber', placement: 'discovery', trackCount: 1 });
    expect(await feature.get<AlbumView>(`/albums/${await idOf('Amber')}`)).toMatchObject({ placement: 'discovery' });
  });

  it('lists discovery and collection unless asked for something else', async () => {
    await place('Amber', 'discovery');
    await place('Bleach', 'archive');
    await place('Chrome', 'dismissed');
    expect(await titles()).toEqual(['Amber', 'Drift']);
    expect(await titles('?placement=discovery')).toEqual(['Amber']);
    expect(await titles('?placement=collection')).toEqual(['Drift']);
    expect(await titles('?placement=archive')).toEqual(['Bleach']);
    expect(await titles('?placement=dismissed')).toEqual(['Chrome']);
  });

  it('keeps what is out of sight out of lists of an artist, of tracks and of what is found', async () => {
    await place('Bleach', 'archive');
    await place('Chrome', 'dismissed');
    const [album] = (await feature.get<AlbumPage>('/albums')).items;
    const artistId = album?.artists[0]?.id ?? '';
    expect(await titles(`?artistId=${artistId}`)).toEqual(['Amber', 'Drift']);
    expect(await titles(`?artistId=${artistId}&placement=archive`)).toEqual(['Bleach']);
    const tracks = await feature.get<TrackPage>('/tracks');
    expect(tracks.items.map(({ title }) => title)).toEqual(['Amber song', 'Drift song']);
    for (const q of ['Bleach', 'Bleach song', 'ble', 'Chrome', 'chr']) {
      expect(await feature.get<SearchResponse>(`/search?q=${q}`)).toMatchObject({ albums: [], tracks: [] });
    }
    expect((await feature.get<SearchResponse>('/search?q=Amber')).albums).toHaveLength(1);
  });

  it('shows an archived album to whoever has its address', async () => {
    await place('Bleach', 'archive');
    const view = await feature.get<AlbumView>(`/albums/${await idOf('Bleach')}`);
    expect(view.discs[0]?.tracks).toHaveLength(1);
  });

  it('puts what was placed last first, a page at a time', async () => {
    for (const title of ['Chrome', 'Amber', 'Drift']) await place(title, 'discovery');
    expect(await titles('?placement=discovery')).toEqual(['Drift', 'Amber', 'Chrome']);
    const first = await feature.get<AlbumPage>('/albums?placement=discovery&limit=2');
    expect(await titles(`?placement=discovery&limit=2&cursor=${first.nextCursor ?? ''}`)).toEqual(['Chrome']);
    expect(await titles('?placement=discovery&sort=title')).toEqual(['Amber', 'Chrome', 'Drift']);
    expect(await titles('?placement=discovery&order=asc')).toEqual(['Chrome', 'Amber', 'Drift']);
  });

  it('does not place anew what is there already', async () => {
    await place('Amber', 'discovery');
    await place('Bleach', 'discovery');
    await place('Amber', 'discovery');
    expect(await titles('?placement=discovery')).toEqual(['Bleach', 'Amber']);
  });

  it('brings back what was dismissed', async () => {
    await place('Amber', 'dismissed');
    await place('Amber', 'discovery');
    expect(await titles()).toHaveLength(4);
    expect(await titles('?placement=dismissed')).toEqual([]);
  });

  it('keeps the placement of an album whose files moved', async () => {
    await place('Amber', 'archive');
    feature.files.move('Amber/1.flac', 'elsewhere/1.flac');
    await feature.scan();
    expect(await titles('?placement=archive')).toEqual(['Amber']);
  });

  it.each([
    ['/albums?placement=attic', 'placement'],
    ['/albums?sort=placed', 'sort'],
    ['/albums?sort=placed&placement=collection', 'sort'],
  ])('refuses %s', async (path, field) => {
    const answer = await feature.send('get', path);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ field }] });
  });

  it('refuses to place an album nowhere, and what is no album', async () => {
    const path = `/albums/${await idOf('Amber')}/placement`;
    expect((await feature.send('put', path, { placement: 'attic' })).status).toBe(400);
    expect((await feature.send('put', path, {})).status).toBe(400);
    expect((await feature.send('put', path, { placement: 'archive', colour: 'red' })).status).toBe(400);
    expect((await feature.send('put', '/albums/nothing/placement', { placement: 'archive' })).status).toBe(404);
  });
});
