import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import type { Sql } from '../sql/index.js';
import { Canon } from '../catalogue/index.js';
import { changeOf, COUNTED_COLUMNS, type CountedRow, type LedgerChange } from './ledger-change.js';
import type { Listen, Outcome } from './listen.js';
import { localTime } from './local-time.js';
import { addToSheets, monthOf, rebuildMonth, seal, findUnsealed } from './sheets.js';
import { addToTallies, rebuildTallies } from './tallies.js';

interface ListenRow extends CountedRow {
  readonly key: number;
  readonly heard_ms: number;
  readonly outcome: Outcome;
}

/**
 * The book of all listens: the truth that every count and statistic is derived from. Whoever writes into it does so in
 * the transaction of what it tells of, so that both are there or neither.
 */
@Injectable()
export class Ledger {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes down a listen, or how one goes on that was written down before. What was heard only grows, and what has
   * ended stays as it is: telling of the same twice, or late, changes nothing.
   * @returns whether it is a new one
   */
  async record(sql: Sql, listen: Listen): Promise<boolean> {
    return (await this.recordAll(sql, [listen])) === 1;
  }

  /**
   * The same for many of one person; some hundred at a time are quick and keep nobody waiting.
   * @returns how many were new
   */
  async recordAll(sql: Sql, listens: readonly Listen[]): Promise<number> {
    const canon = new Canon(sql, this.database.engine, this.clock.nowMs());
    const counted: LedgerChange[] = [];
    let added = 0;
    for (const ownerId of new Set(listens.map((listen) => listen.ownerId))) await this.lock(sql, ownerId);
    for (const listen of listens) {
      const change = await this.write(sql, canon, listen);
      added += change?.listens ?? 0;
      if (change && listen.kind === undefined) counted.push(change);
    }
    await addToTallies(sql, counted);
    await addToSheets(sql, counted);
    return added;
  }

  /** A new play of a person ends whatever a crash has left open: that was heard so far, and stopped. */
  async closeOpen(sql: Sql, ownerId: string, exceptPlayId: string): Promise<void> {
    await sql.run(`UPDATE listen SET outcome = 'stopped' WHERE owner_id = ? AND outcome = 'playing' AND play_id <> ?`, [
      ownerId,
      exceptPlayId,
    ]);
  }

  /** Makes one sheet of each month and year that is over and has none, so that long windows are read at once. */
  async seal(ownerId: string): Promise<void> {
    const thisMonth = monthOf(localTime(this.clock.nowMs()).day);
    for (const period of await findUnsealed(this.database.read, ownerId, thisMonth)) {
      await this.alone(ownerId, (sql) => seal(sql, ownerId, period));
    }
  }

  /** Counts everything anew that is derived from the ledger. */
  async rebuild(ownerId: string): Promise<void> {
    await this.alone(ownerId, (sql) => rebuildTallies(sql, ownerId));
    for (const month of await this.monthsOf(ownerId)) {
      await this.alone(ownerId, (sql) => rebuildMonth(sql, ownerId, month));
    }
    await this.seal(ownerId);
  }

  private alone(ownerId: string, work: (sql: Sql) => Promise<void>): Promise<void> {
    return this.database.write(async ({ sql }) => {
      await this.lock(sql, ownerId);
      await work(sql);
    });
  }

  /** What is counted is read, changed and written: on PostgreSQL two writers of one person must not do so at once. */
  private async lock(sql: Sql, ownerId: string): Promise<void> {
    if (this.database.engine === 'postgres') {
      await sql.run('SELECT 1 FROM person WHERE id = ? FOR NO KEY UPDATE', [ownerId]);
    }
  }

  private async monthsOf(ownerId: string): Promise<number[]> {
    const rows = await this.database.read.all<{ month: number }>(
      `SELECT DISTINCT local_day / 100 AS month FROM listen WHERE owner_id = ?
       UNION SELECT DISTINCT day / 100 FROM listen_day WHERE owner_id = ?`,
      [ownerId, ownerId],
    );
    return rows.map(({ month }) => month);
  }

  private async write(sql: Sql, canon: Canon, listen: Listen): Promise<LedgerChange | undefined> {
    const row = await sql.get<ListenRow>(
      `SELECT key, heard_ms, outcome, ${COUNTED_COLUMNS} FROM listen WHERE owner_id = ? AND play_id = ?`,
      [listen.ownerId, listen.playId],
    );
    return row ? this.goOn(sql, row, listen) : this.add(sql, canon, listen);
  }

  private async add(sql: Sql, canon: Canon, listen: Listen): Promise<LedgerChange> {
    const { ownerId, startedAtMs, heardMs, context, output } = listen;
    const keys = await canon.place(listen.heard, listen.durationMs);
    const local = listen.local ?? localTime(startedAtMs);
    await sql.run(
      `INSERT INTO listen (owner_id, play_id, recording_key, release_key, performer_key, heard_as_key, started_at_ms,
         heard_ms, duration_ms, outcome, stopped_at_ms, context_kind, context_id, context_title, output_name,
         output_kind, source, origin, local_day, local_hour, weekday, kind)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ownerId,
        listen.playId,
        keys.recordingKey,
        keys.releaseKey,
        keys.performerKey,
        keys.heardAsKey,
        startedAtMs,
        heardMs,
        listen.durationMs ?? null,
        listen.outcome,
        listen.stoppedAtMs ?? null,
        context?.kind ?? null,
        context?.id ?? null,
        context?.title ?? null,
        output?.name ?? null,
        output?.kind ?? null,
        listen.heard.source,
        listen.origin,
        local.day,
        local.hour,
        local.weekday,
        listen.kind ?? null,
      ],
    );
    return { ownerId, keys, startedAtMs, local, listens: 1, heardMs };
  }

  private async goOn(sql: Sql, row: ListenRow, listen: Listen): Promise<LedgerChange | undefined> {
    if (row.outcome !== 'playing' && !listen.mayGoOn) return undefined;
    const moreMs = Math.max(0, listen.heardMs - row.heard_ms);
    await sql.run(
      'UPDATE listen SET heard_ms = ?, outcome = ?, stopped_at_ms = COALESCE(?, stopped_at_ms) WHERE key = ?',
      [row.heard_ms + moreMs, listen.outcome, listen.stoppedAtMs ?? null, row.key],
    );
    return changeOf(listen.ownerId, row, { listens: 0, heardMs: moreMs });
  }
}
