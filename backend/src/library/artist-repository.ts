import { Injectable } from '@nestjs/common';
import { Conditions, continueAfter, cutPage, type Keyset, orderBy } from '../api/index.js';
import { NotFound, sortKey } from '../common/index.js';
import { Database } from '../database/index.js';
import { marks } from '../sql/index.js';
import type { ArtistListQuery, ArtistPage, ArtistsQuery, ArtistSort } from './artists.dto.js';
import { heardOfOne } from './heard.js';
import { restrictToHearted } from './hearted.js';
import { CREDIT_ROLES, type ArtistSummary, type ArtistView, type GenreRef, type ListOutline, type RoleCount } from './library.dto.js'; // prettier-ignore
import { addAfter, stretchOf } from './list-parts.js';
import { outlineOf } from './outline.js';
import { NOWHERE } from './placements.js';
import { Works } from './works.js';

/** Columns of `ARTIST_SELECT`. */
export interface ArtistRow {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly sort_name: string;
  readonly mb_artist_id: string | null;
  readonly album_count: number;
  readonly appears_on_count: number;
  readonly track_count: number;
  readonly artwork_id: string | null;
  readonly placeholder: string | null;
}

export const ARTIST_SELECT = `SELECT r.key, r.id, r.name, r.sort_name, r.mb_artist_id, r.album_count, r.appears_on_count,
    r.track_count, w.id AS artwork_id, w.placeholder
  FROM artist r LEFT JOIN artwork w ON w.key = r.artwork_key`;

const KEYSETS: Record<ArtistSort, Omit<Keyset<ArtistRow>, 'isDescending'>> = {
  name: {
    columns: ['r.sort_name', 'r.key'],
    kinds: ['string', 'number'],
    valuesOf: (row) => [row.sort_name, row.key],
  },
  albums: {
    columns: ['r.album_count', 'r.key'],
    kinds: ['number', 'number'],
    valuesOf: (row) => [row.album_count, row.key],
  },
  tracks: {
    columns: ['r.track_count', 'r.key'],
    kinds: ['number', 'number'],
    valuesOf: (row) => [row.track_count, row.key],
  },
};

export function artistView(row: ArtistRow): ArtistSummary {
  return {
    id: row.id,
    name: row.name,
    albumCount: row.album_count,
    appearsOnCount: row.appears_on_count,
    trackCount: row.track_count,
    ...(row.artwork_id !== null && { artworkId: row.artwork_id }),
    ...(row.placeholder !== null && { placeholder: row.placeholder }),
  };
}

/** Reads artists. */
@Injectable()
export class ArtistRepository {
  constructor(
    private readonly database: Database,
    private readonly works: Works,
  ) {}

  /** Artists of whom something is there. */
  async page(ownerId: string, query: ArtistsQuery): Promise<ArtistPage> {
    const { limit, cursor } = query;
    const keyset = artistKeyset(query);
    const conditions = artistFilters(ownerId, query);
    continueAfter(keyset, cursor, conditions);
    const rows = await this.database.read.all<ArtistRow>(
      `${ARTIST_SELECT} ${conditions.where} ${orderBy(keyset)} LIMIT ?`,
      [...conditions.parameters, limit + 1],
    );
    const page = cutPage(keyset, rows, limit);
    return { items: page.rows.map(artistView), ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }) };
  }

  /** How long that list is, and ways into it. */
  outline(ownerId: string, query: ArtistListQuery): Promise<ListOutline> {
    const keyset = artistKeyset(query);
    return outlineOf(keyset, (cursor, limit) =>
      stretchOf([{ keyset, leading: 0 }], { cursor, limit }, (part, after, most) => {
        const conditions = artistFilters(ownerId, query);
        if (after) addAfter(part, after, conditions);
        const statement = `${ARTIST_SELECT} ${conditions.where} ${orderBy(keyset)} LIMIT ?`;
        return this.database.read.all<ArtistRow>(statement, [...conditions.parameters, most]);
      }),
    );
  }

  /** In how many albums that are there they have which part. */
  private async roles(key: number): Promise<RoleCount[]> {
    const rows = await this.database.read.all<{ role: string; count: number | string }>(
      `SELECT ta.role, COUNT(DISTINCT t.album_key) AS count FROM track_artist ta JOIN track t ON t.key = ta.track_key
       WHERE ta.artist_key = ? AND NOT t.is_missing AND t.album_key NOT IN (${NOWHERE}) GROUP BY ta.role`,
      [key],
    );
    const counts = new Map(rows.map(({ role, count }) => [role, Number(count)]));
    return CREDIT_ROLES.flatMap((role) => {
      const albumCount = counts.get(role) ?? 0;
      return albumCount === 0 ? [] : [{ role, albumCount }];
    });
  }

  /** By id; those that do not exist are left out. */
  async byIds(ids: readonly string[]): Promise<Map<string, ArtistSummary>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.read.all<ArtistRow>(`${ARTIST_SELECT} WHERE r.id IN (${marks(ids)})`, ids);
    return new Map(rows.map((row) => [row.id, artistView(row)]));
  }

  /** @throws NotFound */
  async find(ownerId: string, id: string): Promise<ArtistView> {
    const { read } = this.database;
    const row = await read.get<ArtistRow & { has_own_cover: number | boolean }>(
      `${ARTIST_SELECT.replace(
        'SELECT ',
        'SELECT EXISTS (SELECT 1 FROM artist_cover c WHERE c.artist_key = r.key) AS has_own_cover, ',
      )} WHERE r.id = ?`,
      [id],
    );
    if (!row) throw new NotFound('artist', id);
    const genres = await read.all<GenreRef>(
      `SELECT g.id, g.name FROM genre g JOIN (
         SELECT ag.genre_key, count(*) AS albums FROM album_artist aa JOIN album_genre ag ON ag.album_key = aa.album_key
         WHERE aa.artist_key = ? AND ag.album_key NOT IN (${NOWHERE}) GROUP BY ag.genre_key) c ON c.genre_key = g.key
       ORDER BY c.albums DESC, g.sort_name LIMIT 8`,
      [row.key],
    );
    const roles = await this.roles(row.key);
    return Object.assign(artistView(row), {
      roles,
      workCount: roles.some(({ role }) => role === 'composer') ? await this.works.countOf(row.key) : 0,
      heard: await heardOfOne(read, ownerId, 'artist', row.key),
      genres,
      hasOwnCover: Boolean(row.has_own_cover),
      ...(row.mb_artist_id !== null && { musicBrainzArtistId: row.mb_artist_id }),
    });
  }
}

function artistKeyset({ sort, order }: ArtistListQuery): Keyset<ArtistRow> {
  return { ...KEYSETS[sort], isDescending: order === undefined ? sort !== 'name' : order === 'desc' };
}

function artistFilters(ownerId: string, query: ArtistListQuery): Conditions {
  const { sort, order, from, genreId, fromYear, toYear, isHearted } = query;
  const conditions = new Conditions().add('r.is_missing = ?', false);
  if (from !== undefined && sort === 'name') {
    if (order === 'desc') conditions.add('r.sort_name <= ?', `${sortKey(from)}\uffff`);
    else conditions.add('r.sort_name >= ?', sortKey(from));
  }
  if (genreId !== undefined) {
    conditions.add(
      `r.key IN (SELECT aa.artist_key FROM album_artist aa JOIN album_genre ag ON ag.album_key = aa.album_key
         JOIN genre g ON g.key = ag.genre_key WHERE g.id = ? AND ag.album_key NOT IN (${NOWHERE}))`,
      genreId,
    );
  }
  if (isHearted !== undefined) restrictToHearted(conditions, 'artist', 'r.key', ownerId, isHearted);
  if (fromYear !== undefined || toYear !== undefined) {
    conditions.add(
      `r.key IN (SELECT aa.artist_key FROM album_artist aa JOIN album a ON a.key = aa.album_key
         WHERE a.is_missing = ? AND a.sort_year BETWEEN ? AND ? AND a.key NOT IN (${NOWHERE}))`,
      false,
      fromYear ?? 1,
      toYear ?? 9999,
    );
  }
  return conditions;
}
