import { Injectable } from '@nestjs/common';
import { Conditions, continueAfter, cutPage, type Keyset, orderBy } from '../api/index.js';
import { NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import { coversOf } from './album-covers.js';
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
  async page(ownerId: string, { sort, limit, cursor, covers }: GenresQuery): Promise<GenrePage> {
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
    return {
      items: await this.views(ownerId, page.rows, covers === 'yes'),
      ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
    };
  }

  /** @throws NotFound */
  async find(ownerId: string, id: string): Promise<GenreView> {
    const row = await this.database.read.get<GenreRow>('SELECT * FROM genre WHERE id = ?', [id]);
    const [view] = row ? await this.views(ownerId, [row], true) : [];
    if (!view) throw new NotFound('genre', id);
    return view;
  }

  private async views(ownerId: string, rows: readonly GenreRow[], hasCovers: boolean): Promise<GenreView[]> {
    const covers = await coversOf(this.database.read, ownerId, hasCovers ? rows.map(({ key }) => key) : [], {
      from: 'album_genre ag JOIN album a ON a.key = ag.album_key',
      where: 'ag.genre_key = ?',
      order: 'ag.album_key DESC',
    });
    return rows.map(({ key, id, name, album_count, track_count }) => ({
      id,
      name,
      albumCount: album_count,
      trackCount: track_count,
      ...(hasCovers && { artworkIds: covers.get(key) ?? [] }),
    }));
  }
}
