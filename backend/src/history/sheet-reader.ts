import { setImmediate } from 'node:timers/promises';
import type { Sql } from '../sql/index.js';
import type { DayWindow } from './day.js';
import { openSheet, type SheetColumns } from './sheet.js';
import { firstDayOf, lastDayOf, monthOf } from './sheets.js';

const MONTHS = 12;

/**
 * Reads what was heard in a window: whole months from their own sheets, the rest from those of days. After each year
 * others have their turn, so that the longest window stops nobody for more than some milliseconds.
 */
export async function* sheetsIn(sql: Sql, ownerId: string, window: DayWindow): AsyncGenerator<SheetColumns> {
  const bounds = await sql.get<{ first: number | null; last: number | null }>(
    'SELECT MIN(day) AS first, MAX(day) AS last FROM listen_day WHERE owner_id = ? AND day BETWEEN ? AND ?',
    [ownerId, window.from, window.to],
  );
  if (!bounds || bounds.first === null || bounds.last === null) return;
  for (let year = yearOf(bounds.first); year <= yearOf(bounds.last); year++) {
    yield* sheetsOfYear(sql, ownerId, year, window);
    await setImmediate();
  }
}

async function* sheetsOfYear(sql: Sql, ownerId: string, year: number, window: DayWindow): AsyncGenerator<SheetColumns> {
  const months = Array.from({ length: MONTHS }, (_, i) => year * 100 + i + 1);
  const whole = months.filter((month) => firstDayOf(month) >= window.from && lastDayOf(month) <= window.to);
  const sealed = await sql.all<{ month: number; sheet: Buffer }>(
    'SELECT month, sheet FROM listen_month WHERE owner_id = ? AND month BETWEEN ? AND ?',
    [ownerId, whole[0] ?? 0, whole.at(-1) ?? 0],
  );
  for (const { sheet } of sealed) yield openSheet(sheet);
  const done = new Set(sealed.map(({ month }) => month));
  for (const month of months) {
    if (done.has(month) || month < monthOf(window.from) || month > monthOf(window.to)) continue;
    const days = await sql.all<{ sheet: Buffer }>(
      'SELECT sheet FROM listen_day WHERE owner_id = ? AND day BETWEEN ? AND ?',
      [ownerId, Math.max(firstDayOf(month), window.from), Math.min(lastDayOf(month), window.to)],
    );
    for (const { sheet } of days) yield openSheet(sheet);
  }
}

const yearOf = (day: number): number => Math.floor(day / 10_000);
