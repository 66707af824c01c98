import { Injectable } from '@nestjs/common';
import { type Conditions, continueAfter, cutPage, type Keyset, restrictToPresent, orderBy } from '../api/index.js';
import { InvalidRequest, NotFound, sortKey } from '../common/index.js';
import { Database } from '../database/index.js';
import { marks } from '../sql/index.js';
import { ALBUM_SELECT, albumViews, type AlbumRow } from './album-views.js';
import type { AlbumListQuery, AlbumPage, AlbumsQuery, AlbumSort } from './albums.dto.js';
import { albumSounds } from './file-parts.js';
import { addHeard, heardOfOne } from './heard.js';
import { restrictToHearted } from './hearted.js';
import type { AlbumSummary, AlbumView, DiscView, GenreRef, ListOutline } from './library.dto.js';
import { outlineOf } from './outline.js';
import { isPlaced, UNPLACED } from './placements.js';
import { SourcesOff } from './sources-off.js';
import { TRACK_SELECT, trackViews, type TrackRow } from './track-views.js';

interface AlbumDetailRow extends AlbumRow {
  readonly source_title: string;
  readonly source_artist: string;
  readonly release_date: string | null;
  readonly original_date: string | null;
  readonly label: string | null;
  readonly mb_release_id: string | null;
  readonly has_own_cover: number | boolean;
}

const KEYSETS: Record<AlbumSort, Omit<Keyset<AlbumRow>, 'isDescending'>> = {
  title: {
    columns: ['a.sort_title', 'a.key'],
    kinds: ['string', 'number'],
    valuesOf: (row) => [row.sort_title, row.key],
  },
  artist: {
    columns: ['a.sort_artist', 'a.sort_year', 'a.key'],
    kinds: ['string', 'number', 'number'],
    valuesOf: (row) => [row.sort_artist, row.sort_year, row.key],
  },
  year: {
    columns: ['a.sort_year', 'a.key'],
    kinds: ['number', 'number'],
    valuesOf: (row) => [row.sort_year, row.key],
  },
  added: {
    // Keys count up, so this is the order in which albums were added.
    columns: ['a.key'],
    kinds: ['number'],
    valuesOf: (row) => [row.key],
  },
  placed: {
    columns: ['p.placed_at_ms', 'p.album_key'],
    kinds: ['instant', 'number'],
    valuesOf: (row) => [row.placed_at_ms ?? 0, row.key],
  },
};

const OWN = 'SELECT album_key FROM album_artist WHERE artist_key = (SELECT key FROM artist WHERE id = ?)';
const WITH_TRACK = `SELECT t.album_key FROM track_artist ta JOIN track t ON t.key = ta.track_key
  WHERE ta.artist_key = (SELECT key FROM artist WHERE id = ?)`;

const WITH_ROLE = `${WITH_TRACK} AND ta.role = ?`;

/** Reads albums. */
@Injectable()
export class AlbumRepository {
  constructor(
    private readonly database: Database,
    private readonly sourcesOff: SourcesOff,
  ) {}

  /**
   * Albums that are there.
   * @throws InvalidRequest the order does not go with the placement
   */
  async page(ownerId: string, query: AlbumsQuery): Promise<AlbumPage> {
    const keyset = albumKeyset(query);
    const conditions = albumFilters(ownerId, query);
    continueAfter(keyset, query.cursor, conditions);
    const rows = await this.database.read.all<AlbumRow>(
      `${ALBUM_SELECT} ${conditions.where} ${orderBy(keyset)} LIMIT ?`,
      [ownerId, ...conditions.parameters, query.limit + 1],
    );
    const page = cutPage(keyset, rows, query.limit);
    const items = await albumViews(this.database.read, page.rows, this.sourcesOff);
    return { items, ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }) };
  }

  /**
   * How long that list is, and ways into it.
   * @throws InvalidRequest the order does not go with the placement
   */
  outline(ownerId: string, query: AlbumListQuery): Promise<ListOutline> {
    const keyset = albumKeyset(query);
    return outlineOf(keyset, (cursor, limit) => {
      const conditions = albumFilters(ownerId, query);
      continueAfter(keyset, cursor, conditions);
      return this.database.read.all<AlbumRow>(`${ALBUM_SELECT} ${conditions.where} ${orderBy(keyset)} LIMIT ?`, [
        ownerId,
        ...conditions.parameters,
        limit,
      ]);
    });
  }

  /** By key; those that are no longer there are left out. */
  async byKeys(ownerId: string, keys: readonly number[]): Promise<Map<number, AlbumSummary>> {
    if (keys.length === 0) return new Map();
    const rows = await this.database.read.all<AlbumRow>(`${ALBUM_SELECT} WHERE a.key IN (${marks(keys)})`, [
      ownerId,
      ...keys,
    ]);
    const views = await albumViews(this.database.read, rows, this.sourcesOff);
    return new Map(rows.flatMap(({ key }, i) => (views[i] ? [[key, views[i]]] : [])));
  }

  /** By id; those that do not exist are left out. */
  async byIds(ownerId: string, ids: readonly string[]): Promise<Map<string, AlbumSummary>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.read.all<AlbumRow>(`${ALBUM_SELECT} WHERE a.id IN (${marks(ids)})`, [
      ownerId,
      ...ids,
    ]);
    const views = await albumViews(this.database.read, rows, this.sourcesOff);
    return new Map(views.map((view) => [view.id, view]));
  }

  /** @throws NotFound */
  async summary(ownerId: string, id: string): Promise<AlbumSummary> {
    const row = await this.database.read.get<AlbumRow>(`${ALBUM_SELECT} WHERE a.id = ?`, [ownerId, id]);
    const [view] = row ? await albumViews(this.database.read, [row], this.sourcesOff) : [];
    if (!view) throw new NotFound('album', id);
    return view;
  }

  /** @throws NotFound */
  async find(ownerId: string, id: string): Promise<AlbumView> {
    const { read } = this.database;
    const row = await read.get<AlbumDetailRow>(
      `${ALBUM_SELECT.replace(
        'SELECT ',
        `SELECT a.source_title, a.source_artist, a.release_date, a.original_date,
         a.label, a.mb_release_id,
         EXISTS (SELECT 1 FROM album_cover c WHERE c.album_key = a.key) AS has_own_cover, `,
      )} WHERE a.id = ?`,
      [ownerId, id],
    );
    if (!row) throw new NotFound('album', id);
    const [[summary], tracks, genres, { parts, superseded }, heard] = await Promise.all([
      albumViews(read, [row], this.sourcesOff),
      read.all<TrackRow>(`${TRACK_SELECT} WHERE t.album_key = ? ORDER BY t.disc_number, t.track_number, t.key`, [
        row.key,
      ]),
      read.all<GenreRef>(
        `SELECT g.id, g.name FROM album_genre ag JOIN genre g ON g.key = ag.genre_key WHERE ag.album_key = ?
         ORDER BY g.sort_name`,
        [row.key],
      ),
      albumSounds(read, row.key),
      heardOfOne(read, ownerId, 'album', row.key),
    ]);
    return Object.assign(summary!, {
      heard,
      discs: await this.discs(ownerId, dropReplaced(tracks.filter(({ key }) => !superseded.has(key)))),
      genres,
      ...(row.release_date !== null && { releaseDate: row.release_date }),
      ...(row.original_date !== null && { originalDate: row.original_date }),
      ...(row.label !== null && { label: row.label }),
      sizeBytes: row.size_bytes,
      ...(row.mb_release_id !== null && { musicBrainzReleaseId: row.mb_release_id }),
      ...(row.title !== row.source_title && { sourceTitle: row.source_title }),
      ...(row.artist !== row.source_artist && { sourceArtist: row.source_artist }),
      hasOwnCover: Boolean(row.has_own_cover),
      ...(parts && { parts }),
    });
  }

  private async discs(ownerId: string, rows: readonly TrackRow[]): Promise<DiscView[]> {
    const views = await trackViews(this.database.read, rows, this.sourcesOff);
    await addHeard(this.database.read, ownerId, rows, views);
    const discs = new Map<number, DiscView>();
    rows.forEach(({ disc_number, disc_subtitle }, i) => {
      const number = Math.max(1, disc_number);
      const disc = discs.get(number) ?? { number, tracks: [] };
      if (disc_subtitle !== null) disc.subtitle ??= disc_subtitle;
      const view = views[i];
      if (view) disc.tracks.push(view);
      discs.set(number, disc);
    });
    return [...discs.values()];
  }
}

/** Only what was placed by hand has a time at which it was. */
function sortOf({ sort, placement }: AlbumListQuery): AlbumSort {
  const isPlacedByHand = placement !== undefined && placement !== UNPLACED;
  if (sort === 'placed' && !isPlacedByHand) {
    throw new InvalidRequest([{ field: 'sort', detail: 'placed goes with a placement other than the collection.' }]);
  }
  return sort ?? (isPlacedByHand ? 'placed' : 'title');
}

/**
 * The order of a list of albums.
 * @throws InvalidRequest the order does not go with the placement
 */
export function albumKeyset(query: AlbumListQuery): Keyset<AlbumRow> {
  const { order } = query;
  const sort = sortOf(query);
  const isNewestFirst = sort === 'year' || sort === 'added' || sort === 'placed';
  return { ...KEYSETS[sort], isDescending: order === undefined ? isNewestFirst : order === 'desc' };
}

/** What a list of albums shows, of `ALBUM_SELECT`. */
export function albumFilters(ownerId: string, query: AlbumListQuery): Conditions {
  const sort = sortOf(query);
  const { placement, order, from, genreId, artistId, role, part, fromYear, toYear, isHearted } = query;
  const conditions = restrictToPresent('a', sort !== 'added' && sort !== 'placed').add(isPlaced('a', 'p', placement));
  if (from !== undefined && (sort === 'title' || sort === 'artist')) {
    const column = sort === 'title' ? 'a.sort_title' : 'a.sort_artist';
    if (order === 'desc') conditions.add(`${column} <= ?`, `${sortKey(from)}\uffff`);
    else conditions.add(`${column} >= ?`, sortKey(from));
  }
  if (genreId !== undefined) {
    conditions.add('a.key IN (SELECT ag.album_key FROM album_genre ag JOIN genre g ON g.key = ag.genre_key WHERE g.id = ?)', genreId); // prettier-ignore
  }
  if (artistId !== undefined) {
    if (role !== undefined) conditions.add(`a.key IN (${WITH_ROLE})`, artistId, role);
    if (part === 'own') conditions.add(`a.key IN (${OWN})`, artistId);
    else if (part === 'appears-on') {
      conditions.add(`a.key IN (${WITH_TRACK}) AND a.key NOT IN (${OWN})`, artistId, artistId);
    } else conditions.add(`(a.key IN (${OWN}) OR a.key IN (${WITH_TRACK}))`, artistId, artistId);
  }
  if (fromYear !== undefined) conditions.add('a.sort_year >= ?', fromYear);
  if (toYear !== undefined) conditions.add('a.sort_year BETWEEN 1 AND ?', toYear);
  if (isHearted !== undefined) restrictToHearted(conditions, 'album', 'a.key', ownerId, isHearted);
  return conditions;
}

/** Leaves out missing tracks in whose place another is: an album that was ripped anew is not shown twice. */
function dropReplaced(rows: readonly TrackRow[]): TrackRow[] {
  const place = (row: TrackRow): string => `${row.disc_number} ${row.track_number || row.sort_title}`;
  const taken = new Set(rows.filter((row) => !row.is_missing).map(place));
  return rows.filter((row) => !row.is_missing || !taken.has(place(row)));
}
