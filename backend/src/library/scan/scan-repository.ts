import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, type PageQuery } from '../../api/index.js';
import type { Cause } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { ScanFaultPage, ScanPage, ScanState, ScanTrigger, ScanView } from '../scans.dto.js';

/** Above every key. */
const NEWEST = 2_147_483_647;

interface ScanRow {
  readonly key: number;
  readonly id: string;
  readonly state: ScanState;
  readonly trigger: ScanTrigger;
  readonly started_at_ms: number;
  readonly finished_at_ms: number | null;
  readonly items_seen: number;
  readonly tracks_added: number;
  readonly tracks_updated: number;
  readonly tracks_moved: number;
  readonly tracks_missing: number;
  readonly items_broken: number;
  readonly reason: string | null;
  readonly reason_cause: string | null;
}

interface FaultRow {
  readonly key: number;
  readonly locator: string;
  readonly source: string;
  readonly code: string;
  readonly detail: string;
  readonly found_at_ms: number;
}

/** Which scans there were, and what they could not read. */
@Injectable()
export class ScanRepository {
  constructor(private readonly database: Database) {}

  async open({ id, state, trigger, startedAtMs }: ScanView): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run(
        `INSERT INTO scan (id, state, trigger, started_at_ms, items_seen, tracks_added, tracks_updated, tracks_moved,
           tracks_missing, items_broken) VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, 0)`,
        [id, state, trigger, startedAtMs],
      ),
    );
  }

  /** Writes down how a scan ended, and forgets those from long ago. */
  async close(view: ScanView, kept: number): Promise<void> {
    await this.database.write(async ({ sql }) => {
      await sql.run(
        `UPDATE scan SET state = ?, finished_at_ms = ?, items_seen = ?, tracks_added = ?, tracks_updated = ?,
           tracks_moved = ?, tracks_missing = ?, items_broken = ?, reason = ?, reason_cause = ? WHERE id = ?`,
        [
          view.state, view.finishedAtMs ?? null, view.itemsSeen, view.tracksAdded, view.tracksUpdated, view.tracksMoved,
          view.tracksMissing, view.itemsBroken, view.reason ?? null,
          view.cause ? JSON.stringify(view.cause) : null, view.id,
        ],
      ); // prettier-ignore
      await sql.run('DELETE FROM scan WHERE key <= (SELECT max(key) FROM scan) - ?', [kept]);
    });
  }

  /** Scans that ran when the server ended. @returns how many there were */
  async markInterrupted(nowMs: number): Promise<number> {
    const running = await this.database.read.all(`SELECT key FROM scan WHERE state = 'running'`);
    if (running.length === 0) return 0;
    await this.database.write(({ sql }) =>
      sql.run(`UPDATE scan SET state = 'interrupted', finished_at_ms = ? WHERE state = 'running'`, [nowMs]),
    );
    return running.length;
  }

  async newest(limit: number): Promise<ScanView[]> {
    const rows = await this.database.read.all<ScanRow>('SELECT * FROM scan ORDER BY key DESC LIMIT ?', [limit]);
    return rows.map(viewOf);
  }

  async find(id: string): Promise<ScanView | undefined> {
    const row = await this.database.read.get<ScanRow>('SELECT * FROM scan WHERE id = ?', [id]);
    return row && viewOf(row);
  }

  async page({ limit, cursor }: PageQuery): Promise<ScanPage> {
    const before = cursor === undefined ? NEWEST : decodeCursor(cursor, ['number'])[0];
    const rows = await this.database.read.all<ScanRow>('SELECT * FROM scan WHERE key < ? ORDER BY key DESC LIMIT ?', [
      before,
      limit + 1,
    ]);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items: rows.slice(0, limit).map(viewOf), ...(last && { nextCursor: encodeCursor([last.key]) }) };
  }

  /** What could not be read and still is as it was, newest first. */
  async faults({ limit, cursor }: PageQuery): Promise<ScanFaultPage> {
    const before = cursor === undefined ? NEWEST : decodeCursor(cursor, ['number'])[0];
    const rows = await this.database.read.all<FaultRow>(
      `SELECT f.key, f.locator, u.source, f.code, f.detail, f.found_at_ms
       FROM scan_fault f JOIN collection_unit u ON u.key = f.unit_key WHERE f.key < ? ORDER BY f.key DESC LIMIT ?`,
      [before, limit + 1],
    );
    const count = await this.database.read.get<{ total: number }>('SELECT count(*) AS total FROM scan_fault');
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => ({
        path: row.locator,
        sourceId: row.source,
        code: row.code,
        detail: row.detail,
        foundAtMs: row.found_at_ms,
      })),
      ...(last && { nextCursor: encodeCursor([last.key]) }),
      total: count?.total ?? 0,
    };
  }
}

function viewOf(row: ScanRow): ScanView {
  return {
    id: row.id,
    state: row.state,
    trigger: row.trigger,
    startedAtMs: row.started_at_ms,
    ...(row.finished_at_ms !== null && { finishedAtMs: row.finished_at_ms }),
    itemsSeen: row.items_seen,
    itemsDone: row.items_seen,
    tracksAdded: row.tracks_added,
    tracksUpdated: row.tracks_updated,
    tracksMoved: row.tracks_moved,
    tracksMissing: row.tracks_missing,
    itemsBroken: row.items_broken,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.reason_cause !== null && { cause: JSON.parse(row.reason_cause) as Cause }),
  };
}
