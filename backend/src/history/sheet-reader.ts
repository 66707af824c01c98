import { setImmediate } from 'node:timers/promises';
import type { Sql } from '../sql/index.js';
import type { DayWindow } from './day.js';
import { openSheet, type SheetColumns } from './sheet.js';
import { firstDayOf, lastDayOf, monthOf, yearOf } from './sheets.js';

const MONTHS = 12;

/**
 * Reads what was heard in a window: whole years and months from their own sheets, the rest from those of days. After each
 * year others have their turn, so that the longest window stops nobody for more than some milliseconds.
 */
export async function* sheetsIn(sql: Sql, ownerId: string, window: DayWindow): AsyncGenerator<SheetColumns> {
  const bounds = await sql.get<{ first: number | null; last: number | null }>(
    'SELECT MIN(day) AS first, MAX(day) AS last FROM listen_day WHERE owner_id = ? AND day BETWEEN ? AND ?',
    [ownerId, window.from, window.to],
  );
  if (!bounds || bounds.first === null || bounds.last === null) return;
  for (let year = yearOf(monthOf(bounds.first)); year <= yearOf(monthOf(bounds.last)); year++) {
    yield* sheetsOfYear(sql, ownerId, year, window);
    await setImmediate();
  }
}

async function* sheetsOfYear(sql: Sql, ownerId: string, year: number, window: DayWindow): AsyncGenerator<SheetColumns> {
  const months = Array.from({ length: MONTHS }, (_, i) => year * 100 + i + 1);
  const whole = months.filter((month) => firstDayOf(month) >= window.from && lastDayOf(month) <= window.to);
  if (whole.length === MONTHS) {
    const ofYear = await readSealed(sql, ownerId, year, year);
    if (ofYear.length > 0) return yield* ofYear.map(({ sheet }) => openSheet(sheet));
  }
  const ofMonths = await readSealed(sql, ownerId, whole[0] ?? 0, whole.at(-1) ?? 0);
  for (const { sheet } of ofMonths) yield openSheet(sheet);
  const done = new Set(ofMonths.map(({ period }) => period));
  for (const month of months) {
    if (done.has(month) || month < monthOf(window.from) || month > monthOf(window.to)) continue;
    const days = await sql.all<{ sheet: Buffer }>(
      'SELECT sheet FROM listen_day WHERE owner_id = ? AND day BETWEEN ? AND ?',
      [ownerId, Math.max(firstDayOf(month), window.from), Math.min(lastDayOf(month), window.to)],
    );
    for (const { sheet } of days) yield openSheet(sheet);
  }
}

function readSealed(sql: Sql, ownerId: string, from: number, to: number): Promise<{ period: number; sheet: Buffer }[]> {
  return sql.all('SELECT period, sheet FROM listen_sheet WHERE owner_id = ? AND period BETWEEN ? AND ?', [
    ownerId,
    from,
    to,
  ]);
}
