import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import { marks, type Sql } from '../sql/index.js';
import type { ToldPlay } from './play-events.js';
import type { QueueItem } from './player-state.js';

/** Music as long as this is left and taken up again, as books and mixes are; shorter pieces begin at their beginning. */
const LONG_MS = 20 * 60_000;
/** Heard to its end: so much of it. */
const DONE_SHARE = 0.95;
/** Less than this is no beginning worth to go back to. */
const LEAST_MS = 5_000;
/** Parameters of one statement, which both engines take. */
const BATCH = 200;

/** Of what kind a place is. */
export type ResumeKind = 'track' | 'episode';

/** Where somebody left something. */
export interface ResumePoint {
  /** 0 where it was heard to its end. */
  readonly positionMs: number;
  readonly isDone: boolean;
  readonly updatedAtMs: number;
}

/** What can be left and taken up again. */
type Resumable = Pick<QueueItem, 'trackId' | 'kind' | 'durationMs'>;

/** Where each person left what is long: the same on every device, and after the server was killed. */
@Injectable()
export class ResumePoints {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Where to begin an item: 0 for what was heard to its end, was never begun or has no such place. */
  async startOf(ownerId: string, item: Resumable): Promise<number> {
    const kind = kindOf(item);
    if (!kind) return 0;
    const point = (await this.of(ownerId, kind, [item.trackId])).get(item.trackId);
    return point && !point.isDone && point.positionMs >= LEAST_MS ? point.positionMs : 0;
  }

  /** @returns by track id; nothing for what was never begun */
  async of(ownerId: string, kind: ResumeKind, trackIds: readonly string[]): Promise<Map<string, ResumePoint>> {
    const points = new Map<string, ResumePoint>();
    for (let from = 0; from < trackIds.length; from += BATCH) {
      const batch = trackIds.slice(from, from + BATCH);
      const rows = await this.database.read.all<PointRow>(
        `SELECT ref, position_ms, is_done, updated_at_ms FROM resume_point
         WHERE owner_id = ? AND kind = ? AND ref IN (${marks(batch)})`,
        [ownerId, kind, ...batch],
      );
      for (const { ref, position_ms: positionMs, is_done: isDone, updated_at_ms: updatedAtMs } of rows) {
        points.set(ref, { positionMs, isDone: Boolean(isDone), updatedAtMs });
      }
    }
    return points;
  }

  /** Keeps how far a play is, in the transaction that changes the player. */
  async record(
    sql: Sql,
    { ownerId, trackId, kind: told, positionMs, durationMs, outcome, itemKind }: ToldPlay,
  ): Promise<void> {
    const kind = kindOf({
      trackId,
      ...(itemKind && { kind: itemKind }),
      ...(durationMs !== undefined && { durationMs }),
    });
    if (!kind || told === 'started') return;
    const isDone = outcome === 'finished' || isNearEnd(positionMs, durationMs);
    await this.write(sql, ownerId, kind, trackId, { positionMs: isDone ? 0 : Math.round(positionMs), isDone });
  }

  /** Says that these were heard, or that they were not: then they begin at their beginning. */
  async mark(ownerId: string, kind: ResumeKind, trackIds: readonly string[], isDone: boolean): Promise<void> {
    await this.database.write(async ({ sql }) => {
      for (const trackId of trackIds) await this.write(sql, ownerId, kind, trackId, { positionMs: 0, isDone });
    });
  }

  private async write(
    sql: Sql,
    ownerId: string,
    kind: ResumeKind,
    ref: string,
    { positionMs, isDone }: Pick<ResumePoint, 'positionMs' | 'isDone'>,
  ): Promise<void> {
    await sql.run(
      `INSERT INTO resume_point (owner_id, kind, ref, position_ms, is_done, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (owner_id, kind, ref) DO UPDATE SET position_ms = excluded.position_ms, is_done = excluded.is_done,
         updated_at_ms = excluded.updated_at_ms`,
      [ownerId, kind, ref, positionMs, isDone, this.clock.nowMs()],
    );
  }
}

interface PointRow {
  readonly ref: string;
  readonly position_ms: number;
  readonly is_done: boolean | number;
  readonly updated_at_ms: number;
}

/** @returns undefined for what begins at its beginning each time */
function kindOf({ kind, durationMs }: Resumable): ResumeKind | undefined {
  if (kind === 'episode') return 'episode';
  return kind === undefined && (durationMs ?? 0) >= LONG_MS ? 'track' : undefined;
}

function isNearEnd(positionMs: number, durationMs: number | undefined): boolean {
  return durationMs !== undefined && positionMs >= durationMs * DONE_SHARE;
}
