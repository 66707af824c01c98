import { busyDay, darkness, monthSpans, weeksOf } from './year-weeks';

describe('weeksOf', () => {
  it('holds every day of the year once, newest week first, each week from Monday', () => {
    for (const [year, count] of [
      [2023, 365],
      [2024, 366],
      [2026, 365],
    ] as const) {
      const weeks = weeksOf(year, '2030-01-01');
      const days = weeks.flatMap((week) => week.filter((day) => day !== undefined));
      expect(new Set(days).size).toBe(count);
      expect(weeks.every((week) => week.length === 7)).toBe(true);
      expect(weeks[0]).toContain(`${year}-12-31`);
      expect(weeks.at(-1)).toContain(`${year}-01-01`);
    }
    expect(weeksOf(2024, '2030-01-01').find((week) => week[0] === '2024-06-03')?.[6]).toBe('2024-06-09');
  });

  it('ends with the week of today', () => {
    expect(weeksOf(2026, '2026-11-21')[0]).toContain('2026-11-21');
  });
});

describe('monthSpans', () => {
  it('lays twelve months along all weeks without a gap', () => {
    for (const year of [2022, 2023, 2024, 2025, 2026, 2027]) {
      const weeks = weeksOf(year, '2030-01-01');
      const spans = monthSpans(year, weeks);
      expect(spans.map(({ month }) => month)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
      let row = 1;
      for (const span of spans) {
        expect(span.row).toBe(row);
        row += span.rows;
      }
      expect(row - 1).toBe(weeks.length);
    }
  });
});

describe('darkness', () => {
  it('is nothing for silence, visible for a minute, and full from a busy day on', () => {
    expect([0, 60_000, 3_600_000, 9_000_000].map((heard) => darkness(heard, 3_600_000))).toEqual([
      0,
      expect.closeTo(0.233, 3),
      1,
      1,
    ]);
  });

  it('takes as busy what is more than nine days of ten', () => {
    expect(busyDay([1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000])).toBe(1_000);
    expect(busyDay(Array.from({ length: 100 }, (_, at) => at))).toBe(90);
    expect(busyDay([])).toBe(0);
  });
});
