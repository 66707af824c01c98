import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import { SourceRegistry } from '../sources/index.js';
import { marks, type Sql } from '../sql/index.js';

// What was saved has no unit; all else was found by the scan of one.
const SOURCES = `SELECT DISTINCT source FROM track_source WHERE unit_key IS NULL
  UNION SELECT DISTINCT source FROM collection_unit`;

/**
 * Knows what of the library does not play because the sources that have it are switched off. That is nothing of the library
 * itself, and is written nowhere: it plays again once one of them is switched on. Where none is off, nothing is asked.
 */
@Injectable()
export class SourcesOff {
  /** None comes or goes while the server runs: what is added comes from sources that are on. */
  private off?: Promise<readonly string[]>;

  constructor(
    private readonly database: Database,
    private readonly sources: SourceRegistry,
  ) {}

  /** Of these tracks, by key: those that no source has but such as are off, each with one of these. */
  async tracks(sql: Sql, keys: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const off = await this.ids();
    if (off.length === 0 || keys.length === 0) return new Map();
    return mapOf(
      await sql.all(
        `SELECT s.track_key AS key, min(s.source) AS source FROM track_source s
         WHERE s.track_key IN (${marks(keys)}) AND NOT s.is_missing
         GROUP BY s.track_key HAVING sum(CASE WHEN s.source IN (${marks(off)}) THEN 0 ELSE 1 END) = 0`,
        [...keys, ...off],
      ),
    );
  }

  /** The same of albums: none of their tracks plays. */
  async albums(sql: Sql, keys: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const off = await this.ids();
    if (off.length === 0 || keys.length === 0) return new Map();
    return mapOf(
      await sql.all(
        // One track of an album that plays is enough, which with most albums is the first.
        `SELECT a.key, (SELECT s.source FROM track t JOIN track_source s ON s.track_key = t.key
             WHERE t.album_key = a.key AND NOT t.is_missing AND NOT s.is_missing LIMIT 1) AS source
         FROM album a WHERE a.key IN (${marks(keys)}) AND NOT a.is_missing AND NOT EXISTS (
           SELECT 1 FROM track t JOIN track_source s ON s.track_key = t.key
           WHERE t.album_key = a.key AND NOT t.is_missing AND NOT s.is_missing AND s.source NOT IN (${marks(off)}))`,
        [...keys, ...off],
      ),
    );
  }

  private ids(): Promise<readonly string[]> {
    this.off ??= this.find().catch((error: unknown) => {
      delete this.off;
      throw error;
    });
    return this.off;
  }

  private async find(): Promise<readonly string[]> {
    const rows = await this.database.read.all<{ readonly source: string }>(SOURCES);
    return rows.map(({ source }) => source).filter((id) => this.sources.get(id) === undefined);
  }
}

function mapOf(rows: readonly { readonly key: number; readonly source: string }[]): ReadonlyMap<number, string> {
  return new Map(rows.map(({ key, source }) => [key, source]));
}
