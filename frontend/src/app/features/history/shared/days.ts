import { datesWith } from '../../../core/locale/formats';
import { currentLanguage } from '../../../core/locale/languages';

/** Days as the history writes them, `YYYY-MM-DD`, where the server is. Reckoned in UTC so that none has 23 hours. */
export type Day = string;

const DAY_MS = 86_400_000;
const FULL = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
const FULL_DAY = datesWith({ ...FULL, year: 'numeric' });
const FULL_DAY_OF_THIS_YEAR = datesWith(FULL);
const SHORT_DAY = datesWith({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** The day in which that instant lies for whoever looks at the page. */
export function dayOf(instantMs: number): Day {
  const at = new Date(instantMs);
  return dayFrom(at.getFullYear(), at.getMonth() + 1, at.getDate());
}

/** @param month 1 to 12; a day that the month has not runs over into the next */
export function dayFrom(year: number, month: number, day: number): Day {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** Whether the text is a day of the calendar. */
export function isDay(text: string): boolean {
  return PATTERN.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The same date in another year; 29 February becomes the 28th. */
export function addYears(day: Day, count: number): Day {
  const [year, month, date] = partsOf(day);
  return dayFrom(year + count, month, Math.min(date, lastDateOf(year + count, month)));
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: Day): number {
  return new Date(day).getUTCDay() || 7;
}

export function yearOf(day: Day): number {
  return partsOf(day)[0];
}

/** 1 to 12. */
export function monthOf(day: Day): number {
  return partsOf(day)[1];
}

export function lastDayOfMonth(year: number, month: number): Day {
  return dayFrom(year, month, lastDateOf(year, month));
}

/** `Today`, `Yesterday`, `Thursday 19 November`, with the year where it is another one. */
export function dayInWords(day: Day, today: Day): string {
  if (day === today) return $localize`Today`;
  if (day === addDays(today, -1)) return $localize`Yesterday`;
  return fullDay(day, yearOf(day) !== yearOf(today));
}

/** `Thursday 19 November 2026`. */
export function fullDay(day: Day, hasYear = true): string {
  const words = (hasYear ? FULL_DAY : FULL_DAY_OF_THIS_YEAR)(Date.parse(day));
  return currentLanguage().code === 'en' ? words.replace(',', '') : words;
}

/** `19 Nov 2026`. */
export function shortDay(day: Day): string {
  return SHORT_DAY(Date.parse(day));
}

function partsOf(day: Day): [year: number, month: number, date: number] {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return [year, month, date];
}

function lastDateOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
