import type { Sql } from '../sql/index.js';
import { changeOf, COUNTED_COLUMNS, type CountedRow, type LedgerChange } from './ledger-change.js';
import { openSheet, SheetBuilder } from './sheet.js';

const LAST_YEAR = 9_999;
const HOUR_MS = 60 * 60 * 1000;
/** The month begins so much before that of UTC where clocks are furthest ahead, and ends so much after it where they are furthest behind. */
const AHEAD_MS = 14 * HOUR_MS;
const BEHIND_MS = 12 * HOUR_MS;

interface StoredSheet {
  readonly sheet: Buffer;
}

interface DayRow extends StoredSheet {
  readonly listens: number;
  readonly heard_ms: number;
  readonly last_started_at_ms: number;
}

/** A period is a month as YYYYMM, or a year as YYYY. */
export const monthOf = (day: number): number => Math.floor(day / 100);
export const yearOf = (month: number): number => Math.floor(month / 100);
export const firstDayOf = (month: number): number => month * 100 + 1;
/** No month has more, and no day of another lies between. */
export const lastDayOf = (month: number): number => month * 100 + 31;

/**
 * Keeps the sheets of days in step with the ledger. Those of the month and the year that changed are dropped: until they
 * are made again, the days stand in for them.
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
  await dropSheets(sql, ownerId, monthOf(local.day));
}

async function keepDay(sql: Sql, ownerId: string, day: number, row: DayRow): Promise<void> {
  await sql.run(
    `INSERT INTO listen_day (owner_id, day, listens, heard_ms, last_started_at_ms, sheet) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (owner_id, day) DO UPDATE SET listens = excluded.listens, heard_ms = excluded.heard_ms,
       last_started_at_ms = excluded.last_started_at_ms, sheet = excluded.sheet`,
    [ownerId, day, row.listens, row.heard_ms, row.last_started_at_ms, row.sheet],
  );
}

async function dropSheets(sql: Sql, ownerId: string, month: number): Promise<void> {
  await sql.run('DELETE FROM listen_sheet WHERE owner_id = ? AND period IN (?, ?)', [ownerId, month, yearOf(month)]);
}

/** Months before this one, and years before this one, that have listens but no sheet of their own. */
export async function findUnsealed(sql: Sql, ownerId: string, thisMonth: number): Promise<number[]> {
  const periods = async (days: number, before: number): Promise<number[]> => {
    const rows = await sql.all<{ period: number }>(
      `SELECT DISTINCT d.day / ${days} AS period FROM listen_day d
       WHERE d.owner_id = ? AND d.day < ? AND NOT EXISTS (
         SELECT 1 FROM listen_sheet s WHERE s.owner_id = d.owner_id AND s.period = d.day / ${days})`,
      [ownerId, before * days],
    );
    return rows.map(({ period }) => period);
  };
  return [...(await periods(100, thisMonth)), ...(await periods(10_000, yearOf(thisMonth)))];
}

/** Makes one sheet of those of all days of a month or year. */
export async function seal(sql: Sql, ownerId: string, period: number): Promise<void> {
  const [from, to] = period > LAST_YEAR ? [firstDayOf(period), lastDayOf(period)] : [period * 10_000, period * 10_000 + 9_999]; // prettier-ignore
  const days = await sql.all<StoredSheet>('SELECT sheet FROM listen_day WHERE owner_id = ? AND day BETWEEN ? AND ?', [
    ownerId,
    from,
    to,
  ]);
  const builder = new SheetBuilder();
  for (const { sheet } of days) builder.addSheet(openSheet(sheet));
  await sql.run(
    `INSERT INTO listen_sheet (owner_id, period, sheet) VALUES (?, ?, ?)
     ON CONFLICT (owner_id, period) DO UPDATE SET sheet = excluded.sheet`,
    [ownerId, period, builder.build()],
  );
}

/** Makes the sheets of a month anew, from the ledger. */
export async function rebuildMonth(sql: Sql, ownerId: string, month: number): Promise<void> {
  await dropSheets(sql, ownerId, month);
  await sql.run('DELETE FROM listen_day WHERE owner_id = ? AND day BETWEEN ? AND ?', [
    ownerId,
    firstDayOf(month),
    lastDayOf(month),
  ]);
  const year = yearOf(month);
  const listens = await sql.all<CountedRow & { readonly heard_ms: number }>(
    `SELECT ${COUNTED_COLUMNS}, heard_ms FROM listen
     WHERE owner_id = ? AND started_at_ms >= ? AND started_at_ms < ? AND kind IS NULL`,
    [ownerId, Date.UTC(year, (month % 100) - 1) - AHEAD_MS, Date.UTC(year, month % 100) + BEHIND_MS],
  );
  const ofMonth = listens.filter(({ local_day }) => monthOf(local_day) === month);
  await addToSheets(
    sql,
    ofMonth.map((listen) => changeOf(ownerId, listen, { listens: 1, heardMs: listen.heard_ms })),
  );
}
