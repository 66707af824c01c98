import { Injectable } from '@nestjs/common';
import { Conditions, continueAfter, cutPage, type Keyset, orderBy } from '../api/index.js';
import { Database } from '../database/index.js';
import type { GenrePage, GenresQuery } from './genres.dto.js';
import type { GenreView } from './library.dto.js';

interface GenreRow {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly sort_name: string;
  readonly album_count: number;
  readonly track_count: number;
}

/** Reads genres. */
@Injectable()
export class GenreRepository {
  constructor(private readonly database: Database) {}

  /** Genres of which something is there. */
  async page({ sort, limit, cursor }: GenresQuery): Promise<GenrePage> {
    const keyset: Keyset<GenreRow> =
      sort === 'name'
        ? {
            columns: ['sort_name', 'key'],
            kinds: ['string', 'number'],
            isDescending: false,
            valuesOf: (row) => [row.sort_name, row.key],
          }
        : {
            columns: ['album_count', 'key'],
            kinds: ['number', 'number'],
            isDescending: true,
            valuesOf: (row) => [row.album_count, row.key],
          };
    const conditions = new Conditions().add('track_count > 0');
    continueAfter(keyset, cursor, conditions);
    const rows = await this.database.read.all<GenreRow>(
      `SELECT * FROM genre ${conditions.where} ${orderBy(keyset)} LIMIT ?`,
      [...conditions.parameters, limit + 1],
    );
    const page = cutPage(keyset, rows, limit);
    const items: GenreView[] = page.rows.map(({ id, name, album_count, track_count }) => ({
      id,
      name,
      albumCount: album_count,
      trackCount: track_count,
    }));
    return { items, ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }) };
  }
}
