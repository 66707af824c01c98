import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import type { Sql } from '../sql/index.js';
import { DAY_MS, HOUR_MS, skipsLeft, type SkipsLeft } from './skip-allowance.js';
import { StationSources, type NativeRef } from './station-sources.js';
import { NoSkipsLeft } from './tuner-error.js';

/** What is left on a station that is played; undefined where there is no limit, or none is known yet. */
export type SkipsAtSource = (nativeId: string) => SkipsLeft | undefined;

/** The book of what was passed over: a service allows so many in a while, and no call of it counts them. */
@Injectable()
export class SkipLedger {
  constructor(
    private readonly database: Database,
    private readonly sources: StationSources,
    private readonly clock: Clock,
  ) {}

  /** @param source whose stations are asked about @returns what is left on each, by one look into the book */
  async at(ownerId: string, source: string, sql: Sql = this.database.read): Promise<SkipsAtSource> {
    const nowMs = this.clock.nowMs();
    const allowance = this.sources.allowanceOf(source);
    const rows = await sql.all<{ station_id: string; at_ms: number }>(
      'SELECT station_id, at_ms FROM station_skip WHERE owner_id = ? AND source = ? AND at_ms > ? ORDER BY at_ms',
      [ownerId, source, nowMs - DAY_MS],
    );
    const onAll = rows.map(({ at_ms }) => at_ms);
    return (nativeId) => {
      const onStation = rows.flatMap(({ station_id, at_ms }) => (station_id === nativeId ? [at_ms] : []));
      return skipsLeft({ onStation, onAll }, allowance, nowMs);
    };
  }

  /** Called inside the transaction of what passes over. @throws NoSkipsLeft nothing may be passed over */
  async spend(sql: Sql, ownerId: string, station: NativeRef, count: number): Promise<void> {
    const nowMs = this.clock.nowMs();
    const { source, nativeId } = station;
    const allowed = (await this.at(ownerId, source, sql))(nativeId);
    if (allowed && allowed.left < count) throw new NoSkipsLeft(count, nowMs, allowed.nextAtMs ?? nowMs + HOUR_MS);
    await sql.run('DELETE FROM station_skip WHERE owner_id = ? AND at_ms <= ?', [ownerId, nowMs - 2 * DAY_MS]);
    for (let skip = 0; skip < count; skip++) {
      await sql.run('INSERT INTO station_skip (owner_id, source, station_id, at_ms) VALUES (?, ?, ?, ?)', [
        ownerId,
        source,
        nativeId,
        nowMs,
      ]);
    }
  }
}
