import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { StationThumb, StationThumbs } from '../sources/index.js';
import { Insertion, type Sql } from '../sql/index.js';
import type { NativeRef } from './station-sources.js';

/** A thumb that was given at some time. */
export interface KnownThumb extends StationThumb {
  /** Its source listed it last, or told it when it was given: it can be taken back. */
  readonly isListed: boolean;
}

interface Row {
  readonly native_id: string;
  readonly is_up: boolean | number;
  readonly is_listed: boolean | number;
  readonly value: string;
  readonly at_ms: number;
}

const THUMBS = new Insertion(
  'INSERT INTO station_thumb (owner_id, source, station_id, native_id, is_up, is_listed, value, at_ms)',
  '(?, ?, ?, ?, ?, ?, ?, ?)',
  ` ON CONFLICT (owner_id, source, native_id) DO UPDATE SET station_id = excluded.station_id, is_up = excluded.is_up,
    is_listed = excluded.is_listed, value = excluded.value, at_ms = excluded.at_ms`,
);

/** Thumbs that were given: a source counts more than it lists, so that what it has listed once is kept. */
@Injectable()
export class ThumbStore {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async all(ownerId: string, { source, nativeId }: NativeRef): Promise<KnownThumb[]> {
    const rows = await this.database.read.all<Row>(
      `SELECT native_id, is_up, is_listed, value, at_ms FROM station_thumb
       WHERE owner_id = ? AND source = ? AND station_id = ? ORDER BY at_ms DESC, key DESC`,
      [ownerId, source, nativeId],
    );
    return rows.map(thumbOf);
  }

  /** What a source lists now of one kind. Where that is all there is, what it does not list was taken back elsewhere. */
  async keepList(
    sql: Sql,
    ownerId: string,
    station: NativeRef,
    { items, total }: StationThumbs,
    isUp: boolean,
  ): Promise<void> {
    const of = [ownerId, station.source, station.nativeId, isUp];
    const isOfStation = 'owner_id = ? AND source = ? AND station_id = ? AND is_up = ?';
    if (items.length >= total) await sql.run(`DELETE FROM station_thumb WHERE ${isOfStation}`, of);
    else await sql.run(`UPDATE station_thumb SET is_listed = ? WHERE ${isOfStation}`, [false, ...of]);
    await this.write(sql, ownerId, station, items);
  }

  async keep(sql: Sql, ownerId: string, station: NativeRef, thumb: StationThumb): Promise<void> {
    await this.write(sql, ownerId, station, [thumb]);
  }

  async remove(sql: Sql, ownerId: string, source: string, thumbId: string): Promise<void> {
    await sql.run('DELETE FROM station_thumb WHERE owner_id = ? AND source = ? AND native_id = ?', [
      ownerId,
      source,
      thumbId,
    ]);
  }

  private async write(
    sql: Sql,
    ownerId: string,
    { source, nativeId }: NativeRef,
    thumbs: readonly StationThumb[],
  ): Promise<void> {
    // One statement cannot write one row twice.
    const distinct = new Map(thumbs.map((thumb) => [thumb.nativeId, thumb]));
    await THUMBS.insert(
      sql,
      [...distinct.values()].map(({ nativeId: thumbId, isUp, atMs = 0, ...value }) => [
        ...[ownerId, source, nativeId, thumbId, isUp, true, JSON.stringify(value), atMs],
      ]),
    );
  }
}

function thumbOf({ native_id: nativeId, is_up: isUp, is_listed: isListed, value, at_ms: atMs }: Row): KnownThumb {
  const facts = JSON.parse(value) as Pick<StationThumb, 'title' | 'artist' | 'artwork'>;
  return { ...facts, nativeId, isUp: Boolean(isUp), isListed: Boolean(isListed), ...(atMs > 0 && { atMs }) };
}
