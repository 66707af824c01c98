import type { ClockCell } from '../../../core/api/history-types';

/** An hour of the week as it is drawn: `part` of the busiest one, 0 to 1. */
export interface ClockHour extends ClockCell {
  part: number;
}

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** All 7 × 24 hours, a row for each weekday from Monday; those that the server leaves out are silent. */
export function clockGrid(cells: readonly ClockCell[]): ClockHour[][] {
  const known = new Map(cells.map((cell) => [cell.weekday * 24 + cell.hour, cell]));
  const most = Math.max(0, ...cells.map(({ heardMs }) => heardMs));
  return WEEKDAYS.map((_, day) =>
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
  return `${at(hour)} to ${at(hour + 1)}`;
}
