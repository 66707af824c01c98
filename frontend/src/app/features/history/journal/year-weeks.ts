import { addDays, type Day, dayFrom, lastDayOfMonth, monthOf, weekdayOf, yearOf } from '../shared/days';

/** A week from Monday to Sunday; absent where a day belongs to another year. */
export type Week = readonly (Day | undefined)[];

/** Where a month stands beside the weeks: from that row, counted from 1, over so many. */
export interface MonthSpan {
  /** 1 to 12. */
  month: number;
  lastDay: Day;
  row: number;
  rows: number;
}

/** The weeks of a year up to that of `today`, newest first, as the journal runs. */
export function weeksOf(year: number, today: Day): Week[] {
  const first = dayFrom(year, 1, 1);
  const last = dayFrom(year, 12, 31);
  const weeks: Week[] = [];
  for (let monday = addDays(last, 1 - weekdayOf(last)); addDays(monday, 6) >= first; monday = addDays(monday, -7)) {
    const days = Array.from({ length: 7 }, (_, at) => addDays(monday, at));
    if (monday <= today) weeks.push(days.map((day) => (yearOf(day) === year ? day : undefined)));
  }
  return weeks;
}

/** The months of a year beside its weeks, newest first; a week that two months share belongs to the longer part. */
export function monthSpans(year: number, weeks: readonly Week[]): MonthSpan[] {
  const spans: MonthSpan[] = [];
  weeks.forEach((week, at) => {
    // Thursday decides, or at the ends of the year the day there is.
    const day = week[3] ?? week.find((each) => each !== undefined) ?? '';
    const month = monthOf(day);
    const current = spans.at(-1);
    if (current?.month === month) current.rows++;
    else spans.push({ month, lastDay: lastDayOfMonth(year, month), row: at + 1, rows: 1 });
  });
  return spans;
}

/** How dark a day is drawn, 0 to 1, by what was heard against a busy day; anything heard can be seen. */
export function darkness(heardMs: number, busyMs: number): number {
  if (heardMs <= 0 || busyMs <= 0) return 0;
  return 0.22 + 0.78 * Math.min(1, heardMs / busyMs);
}

/** What counts as a busy day: more than on nine days of ten, so that one night does not pale all others. */
export function busyDay(heardMs: readonly number[]): number {
  const sorted = [...heardMs].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.9)] ?? 0;
}
