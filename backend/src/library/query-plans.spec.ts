import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookThrough, Notebook } from '../../test/support/notebook.js';
import { openTestDatabase } from '../../test/support/test-database.js';
import { encodeCursor } from '../api/index.js';
import { Database, OWNER_ID } from '../database/index.js';
import { AlbumRepository } from './album-repository.js';
import { ALBUM_SORTS, AlbumsQuery, ORDERS } from './albums.dto.js';
import { ArtistRepository } from './artist-repository.js';
import { ArtistsQuery } from './artists.dto.js';
import { LibrarySearch } from './library-search.js';
import { SourceRegistry } from '../sources/index.js';
import { ShuffledTracks } from './shuffled-tracks.js';
import { SourcesOff } from './sources-off.js';
import { TrackLists } from './track-lists.js';
import { TrackRepository } from './track-repository.js';
import { PLACEMENTS } from './placements.js';
import { TRACK_SORTS, TracksQuery } from './tracks.dto.js';

/** The last page has to cost what the first does, and a library of any size what a small one does. */
describe('SQLite answers from an index, without sorting and without looking through everything,', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  let notebook: Notebook;
  let database: Database;
  let sourcesOff: SourcesOff;

  beforeEach(async () => {
    opened = await openTestDatabase('sqlite');
    notebook = new Notebook(opened.database.read);
    sourcesOff = new SourcesOff(opened.database, new SourceRegistry([]));
    database = Object.create(opened.database, { read: { value: notebook } }) as Database;
  });

  afterEach(() => opened.remove());

  describe.each(ORDERS)('in order %s,', (order) => {
    it.each(ALBUM_SORTS.filter((sort) => sort !== 'placed'))('to albums by %s', async (sort) => {
      const cursors = {
        title: encodeCursor(['x', 1]),
        artist: encodeCursor(['x', 1, 1]),
        year: encodeCursor([1, 1]),
        added: encodeCursor([1]),
      };
      const albums = new AlbumRepository(database, sourcesOff);
      await albums.page(OWNER_ID, Object.assign(new AlbumsQuery(), { sort, order, cursor: cursors[sort] }));
      const lines = await notebook.plans();
      expect(lines.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
      expect(lines.filter(lookThrough)).toEqual([]);
    });

    it.each(PLACEMENTS)('to albums that live in %s', async (placement) => {
      const cursor = encodeCursor(placement === 'collection' ? ['x', 1] : [1_700_000_000_000, 1]);
      await new AlbumRepository(database, sourcesOff).page(
        OWNER_ID,
        Object.assign(new AlbumsQuery(), { placement, order, cursor }),
      );
      const lines = await notebook.plans();
      expect(lines.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
      expect(lines.filter(lookThrough)).toEqual([]);
    });

    it.each(TRACK_SORTS)('to tracks by %s', async (sort) => {
      const cursor = encodeCursor(sort === 'added' ? [1] : ['x', 1]);
      await new TrackRepository(database, sourcesOff).page(
        OWNER_ID,
        Object.assign(new TracksQuery(), { sort, order, cursor }),
      );
      const lines = await notebook.plans();
      expect(lines.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
      expect(lines.filter(lookThrough)).toEqual([]);
    });
  });

  it.each(TRACK_SORTS)('to a whole list of tracks by %s', async (sort) => {
    await new TrackLists(database).ofTracks({ sort }, { ownerId: OWNER_ID, most: 10 });
    const lines = await notebook.plans();
    // In the order of the keys, the table itself is the index.
    const isIndexed = (line: string): boolean => sort === 'added' || !lookThrough(line);
    expect(lines.filter((line) => line.includes('TEMP B-TREE') || !isIndexed(line))).toEqual([]);
  });

  it('to everything in a shuffled order, by the keys alone', async () => {
    await new ShuffledTracks(database).after(OWNER_ID, { seed: 1, position: 0 }, 10);
    const lines = await notebook.plans();
    expect(lines.filter((line) => line.includes('TEMP B-TREE') || lookThrough(line))).toEqual([]);
  });

  it('to artists by name', async () => {
    const cursor = encodeCursor(['x', 1]);
    await new ArtistRepository(database).page(OWNER_ID, Object.assign(new ArtistsQuery(), { cursor }));
    const lines = await notebook.plans();
    expect(lines.filter((line) => line.includes('TEMP B-TREE') || lookThrough(line))).toEqual([]);
  });

  it('to artists of a genre, where what lives nowhere is found from an index of its own', async () => {
    await new ArtistRepository(database).page(OWNER_ID, Object.assign(new ArtistsQuery(), { genreId: 'g' }));
    const lines = await notebook.plans();
    expect(lines.filter((line) => line.includes('TEMP B-TREE FOR ORDER BY') || lookThrough(line))).toEqual([]);
    expect(lines.filter((line) => line.includes('USING INDEX album_unheld'))).toHaveLength(1);
  });

  it('to a search', async () => {
    await new LibrarySearch(database, sourcesOff).find({ query: 'some words', limit: 10, ownerId: 'owner' });
    const lines = await notebook.plans();
    expect(lines.filter((line) => line.includes('TEMP B-TREE') || lookThrough(line))).toEqual([]);
    expect(lines.filter((line) => /VIRTUAL TABLE INDEX/.test(line))).toHaveLength(6);
  });
});
