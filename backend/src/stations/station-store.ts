import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { Sql, SqlValue } from '../sql/index.js';

/** A station as it is kept. */
export interface SavedStation {
  readonly id: string;
  readonly trackId: string;
  readonly name: string;
  /** Best first. */
  readonly urls: readonly [string, ...string[]];
  readonly homepage?: string;
  /** Address of a picture. */
  readonly artwork?: string;
  readonly tags: readonly string[];
  readonly countryCode?: string;
  readonly charset?: string;
  readonly group?: string;
  readonly gainDb?: number;
  readonly foundGainDb?: number;
  readonly addedAtMs: number;
}

interface Row {
  readonly id: string;
  readonly track_id: string;
  readonly name: string;
  readonly urls: string;
  readonly homepage: string | null;
  readonly artwork: string | null;
  readonly tags: string;
  readonly country_code: string | null;
  readonly charset: string | null;
  readonly group_name: string | null;
  readonly gain_db: number | null;
  readonly found_gain_db: number | null;
  readonly added_at_ms: number;
}

const COLUMNS = [
  'id', 'track_id', 'name', 'urls', 'homepage', 'artwork', 'tags', 'country_code', 'charset', 'group_name', 'gain_db',
  'found_gain_db', 'added_at_ms',
] as const; // prettier-ignore
const SELECT = `SELECT ${COLUMNS.join(', ')} FROM station`;

/** Keeps saved stations. */
@Injectable()
export class StationStore {
  constructor(private readonly database: Database) {}

  /** In the order in which they are shown. */
  async all(ownerId: string): Promise<SavedStation[]> {
    const rows = await this.database.read.all<Row>(`${SELECT} WHERE owner_id = ? ORDER BY place, id`, [ownerId]);
    return rows.map(stationOf);
  }

  async byId(ownerId: string, id: string): Promise<SavedStation | undefined> {
    const row = await this.database.read.get<Row>(`${SELECT} WHERE owner_id = ? AND id = ?`, [ownerId, id]);
    return row && stationOf(row);
  }

  /** Of whoever saved it first: an address is the same for everybody. */
  async byTrack(trackId: string): Promise<SavedStation | undefined> {
    const row = await this.database.read.get<Row>(`${SELECT} WHERE track_id = ? ORDER BY added_at_ms LIMIT 1`, [
      trackId,
    ]);
    return row && stationOf(row);
  }

  async count(sql: Sql, ownerId: string): Promise<number> {
    const row = await sql.get<{ n: number | string }>('SELECT COUNT(*) AS n FROM station WHERE owner_id = ?', [
      ownerId,
    ]);
    return Number(row?.n ?? 0);
  }

  async has(sql: Sql, ownerId: string, trackId: string): Promise<boolean> {
    const row = await sql.get('SELECT 1 AS one FROM station WHERE owner_id = ? AND track_id = ?', [ownerId, trackId]);
    return row !== undefined;
  }

  /** Behind all others. @returns false where that station is saved already */
  async add(sql: Sql, ownerId: string, station: SavedStation): Promise<boolean> {
    if (await this.has(sql, ownerId, station.trackId)) return false;
    await sql.run(
      `INSERT INTO station (owner_id, place, ${COLUMNS.join(', ')})
       VALUES (?, (SELECT COALESCE(MAX(place), -1) + 1 FROM station WHERE owner_id = ?)${', ?'.repeat(COLUMNS.length)})`,
      [ownerId, ownerId, ...valuesOf(station)],
    );
    return true;
  }

  async replace(sql: Sql, ownerId: string, station: SavedStation): Promise<void> {
    await sql.run(
      `UPDATE station SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE owner_id = ? AND id = ?`,
      [...valuesOf(station), ownerId, station.id],
    );
  }

  async setFoundGain(sql: Sql, trackId: string, gainDb: number): Promise<void> {
    await sql.run('UPDATE station SET found_gain_db = ? WHERE track_id = ?', [gainDb, trackId]);
  }

  async remove(sql: Sql, ownerId: string, id: string): Promise<void> {
    await sql.run('DELETE FROM station WHERE owner_id = ? AND id = ?', [ownerId, id]);
  }

  /** Puts them in this order. */
  async order(sql: Sql, ownerId: string, ids: readonly string[]): Promise<void> {
    for (const [place, id] of ids.entries()) {
      await sql.run('UPDATE station SET place = ? WHERE owner_id = ? AND id = ?', [place, ownerId, id]);
    }
  }
}

function stationOf(row: Row): SavedStation {
  const [url = '', ...others] = JSON.parse(row.urls) as string[];
  return {
    id: row.id,
    trackId: row.track_id,
    name: row.name,
    urls: [url, ...others],
    ...(row.homepage !== null && { homepage: row.homepage }),
    ...(row.artwork !== null && { artwork: row.artwork }),
    tags: JSON.parse(row.tags) as string[],
    ...(row.country_code !== null && { countryCode: row.country_code }),
    ...(row.charset !== null && { charset: row.charset }),
    ...(row.group_name !== null && { group: row.group_name }),
    ...(row.gain_db !== null && { gainDb: row.gain_db }),
    ...(row.found_gain_db !== null && { foundGainDb: row.found_gain_db }),
    addedAtMs: row.added_at_ms,
  };
}

function valuesOf(station: SavedStation): SqlValue[] {
  return [
    station.id,
    station.trackId,
    station.name,
    JSON.stringify(station.urls),
    station.homepage ?? null,
    station.artwork ?? null,
    JSON.stringify(station.tags),
    station.countryCode ?? null,
    station.charset ?? null,
    station.group ?? null,
    station.gainDb ?? null,
    station.foundGainDb ?? null,
    station.addedAtMs,
  ];
}
