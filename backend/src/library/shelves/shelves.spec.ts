import { afterEach, beforeEach, expect, it } from 'vitest';
import { startFeatureApp, type FeatureApp } from '../../../test/support/feature-app.js';
import { aTrack } from '../../../test/support/fake-collection.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import type { DecadeList, GenrePage } from '../genres.dto.js';
import type { GenreView } from '../library.dto.js';
import { LibraryModule } from '../library.module.js';
import type { ShelfList, ShelfView } from './shelves.dto.js';

describeOnEachEngine('ways into the library', (database) => {
  let feature: FeatureApp;

  beforeEach(async () => {
    feature = await startFeatureApp(database(), [LibraryModule]);
  });

  afterEach(() => feature.close());

  const shelves = async (): Promise<string[]> =>
    (await feature.get<ShelfList>('/shelves')).items.map(({ name }) => name);

  it('keep filters under a name, until they are removed', async () => {
    const query = { heard: 'no', fromYear: 1990, toYear: 1999, sort: 'added' };
    const saved = (await feature.send('post', '/shelves', { name: ' Unheard nineties ', query })).body as ShelfView;
    await feature.send('post', '/shelves', { name: 'Others', query: {} });
    expect((await feature.get<ShelfList>('/shelves')).items[0]).toEqual({
      id: saved.id,
      name: 'Unheard nineties',
      query,
    });
    expect((await feature.send('patch', `/shelves/${saved.id}`, { name: 'Nineties' })).body).toMatchObject({ query });
    expect((await feature.send('delete', `/shelves/${saved.id}`)).status).toBe(204);
    expect(await shelves()).toEqual(['Others']);
    expect((await feature.send('patch', `/shelves/${saved.id}`, { name: 'Gone' })).status).toBe(404);
  });

  it('keep no filter that lists do not know, and not more shelves than there is room for', async () => {
    expect((await feature.send('post', '/shelves', { name: 'Blue', query: { mood: 'blue' } })).status).toBe(400);
    expect((await feature.send('post', '/shelves', { name: '', query: {} })).status).toBe(400);
    for (let number = 0; number < 50; number++) {
      expect((await feature.send('post', '/shelves', { name: `Shelf ${number}`, query: {} })).status).toBe(201);
    }
    const refused = await feature.send('post', '/shelves', { name: 'One more', query: {} });
    expect([refused.status, (refused.body as { detail: string }).detail]).toEqual([
      409,
      'There is room for 50 shelves. Remove some to save others.',
    ]);
  });

  it('are genres and decades, with what each has', async () => {
    const put = (album: string, releaseDate: string, genres: string[]): void =>
      feature.files.put(
        `${album}/1.flac`,
        aTrack({
          title: album,
          album,
          artist: `Band of ${album}`,
          albumArtist: `Band of ${album}`,
          releaseDate,
          genres,
        }),
      );
    put('Amber', '1975', ['Waltz']);
    put('Bleach', '1971-05', ['Waltz', 'Polka']);
    put('Chrome', '1999', ['Polka']);
    put('Drift', '2003', []);
    await feature.scan();
    const decades = async (): Promise<unknown[]> =>
      (await feature.get<DecadeList>('/decades')).items.map(({ decade, albumCount, trackCount }) => [decade, albumCount, trackCount]); // prettier-ignore
    expect(await decades()).toEqual([[2000, 1, 1], [1990, 1, 1], [1970, 2, 2]]); // prettier-ignore
    const { items } = await feature.get<{ items: { id: string; title: string }[] }>('/albums?toYear=1974');
    await feature.send('put', `/albums/${items[0]?.id}/placement`, { placement: 'archive' });
    expect(await decades()).toEqual([[2000, 1, 1], [1990, 1, 1], [1970, 1, 1]]); // prettier-ignore
    const artists = await feature.get<{ items: { name: string }[] }>('/artists?fromYear=1990&toYear=1999');
    expect(artists.items.map(({ name }) => name)).toEqual(['Band of Chrome']);
    const genre = (await feature.get<GenrePage>('/genres?covers=yes')).items[0]!;
    expect(await feature.get<GenreView>(`/genres/${genre.id}`)).toEqual(genre);
    expect(genre).toMatchObject({ name: 'Polka', albumCount: 2, artworkIds: [] });
    expect((await feature.send('get', '/genres/nowhere')).status).toBe(404);
  });
});
