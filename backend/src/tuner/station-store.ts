import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { PersonalStation } from '../sources/index.js';
import { Insertion, type Sql } from '../sql/index.js';
import type { NativeRef } from './station-sources.js';

/** A station as its source told of it last, and when. */
export interface KnownStation {
  readonly key: number;
  readonly source: string;
  readonly station: PersonalStation;
  /** It was in the last list. */
  readonly isListed: boolean;
  readonly seenAtMs: number;
  readonly isRemoved: boolean;
  readonly upTotal?: number;
  readonly downTotal?: number;
}

interface Row {
  readonly key: number;
  readonly source: string;
  readonly value: string;
  readonly is_listed: boolean | number;
  readonly seen_at_ms: number;
  readonly removed_at_ms: number | null;
  readonly up_total: number | null;
  readonly down_total: number | null;
}

const COLUMNS = 'key, source, value, is_listed, seen_at_ms, removed_at_ms, up_total, down_total';

const STATIONS = new Insertion(
  'INSERT INTO personal_station (owner_id, source, native_id, value, is_listed, seen_at_ms)',
  '(?, ?, ?, ?, ?, ?)',
  ` ON CONFLICT (owner_id, source, native_id) DO UPDATE SET value = excluded.value, is_listed = excluded.is_listed,
    seen_at_ms = excluded.seen_at_ms, removed_at_ms = NULL`,
);

/** Which stations each person has at which source: what a source leaves out of its list for a while stays. */
@Injectable()
export class StationStore {
  constructor(private readonly database: Database) {}

  /** In the order in which they became known. */
  async all(ownerId: string): Promise<KnownStation[]> {
    const rows = await this.database.read.all<Row>(
      `SELECT ${COLUMNS} FROM personal_station WHERE owner_id = ? AND removed_at_ms IS NULL ORDER BY key`,
      [ownerId],
    );
    return rows.map(knownOf);
  }

  /** Also one that was removed. */
  async byKey(key: number): Promise<KnownStation | undefined> {
    const row = await this.database.read.get<Row>(`SELECT ${COLUMNS} FROM personal_station WHERE key = ?`, [key]);
    return row && knownOf(row);
  }

  async find(ownerId: string, { source, nativeId }: NativeRef): Promise<KnownStation | undefined> {
    const row = await this.database.read.get<Row>(
      `SELECT ${COLUMNS} FROM personal_station WHERE owner_id = ? AND source = ? AND native_id = ?`,
      [ownerId, source, nativeId],
    );
    return row && knownOf(row);
  }

  /** What a source lists now: what it leaves out is not listed any more, and stays. */
  async keepList(ownerId: string, source: string, stations: readonly PersonalStation[], atMs: number): Promise<void> {
    await this.database.write(async ({ sql }) => {
      await sql.run('UPDATE personal_station SET is_listed = ? WHERE owner_id = ? AND source = ?', [
        false,
        ownerId,
        source,
      ]);
      await this.write(sql, ownerId, source, stations, atMs);
    });
  }

  async keep(ownerId: string, source: string, station: PersonalStation, atMs: number): Promise<void> {
    await this.database.write(({ sql }) => this.write(sql, ownerId, source, [station], atMs));
  }

  async remove(ownerId: string, { source, nativeId }: NativeRef, atMs: number): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run('UPDATE personal_station SET removed_at_ms = ? WHERE owner_id = ? AND source = ? AND native_id = ?', [
        atMs,
        ownerId,
        source,
        nativeId,
      ]),
    );
  }

  /** @param totals absent: as they were */
  async countThumbs(
    sql: Sql,
    ownerId: string,
    { source, nativeId }: NativeRef,
    { up, down }: { readonly up?: number; readonly down?: number },
  ): Promise<void> {
    await sql.run(
      `UPDATE personal_station SET up_total = coalesce(?, up_total), down_total = coalesce(?, down_total)
       WHERE owner_id = ? AND source = ? AND native_id = ?`,
      [up ?? null, down ?? null, ownerId, source, nativeId],
    );
  }

  private async write(
    sql: Sql,
    ownerId: string,
    source: string,
    stations: readonly PersonalStation[],
    atMs: number,
  ): Promise<void> {
    // One statement cannot write one row twice.
    const distinct = new Map(stations.map((station) => [station.nativeId, station]));
    await STATIONS.insert(
      sql,
      [...distinct.values()].map((station) => [ownerId, source, station.nativeId, JSON.stringify(station), true, atMs]),
    );
  }
}

function knownOf(row: Row): KnownStation {
  return {
    key: row.key,
    source: row.source,
    station: JSON.parse(row.value) as PersonalStation,
    isListed: Boolean(row.is_listed),
    seenAtMs: row.seen_at_ms,
    isRemoved: row.removed_at_ms !== null,
    ...(row.up_total !== null && { upTotal: row.up_total }),
    ...(row.down_total !== null && { downTotal: row.down_total }),
  };
}
