import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookThrough, Notebook } from '../../test/support/notebook.js';
import { TestClock } from '../../test/support/test-clock.js';
import { openTestDatabase } from '../../test/support/test-database.js';
import { encodeCursor } from '../api/index.js';
import { Database, OWNER_ID } from '../database/index.js';
import { AlbumFinder } from './album-finder.js';
import { AlbumRepository } from './album-repository.js';
import { ALBUM_SORTS, type AlbumSort, AlbumsQuery, ORDERS } from './albums.dto.js';
import { ArtistRepository } from './artist-repository.js';
import { ArtistsQuery } from './artists.dto.js';
import { LibrarySearch } from './library-search.js';
import { SourceRegistry } from '../sources/index.js';
import { ShuffledTracks } from './shuffled-tracks.js';
import { SourcesOff } from './sources-off.js';
import { TrackFinder } from './track-finder.js';
import { TrackLists } from './track-lists.js';
import { PLACEMENTS } from './placements.js';
import { TRACK_SORTS, type TrackSort } from './tracks.dto.js';
import { Works } from './works.js';

/** What was heard equally often is put in order by itself. */
const isSorting = (line: string): boolean => /TEMP B-TREE(?! FOR LAST TERM)/.test(line);
/** In the order of the keys, the table itself is the index; so it is for what was never heard. */
const isLookThrough =
  (sort: TrackSort | AlbumSort) =>
  (line: string): boolean =>
    lookThrough(line) &&
    line !== 'SCAN CONSTANT ROW' &&
    !(['added', 'plays', 'heard'].includes(sort) && /^SCAN [at]$/.test(line));

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

  const finder = (): TrackFinder => new TrackFinder(database, new TestClock());
  const artists = (): ArtistRepository => new ArtistRepository(database, new Works(database));

  describe.each(ORDERS)('in order %s,', (order) => {
    it.each(ALBUM_SORTS.filter((sort) => sort !== 'placed'))('to albums by %s', async (sort) => {
      const cursors = {
        title: encodeCursor(['x', 1]),
        artist: encodeCursor(['x', 1, 1]),
        year: encodeCursor([1, 1]),
        added: encodeCursor([1]),
        plays: encodeCursor([3, 2, 1]),
        heard: encodeCursor([1_700_000_000_000, 2, 1]),
      };
      const albums = new AlbumRepository(database, new AlbumFinder(database), sourcesOff);
      await albums.page(
        OWNER_ID,
        Object.assign(new AlbumsQuery(), { sort, order, cursor: cursors[sort], plays: 'yes' }),
      );
      const lines = await notebook.plans();
      expect(lines.filter(isSorting)).toEqual([]);
      expect(lines.filter(isLookThrough(sort))).toEqual([]);
    });

    it.each(PLACEMENTS)('to albums that live in %s', async (placement) => {
      const cursor = encodeCursor(placement === 'collection' ? ['x', 1] : [1_700_000_000_000, 1]);
      await new AlbumRepository(database, new AlbumFinder(database), sourcesOff).page(
        OWNER_ID,
        Object.assign(new AlbumsQuery(), { placement, order, cursor }),
      );
      const lines = await notebook.plans();
      expect(lines.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
      expect(lines.filter(lookThrough)).toEqual([]);
    });

    it.each(TRACK_SORTS)('to tracks by %s', async (sort) => {
      const cursors = {
        title: encodeCursor(['x', 1]),
        artist: encodeCursor(['x', 1, 1, 1, 1]),
        album: encodeCursor(['x', 1, 1, 1, 1]),
        year: encodeCursor([1, 1, 1, 1, 1]),
        length: encodeCursor([1, 1]),
        added: encodeCursor([1]),
        plays: encodeCursor([1, 1, 1]),
        heard: encodeCursor([1_700_000_000_000, 1, 1]),
      };
      const cursor = cursors[sort];
      await finder().find(OWNER_ID, { sort, order }, { cursor, limit: 100 });
      const lines = await notebook.plans();
      expect(lines.filter((line) => isSorting(line) || isLookThrough(sort)(line))).toEqual([]);
    });
  });

  it.each(TRACK_SORTS)('to a whole list of tracks by %s', async (sort) => {
    await new TrackLists(database, finder(), new AlbumFinder(database)).ofTracks(
      { sort },
      { ownerId: OWNER_ID, most: 10 },
    );
    const lines = await notebook.plans();
    expect(lines.filter((line) => isSorting(line) || isLookThrough(sort)(line))).toEqual([]);
  });

  it('to everything in a shuffled order, by the keys alone', async () => {
    await new ShuffledTracks(database, finder()).after(OWNER_ID, { seed: 1, position: 0 }, 10);
    const lines = await notebook.plans();
    expect(lines.filter((line) => line.includes('TEMP B-TREE') || isLookThrough('added')(line))).toEqual([]);
  });

  it('to artists by name', async () => {
    const cursor = encodeCursor(['x', 1]);
    await artists().page(OWNER_ID, Object.assign(new ArtistsQuery(), { cursor }));
    const lines = await notebook.plans();
    expect(lines.filter((line) => line.includes('TEMP B-TREE') || lookThrough(line))).toEqual([]);
  });

  it('to artists of a genre, where what lives nowhere is found from an index of its own', async () => {
    await artists().page(OWNER_ID, Object.assign(new ArtistsQuery(), { genreId: 'g' }));
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
