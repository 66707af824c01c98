import { busiestHour, clockGrid, hourInWords } from './clock-grid';

describe('clockGrid', () => {
  it('has every hour of the week, each against the busiest', () => {
    const grid = clockGrid([
      { weekday: 1, hour: 8, listens: 3, heardMs: 500 },
      { weekday: 7, hour: 21, listens: 9, heardMs: 1_000 },
    ]);
    expect(grid).toHaveLength(7);
    expect(grid.every((row) => row.length === 24)).toBe(true);
    expect([grid[0]?.[8]?.part, grid[6]?.[21]?.part, grid[3]?.[3]?.part]).toEqual([0.5, 1, 0]);
    expect(busiestHour(grid)).toMatchObject({ weekday: 7, hour: 21 });
  });

  it('has no busiest hour in silence', () => {
    expect(busiestHour(clockGrid([]))).toBeUndefined();
  });

  it('says an hour from its beginning to its end', () => {
    expect([hourInWords(8), hourInWords(23)]).toEqual(['08:00 to 09:00', '23:00 to 00:00']);
  });
});
