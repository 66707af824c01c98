import { Injectable } from '@nestjs/common';
import { Conditions, continueAfter, cutPage, type Keyset } from '../api/index.js';
import { NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import type { WorkPage, WorksQuery } from './artists.dto.js';
import { NOWHERE } from './placements.js';

interface WorkRow {
  readonly sort: string;
  readonly title: string;
  readonly albums: number | string;
  readonly tracks: number | string;
}

const KEYSET: Keyset<WorkRow> = {
  columns: ['t.work_sort'],
  kinds: ['string'],
  isDescending: false,
  valuesOf: ({ sort }) => [sort],
};

/** The tracks that somebody composed, of works that have a name. */
function composedBy(artistKey: number): Conditions {
  return new Conditions()
    .add(`c.artist_key = ? AND c.role = 'composer'`, artistKey)
    .add(`t.work_sort IS NOT NULL AND NOT t.is_missing AND t.album_key NOT IN (${NOWHERE})`);
}

/** Pieces of music, by who composed them. */
@Injectable()
export class Works {
  constructor(private readonly database: Database) {}

  async countOf(artistKey: number): Promise<number> {
    const { where, parameters } = composedBy(artistKey);
    const row = await this.database.read.get<{ count: number | string }>(
      `SELECT count(DISTINCT t.work_sort) AS count FROM track_artist c JOIN track t ON t.key = c.track_key ${where}`,
      parameters,
    );
    return Number(row?.count ?? 0);
  }

  /** @throws NotFound */
  async page(artistId: string, { limit, cursor }: WorksQuery): Promise<WorkPage> {
    const { read } = this.database;
    const artist = await read.get<{ key: number }>('SELECT key FROM artist WHERE id = ?', [artistId]);
    if (!artist) throw new NotFound('artist', artistId);
    const conditions = composedBy(artist.key);
    continueAfter(KEYSET, cursor, conditions);
    const rows = await read.all<WorkRow>(
      `SELECT t.work_sort AS sort, min(t.work) AS title, count(DISTINCT t.album_key) AS albums, count(DISTINCT t.key) AS tracks
       FROM track_artist c JOIN track t ON t.key = c.track_key ${conditions.where} GROUP BY t.work_sort ORDER BY t.work_sort LIMIT ?`,
      [...conditions.parameters, limit + 1],
    );
    const page = cutPage(KEYSET, rows, limit);
    const items = page.rows.map(({ title, albums, tracks }) => ({
      title,
      albumCount: Number(albums),
      trackCount: Number(tracks),
    }));
    return { items, ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }) };
  }
}
