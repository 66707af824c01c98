import type { Sql } from '../sql/index.js';
import { changeOf, COUNTED_COLUMNS, type CountedRow, type LedgerChange } from './ledger-change.js';
import { openSheet, SheetBuilder } from './sheet.js';

const HOUR_MS = 60 * 60 * 1000;
/** The month begins so much before that of UTC where clocks are furthest ahead, and ends so much after it where they are furthest behind. */
const AHEAD_MS = 14 * HOUR_MS;
const BEHIND_MS = 12 * HOUR_MS;

interface DayRow {
  readonly listens: number;
  readonly heard_ms: number;
  readonly last_started_at_ms: number;
  readonly sheet: Buffer;
}

/** Every month has fewer days, so that months and days are compared as numbers. */
export const monthOf = (day: number): number => Math.floor(day / 100);
export const firstDayOf = (month: number): number => month * 100 + 1;
export const lastDayOf = (month: number): number => month * 100 + 31;

/**
 * Keeps the sheets of days in step with the ledger. The sheet of a month that changed is dropped: until it is made
 * again, its days stand in for it.
 */
export async function addToSheets(sql: Sql, changes: readonly LedgerChange[]): Promise<void> {
  const days = Map.groupBy(changes, ({ ownerId, local }) => `${ownerId} ${local.day}`);
  for (const ofDay of days.values()) await addToDay(sql, ofDay);
}

async function addToDay(sql: Sql, changes: readonly LedgerChange[]): Promise<void> {
  const [first] = changes;
  if (!first) return;
  const { ownerId, local } = first;
  const row = await sql.get<DayRow>(
    'SELECT listens, heard_ms, last_started_at_ms, sheet FROM listen_day WHERE owner_id = ? AND day = ?',
    [ownerId, local.day],
  );
  const builder = new SheetBuilder();
  if (row) builder.addSheet(openSheet(row.sheet));
  let [listens, heardMs, lastAtMs] = [row?.listens ?? 0, row?.heard_ms ?? 0, row?.last_started_at_ms ?? 0];
  for (const change of changes) {
    const { recordingKey, releaseKey, performerKey } = change.keys;
    const counted = { listens: change.listens, heardMs: change.heardMs };
    builder.addEntry({ recordingKey, releaseKey: releaseKey ?? 0, performerKey, ...counted });
    builder.addCell({ weekday: change.local.weekday, hour: change.local.hour, ...counted });
    listens += change.listens;
    heardMs += change.heardMs;
    lastAtMs = Math.max(lastAtMs, change.startedAtMs);
  }
  await keepDay(sql, ownerId, local.day, { listens, heard_ms: heardMs, last_started_at_ms: lastAtMs, sheet: builder.build() }); // prettier-ignore
  await sql.run('DELETE FROM listen_month WHERE owner_id = ? AND month = ?', [ownerId, monthOf(local.day)]);
}

async function keepDay(sql: Sql, ownerId: string, day: number, row: DayRow): Promise<void> {
  await sql.run(
    `INSERT INTO listen_day (owner_id, day, listens, heard_ms, last_started_at_ms, sheet) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (owner_id, day) DO UPDATE SET listens = excluded.listens, heard_ms = excluded.heard_ms,
       last_started_at_ms = excluded.last_started_at_ms, sheet = excluded.sheet`,
    [ownerId, day, row.listens, row.heard_ms, row.last_started_at_ms, row.sheet],
  );
}

/** Months that have listens but no sheet of their own. */
export async function unsealedMonths(sql: Sql, ownerId: string): Promise<number[]> {
  const rows = await sql.all<{ month: number }>(
    `SELECT DISTINCT d.day / 100 AS month FROM listen_day d WHERE d.owner_id = ? AND NOT EXISTS (
       SELECT 1 FROM listen_month m WHERE m.owner_id = d.owner_id AND m.month = d.day / 100)`,
    [ownerId],
  );
  return rows.map(({ month }) => month);
}

/** Makes one sheet of those of a month's days. */
export async function sealMonth(sql: Sql, ownerId: string, month: number): Promise<void> {
  const days = await sql.all<{ sheet: Buffer }>(
    'SELECT sheet FROM listen_day WHERE owner_id = ? AND day BETWEEN ? AND ?',
    [ownerId, firstDayOf(month), lastDayOf(month)],
  );
  const builder = new SheetBuilder();
  for (const { sheet } of days) builder.addSheet(openSheet(sheet));
  await sql.run(
    `INSERT INTO listen_month (owner_id, month, sheet) VALUES (?, ?, ?)
     ON CONFLICT (owner_id, month) DO UPDATE SET sheet = excluded.sheet`,
    [ownerId, month, builder.build()],
  );
}

/** Makes the sheets of a month anew, from the ledger. */
export async function rebuildMonth(sql: Sql, ownerId: string, month: number): Promise<void> {
  await sql.run('DELETE FROM listen_month WHERE owner_id = ? AND month = ?', [ownerId, month]);
  await sql.run('DELETE FROM listen_day WHERE owner_id = ? AND day BETWEEN ? AND ?', [
    ownerId,
    firstDayOf(month),
    lastDayOf(month),
  ]);
  const year = Math.floor(month / 100);
  const listens = await sql.all<CountedRow & { readonly heard_ms: number }>(
    `SELECT ${COUNTED_COLUMNS}, heard_ms FROM listen WHERE owner_id = ? AND started_at_ms >= ? AND started_at_ms < ?`,
    [ownerId, Date.UTC(year, (month % 100) - 1) - AHEAD_MS, Date.UTC(year, month % 100) + BEHIND_MS],
  );
  const ofMonth = listens.filter(({ local_day }) => monthOf(local_day) === month);
  await addToSheets(
    sql,
    ofMonth.map((listen) => changeOf(ownerId, listen, { listens: 1, heardMs: listen.heard_ms })),
  );
}
