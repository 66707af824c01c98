import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import { coversOf } from './album-covers.js';
import type { DecadeView } from './genres.dto.js';
import { isShownByKey } from './placements.js';

interface Row {
  readonly decade: number;
  readonly albums: number;
  readonly tracks: number;
}

/** Reads the decades in which albums came out. */
@Injectable()
export class DecadeRepository {
  constructor(private readonly database: Database) {}

  /** Those of which something is listed, newest first. */
  async all(ownerId: string): Promise<DecadeView[]> {
    const { read } = this.database;
    const rows = await read.all<Row>(
      `SELECT a.sort_year / 10 * 10 AS decade, COUNT(*) AS albums, SUM(a.track_count) AS tracks FROM album a
       WHERE a.is_missing = ? AND a.sort_year > 0 AND ${isShownByKey('a.key')}
       GROUP BY a.sort_year / 10 * 10 ORDER BY decade DESC`,
      [false, ownerId, ownerId],
    );
    const covers = await coversOf(
      read,
      ownerId,
      rows.map(({ decade }) => decade),
      { from: 'album a', where: 'a.sort_year BETWEEN ? AND ? + 9', order: 'a.sort_year DESC, a.key DESC' },
    );
    return rows.map(({ decade, albums, tracks }) => ({
      decade,
      albumCount: Number(albums),
      trackCount: Number(tracks),
      artworkIds: covers.get(decade) ?? [],
    }));
  }
}
