import { startOfDayUtc } from './local-time.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days in a row with at least one listen. */
export interface Streaks {
  /** Still going on at the end: today, or since yesterday with today to come. 0 where there is none. */
  readonly currentDays: number;
  readonly longestDays: number;
  /** YYYYMMDD; absent without any listens. */
  readonly longestFrom?: number;
}

/**
 * @param days with listens, as YYYYMMDD, ascending
 * @param today as YYYYMMDD; a window that ended earlier has no day to come
 * @param end last day looked at
 */
export function streaksOf(days: readonly number[], today: number, end: number): Streaks {
  let [longestDays, longestFrom, run, from, before] = [0, 0, 0, 0, Number.NaN];
  for (const day of days) {
    const at = dayCount(day);
    if (at !== before + 1) [run, from] = [0, day];
    run++;
    before = at;
    if (run > longestDays) [longestDays, longestFrom] = [run, from];
  }
  const last = dayCount(Math.min(end, today));
  const isGoingOn = before === last || (end >= today && before === last - 1);
  return {
    currentDays: isGoingOn ? run : 0,
    longestDays,
    ...(longestDays > 0 && { longestFrom }),
  };
}

const dayCount = (day: number): number => startOfDayUtc(day) / DAY_MS;
