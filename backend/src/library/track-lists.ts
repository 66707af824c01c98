import { Injectable } from '@nestjs/common';
import { Conditions, continueAfter, encodeCursor, type Keyset, orderBy } from '../api/index.js';
import type { TrackKind } from '../catalogue/index.js';
import { NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import { marks } from '../sql/index.js';
import { AlbumFinder } from './album-finder.js';
import type { AlbumListQuery } from './albums.dto.js';
import { TrackFinder, type FoundTrack, type TrackStretch } from './track-finder.js';
import type { TrackListQuery } from './tracks.dto.js';

/** As much of a track as a queue keeps. */
export interface ListedTrack {
  /** Of the library, or of a source. */
  readonly id: string;
  /** Absent: a piece of music. */
  readonly kind?: TrackKind;
  /** Absent where it is on none. */
  readonly albumId?: string;
  /** Absent where it has no end, or nobody knows it. */
  readonly durationMs?: number;
}

/** A list, or the part of it around where it is to begin. */
export interface ListedTracks {
  /** In the order of the list; files that are missing are left out. */
  readonly tracks: readonly ListedTrack[];
  /** Of the track to begin with, or the next one that is there; 0 where the list does not have it. */
  readonly startIndex: number;
  /** Whether the list has more tracks than these. */
  readonly isCut: boolean;
}

/** How much of a list is wanted, and by whom. */
export interface ListWish {
  readonly ownerId: string;
  /** Most tracks. */
  readonly most: number;
  /** Id of the track to begin with. */
  readonly startId?: string;
}

interface ListedRow {
  readonly key: number;
  readonly id: string;
  readonly album_id: string;
  readonly album_key: number;
  readonly duration_ms: number;
  readonly is_missing: number | boolean;
  readonly disc_number: number;
  readonly track_number: number;
}

const COLUMNS = 't.id, t.duration_ms, t.is_missing, t.disc_number, t.track_number, t.album_key, a.id AS album_id';
const ALBUM = 'JOIN album a ON a.key = t.album_key';
const LISTED = `SELECT t.key, ${COLUMNS} FROM track t ${ALBUM}`;
const ON_ALBUM: Keyset<ListedRow> = {
  columns: ['t.disc_number', 't.track_number', 't.key'],
  kinds: ['number', 'number', 'number'],
  isDescending: false,
  valuesOf: (row) => [row.disc_number, row.track_number, row.key],
};
/** Albums whose tracks are asked for in one statement. */
const ALBUM_BATCH = 200;
/** Of a list that does not fit, this part of what does may stand before its start. */
const EARLIER_PART = 0.1;

/**
 * Whole lists of tracks, as pages show them: the same filters, the same order. Of a long list only what is wanted is read,
 * from both sides of where it begins.
 */
@Injectable()
export class TrackLists {
  constructor(
    private readonly database: Database,
    private readonly finder: TrackFinder,
    private readonly albums: AlbumFinder,
  ) {}

  /**
   * The tracks of an album, and its title.
   * @throws NotFound
   */
  async ofAlbum(id: string, wish: ListWish): Promise<ListedTracks & { title: string }> {
    const { read } = this.database;
    const album = await read.get<{ key: number; title: string }>('SELECT key, title FROM album WHERE id = ?', [id]);
    if (!album) throw new NotFound('album', id);
    const onAlbum = (): Conditions => new Conditions().add('t.album_key = ?', album.key);
    // A file that is missing may be what was chosen: the album's page shows it.
    return { title: album.title, ...(await this.around(ON_ALBUM, onAlbum, wish)) };
  }

  /**
   * The tracks of an artist, and their name.
   * @throws NotFound
   */
  async ofArtist(id: string, query: TrackListQuery, wish: ListWish): Promise<ListedTracks & { name: string }> {
    const { read } = this.database;
    const artist = await read.get<{ name: string }>('SELECT name FROM artist WHERE id = ?', [id]);
    if (!artist) throw new NotFound('artist', id);
    return { name: artist.name, ...(await this.ofTracks(Object.assign({}, query, { artistId: id }), wish)) };
  }

  /** What `GET /api/v1/tracks` lists. */
  async ofTracks(query: TrackListQuery, { ownerId, startId, most }: ListWish): Promise<ListedTracks> {
    const find = (stretch: TrackStretch): Promise<FoundTrack<ListedRow>[]> =>
      this.finder.find<ListedRow>(ownerId, query, stretch, `, ${COLUMNS}`, ALBUM);
    const rowsOf = (found: readonly FoundTrack<ListedRow>[]): ListedRow[] => found.map(({ row }) => row);
    const [start] = startId === undefined ? [] : await find({ onlyId: startId, limit: 1 });
    if (!start) return cutAround([], rowsOf(await find({ limit: most + 1 })), most);

    const { cursor } = start;
    const from = [start.row, ...rowsOf(await find({ cursor, limit: most }))];
    const before = await find({ cursor, isBackwards: true, limit: earlierOf(from.length, most) + 1 });
    return cutAround(rowsOf(before), from, most);
  }

  /**
   * The tracks of the albums that `GET /api/v1/albums` lists.
   * @throws InvalidRequest the order does not go with the placement
   */
  async ofAlbums(query: AlbumListQuery, wish: ListWish): Promise<ListedTracks> {
    const { startId, most } = wish;
    const [start] =
      startId === undefined ? [] : await this.albums.find(wish.ownerId, query, { withTrackId: startId, limit: 1 });
    const onStart = start ? await this.tracksOf([start.row.key]) : [];
    const at = onStart.findIndex(({ id }) => id === startId);
    const from = [...onStart.slice(Math.max(0, at)), ...(await this.ofAlbumsAfter(start?.cursor, query, wish, false))];
    if (at < 0) return cutAround([], from, most);
    const before = [...onStart.slice(0, at).reverse(), ...(await this.ofAlbumsAfter(start?.cursor, query, wish, true))];
    return cutAround(before, from, most);
  }

  private async around<Row extends ListedRow>(
    keyset: Keyset<Row>,
    filters: () => Conditions,
    { startId, most }: ListWish,
  ): Promise<ListedTracks> {
    const rows = (order: Keyset<Row>, conditions: Conditions, limit: number): Promise<Row[]> =>
      this.database.read.all<Row>(`${LISTED} ${conditions.where} ${orderBy(order)} LIMIT ?`, [
        ...conditions.parameters,
        limit,
      ]);
    const present = (): Conditions => filters().add('NOT t.is_missing');
    const [start] = startId === undefined ? [] : await rows(keyset, filters().add('t.id = ?', startId), 1);
    if (!start) return cutAround([], await rows(keyset, present(), most + 1), most);

    const cursor = encodeCursor(keyset.valuesOf(start));
    const after = present();
    continueAfter(keyset, cursor, after);
    const from = [...(start.is_missing ? [] : [start]), ...(await rows(keyset, after, most))];
    const backwards = { ...keyset, isDescending: !keyset.isDescending };
    const before = present();
    continueAfter(backwards, cursor, before);
    return cutAround(await rows(backwards, before, earlierOf(from.length, most) + 1), from, most);
  }

  /** At least as many as are wanted, where there are; nearest first. */
  private async ofAlbumsAfter(
    start: string | undefined,
    query: AlbumListQuery,
    { ownerId, most }: ListWish,
    isBackwards: boolean,
  ): Promise<ListedRow[]> {
    const found: ListedRow[] = [];
    for (let cursor = start; ;) {
      const albums = await this.albums.find(ownerId, query, { cursor, isBackwards, limit: ALBUM_BATCH });
      const keys = albums.map(({ row }) => row.key);
      const tracks = Map.groupBy(await this.tracksOf(keys), ({ album_key }) => album_key);
      for (const key of keys) {
        const own = tracks.get(key) ?? [];
        for (const track of isBackwards ? own.reverse() : own) found.push(track);
      }
      cursor = albums.at(-1)?.cursor;
      if (albums.length < ALBUM_BATCH || found.length > most) return found;
    }
  }

  /** Those that are there, each album's in its order. */
  private async tracksOf(albumKeys: readonly number[]): Promise<ListedRow[]> {
    if (albumKeys.length === 0) return [];
    return this.database.read.all<ListedRow>(
      `${LISTED} WHERE t.album_key IN (${marks(albumKeys)}) AND NOT t.is_missing
       ${orderBy(ON_ALBUM)}`,
      albumKeys,
    );
  }
}

/** How many may stand before the start: what the rest leaves free, and some in any case. */
function earlierOf(later: number, most: number): number {
  return Math.max(Math.floor(most * EARLIER_PART), most - later);
}

/**
 * As much as fits around the start.
 * @param before nearest first
 * @param from the start and what follows
 */
function cutAround(before: readonly ListedRow[], from: readonly ListedRow[], most: number): ListedTracks {
  const earlier = Math.min(before.length, earlierOf(from.length, most));
  const later = Math.min(from.length, most - earlier);
  const rows = [...before.slice(0, earlier).reverse(), ...from.slice(0, later)];
  return {
    tracks: rows.map(({ id, album_id, duration_ms }) => ({
      id,
      albumId: album_id,
      ...(duration_ms > 0 && { durationMs: duration_ms }),
    })),
    startIndex: Math.max(0, Math.min(earlier, rows.length - 1)),
    isCut: earlier < before.length || later < from.length,
  };
}
