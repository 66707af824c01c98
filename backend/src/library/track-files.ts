import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import { marks } from '../sql/index.js';

/** Values asked for in one statement. */
const AT_ONCE = 500;

/** A track, and where a source has it. */
export interface TrackFile {
  readonly trackId: string;
  /** As the source finds it; for files a path. */
  readonly locator: string;
  /** Key of the unit that it lies in; for files their folder. */
  readonly unit: string;
}

/** Where in a collection the tracks of the library lie: for lists that name files. */
@Injectable()
export class TrackFiles {
  constructor(private readonly database: Database) {}

  /** Keys of all units of a source. */
  async units(source: string): Promise<string[]> {
    const rows = await this.database.read.all<{ name: string }>('SELECT name FROM collection_unit WHERE source = ?', [
      source,
    ]);
    return rows.map(({ name }) => name);
  }

  /** What lies in some units, each in the order of its parts. */
  inUnits(source: string, units: readonly string[]): Promise<TrackFile[]> {
    return this.files('u.source = ? AND u.name IN', [source], units);
  }

  /** Where these tracks lie that are in a collection of that source. */
  ofTracks(source: string, trackIds: readonly string[]): Promise<TrackFile[]> {
    return this.files('u.source = ? AND t.id IN', [source], trackIds);
  }

  private async files(where: string, first: readonly string[], values: readonly string[]): Promise<TrackFile[]> {
    const found: TrackFile[] = [];
    for (let from = 0; from < values.length; from += AT_ONCE) {
      const some = values.slice(from, from + AT_ONCE);
      const rows = await this.database.read.all<{ id: string; locator: string; unit: string }>(
        `SELECT t.id, s.locator, u.name AS unit FROM collection_unit u
         JOIN track_source s ON s.unit_key = u.key JOIN track t ON t.key = s.track_key
         WHERE NOT s.is_missing AND ${where} (${marks(some)})
         ORDER BY s.key`,
        [...first, ...some],
      );
      found.push(...rows.map(({ id: trackId, locator, unit }) => ({ trackId, locator, unit })));
    }
    return found;
  }
}
