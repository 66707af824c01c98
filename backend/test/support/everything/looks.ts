import { ArtworkRepository } from '../../../src/artwork/artwork-repository.js';
import { OWNER_ID, type Database } from '../../../src/database/index.js';
import { HeardSet, type HeardFilter } from '../../../src/history/heard-set.js';
import { PastImports } from '../../../src/history/imports/past-imports.js';
import { END_OF_TIME, JournalWalk, type Lane } from '../../../src/history/journal-walk.js';
import { DIRECTIONS, type ListenPage } from '../../../src/history/listens.dto.js';
import { TOP_KINDS } from '../../../src/history/statistics.dto.js';
import { ALBUM_SORTS, ORDERS } from '../../../src/library/albums.dto.js';
import { ARTIST_SORTS } from '../../../src/library/artists.dto.js';
import { GENRE_SORTS } from '../../../src/library/genres.dto.js';
import { PLACEMENTS } from '../../../src/library/index.js';
import { HEARD, TRACK_SORTS } from '../../../src/library/tracks.dto.js';
import { Works } from '../../../src/library/works.js';
import type { Client } from './client.js';

/** Looks at every list in each of its orders, with each filter, a page at a time, and at all else there is to see. */
export async function lookAtEverything(client: Client, database: Database): Promise<void> {
  await lookAtLibrary(client);
  await lookAtHistory(client);
  await walkAlongJournal(database);
  await client.pages('/history/imports');
  await new PastImports(database).find(OWNER_ID, 'nothing');
  await new Works(database).countOf(0);
  const artworks = new ArtworkRepository(database);
  await artworks.countUnseen(['local']);
  await artworks.unseen(['local'], 0, 1);
  for (const path of ['/readyz', '/metrics', '/system']) await client.get(path);
}

async function lookAtLibrary(client: Client): Promise<void> {
  const [albumId, other] = [await client.albumCalled('New'), await client.first('/albums', { sort: 'added' })];
  const [artistId, genreId] = [await client.first('/artists', { sort: 'albums' }), await client.first('/genres', {})];
  const trackId = (await client.tracksOf('New')).find(({ hasLyrics }) => hasLyrics)?.id ?? '';
  for (const order of ORDERS) {
    for (const sort of ALBUM_SORTS) {
      await client.pages('/albums', {
        sort,
        order,
        from: 'b',
        plays: 'yes',
        ...(sort === 'placed' && { placement: 'discovery' }),
      });
    }
    for (const sort of TRACK_SORTS) await client.pages('/tracks', { sort, order, artistId });
    for (const sort of TRACK_SORTS) await client.pages('/tracks', { sort, order });
    for (const sort of ARTIST_SORTS) await client.pages('/artists', { sort, order, from: 'b' });
  }
  for (const placement of PLACEMENTS) await client.get('/albums', { placement });
  for (const part of [{}, { part: 'own' }, { part: 'appears-on' }]) await client.get('/albums', { artistId, ...part });
  await client.get('/albums', { artistId, role: 'composer' });
  await client.get('/albums', { genreId, fromYear: 1990, toYear: 2030 });
  await client.pages(`/artists/${artistId}/works`);
  await client.get('/tracks', { genreId, artistId });
  await client.get('/tracks', { artistId, work: 'Requiem' });
  await client.get('/tracks', { work: 'Requiem' });
  await client.get('/tracks', { genreId });
  for (const placement of PLACEMENTS) await client.get('/tracks', { placement });
  for (const heard of HEARD) await client.get('/tracks', { heard, format: 'lossless' });
  for (const filter of [{ fromYear: 1990 }, { addedWithinDays: 30 }, { q: 'new' }, { q: '.' }, { format: 'opus' }]) {
    await client.get('/tracks', { ...filter, heard: 'no' });
  }
  await client.get('/tracks', { artistId, q: 'new', addedWithinDays: 30, fromYear: 1990 });
  await client.get('/tracks/outline', { sort: 'plays' });
  await client.get('/albums/outline', { sort: 'artist' });
  await client.get('/artists/outline');
  await client.get('/artists', { genreId });
  await client.get('/artists', { fromYear: 1990 });
  await client.get(`/genres/${genreId}`);
  await client.get('/decades');
  await lookAtShelves(client);
  for (const sort of GENRE_SORTS) await client.pages('/genres', { sort, covers: 'yes' });
  for (const id of [albumId, other]) await client.get(`/albums/${id}`);
  for (const path of ['', '/lyrics']) await client.get(`/tracks/${trackId}${path}`);
  await client.get(`/artists/${artistId}`);
  for (const q of ['new', 'n', 'La la', 'newcomer on']) await client.get('/search', { q });
  await client.send('post', '/search/recent', { q: 'newcomer' });
  for (const q of ['', 'new']) await client.get('/search/suggestions', { q });
  await client.get('/search/recent');
  await client.send('delete', '/search/recent?q=newcomer');
  await client.send('delete', '/search/recent');
  for (const path of ['/scans', '/scans/faults']) await client.pages(path);
  await client.get(`/scans/${await client.first('/scans', {})}`);
}

async function lookAtShelves(client: Client): Promise<void> {
  await client.send('post', '/shelves', { name: 'Never heard', query: { heard: 'no', sort: 'added' } });
  const id = await client.first('/shelves', {});
  await client.send('patch', `/shelves/${id}`, { name: 'New' });
  await client.send('delete', `/shelves/${id}`);
}

async function lookAtHistory(client: Client): Promise<void> {
  const trackId = (await client.tracksOf('A'))[0]?.id ?? '';
  const heard = { artistId: await client.first('/artists', {}), albumId: await client.albumCalled('A'), trackId };
  const filters: HeardFilter[] = [{}, { q: 'far' }, heard, { ...heard, q: 'far', source: 'local' }];
  for (const filter of filters) {
    for (const lane of [{}, { source: 'local' }, { context: 'album' }]) {
      const query = { limit: 1, ...filter, ...lane };
      const { olderCursor: cursor } = await client.get<ListenPage>('/history/listens', query);
      for (const direction of DIRECTIONS) await client.get('/history/listens', { ...query, cursor, direction });
    }
  }
  await client.get('/history/listens', { day: '2026-06-30' });
  await client.get('/history/days', { year: 2026 });
  for (const window of [{}, { from: '2026-01-01', to: '2026-12-31' }]) {
    for (const kind of TOP_KINDS) await client.get('/history/statistics/top', { kind, ...window });
    for (const name of ['summary', 'clock', 'discovery', 'completeness']) {
      await client.get(`/history/statistics/${name}`, window);
    }
  }
  await client.get('/home');
  await client.get('/history/export', { format: 'csv' });
}

/** As the journal is read where there is too much of something to be gathered. */
async function walkAlongJournal(database: Database): Promise<void> {
  const { read, engine } = database;
  const few = { names: 100, listens: 0, stride: 1 };
  const lanes: readonly (Lane | undefined)[] = [
    undefined,
    { column: 'source', value: 'local' },
    { column: 'context_kind', value: 'album' },
  ];
  for (const filter of [{ q: 'a' }, { source: 'local' }]) {
    const heard = HeardSet.of(filter, engine)!;
    for (const lane of lanes) {
      for (const direction of DIRECTIONS) {
        const wanted = { ownerId: OWNER_ID, heard, ...(lane && { lane }) };
        await new JournalWalk(read, wanted, direction, few).next(END_OF_TIME, 5);
      }
    }
  }
}
