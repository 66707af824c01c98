import type { ClockCell } from '../../../core/api/history-types';
import { datesWith } from '../../../core/locale/formats';

/** An hour of the week as it is drawn: `part` of the busiest one, 0 to 1. */
export interface ClockHour extends ClockCell {
  part: number;
}

/** Somewhere on a Monday, to name the days of a week by. */
const MONDAY_MS = Date.UTC(2024, 0, 1, 12);
const DAY_MS = 86_400_000;
const SHORT_NAME = datesWith({ weekday: 'short', timeZone: 'UTC' });

/** `Mon` to `Sun`. */
export function shortWeekdays(): string[] {
  return Array.from({ length: 7 }, (_, day) => SHORT_NAME(MONDAY_MS + day * DAY_MS));
}

const EACH_WEEK: readonly ((hours: string) => string)[] = [
  (hours) => $localize`Mondays from ${hours}:hours:`,
  (hours) => $localize`Tuesdays from ${hours}:hours:`,
  (hours) => $localize`Wednesdays from ${hours}:hours:`,
  (hours) => $localize`Thursdays from ${hours}:hours:`,
  (hours) => $localize`Fridays from ${hours}:hours:`,
  (hours) => $localize`Saturdays from ${hours}:hours:`,
  (hours) => $localize`Sundays from ${hours}:hours:`,
];

/** All 7 × 24 hours, a row for each weekday from Monday; those that the server leaves out are silent. */
export function clockGrid(cells: readonly ClockCell[]): ClockHour[][] {
  const known = new Map(cells.map((cell) => [cell.weekday * 24 + cell.hour, cell]));
  const most = Math.max(0, ...cells.map(({ heardMs }) => heardMs));
  return Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_each, hour) => {
      const cell = known.get((day + 1) * 24 + hour) ?? { weekday: day + 1, hour, listens: 0, heardMs: 0 };
      return { ...cell, part: most === 0 ? 0 : cell.heardMs / most };
    }),
  );
}

/** The hour of the week in which most was heard; absent when all is silent. */
export function busiestHour(grid: readonly (readonly ClockHour[])[]): ClockHour | undefined {
  return grid.flat().find(({ part }) => part === 1);
}

/** `21:00 to 22:00`. */
export function hourInWords(hour: number): string {
  const at = (value: number): string => `${String(value % 24).padStart(2, '0')}:00`;
  return $localize`${at(hour)}:from: to ${at(hour + 1)}:to:`;
}

/** `Mondays from 21:00 to 22:00`. */
export function weeklyHourInWords({ weekday, hour }: ClockCell): string {
  return EACH_WEEK[weekday - 1]?.(hourInWords(hour)) ?? '';
}
