import { Injectable } from '@nestjs/common';
import { statSync } from 'node:fs';
import { Database } from '../database/index.js';
import { NOWHERE } from '../library/index.js';
import type { LibraryCounts } from './system.dto.js';

// An index counts all there is; the few albums that live nowhere are counted by themselves and taken off.
const COUNTS = `SELECT
  (SELECT COUNT(*) FROM album WHERE is_missing = ?)
    - (SELECT COUNT(*) FROM album a WHERE a.key IN (${NOWHERE}) AND NOT a.is_missing) AS albums,
  (SELECT COUNT(*) FROM artist WHERE is_missing = ?) AS artists,
  (SELECT COUNT(*) FROM track WHERE is_missing = ?)
    - (SELECT COUNT(*) FROM track t WHERE t.album_key IN (${NOWHERE}) AND NOT t.is_missing) AS tracks,
  (SELECT COUNT(*) FROM track WHERE is_missing = ?)
    - (SELECT COUNT(*) FROM track t WHERE t.album_key IN (${NOWHERE}) AND t.is_missing) AS "missingTracks"`;

/** How much there is. */
@Injectable()
export class LibraryCensus {
  constructor(private readonly database: Database) {}

  async count(): Promise<LibraryCounts> {
    const counts = await this.database.read.get<Record<keyof LibraryCounts, number | string>>(COUNTS, [
      false,
      false,
      false,
      true,
    ]);
    const number = (name: keyof LibraryCounts): number => Number(counts?.[name] ?? 0);
    return {
      albums: number('albums'),
      artists: number('artists'),
      tracks: number('tracks'),
      missingTracks: number('missingTracks'),
    };
  }

  /** Size of the database file with its write-ahead log; absent on PostgreSQL. */
  databaseSizeBytes(): number | undefined {
    const { file } = this.database;
    if (file === undefined) return undefined;
    const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    return sizeOf(file) + sizeOf(`${file}-wal`);
  }
}
