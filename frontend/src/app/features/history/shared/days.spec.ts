import { addDays, addYears, dayFrom, dayInWords, fullDay, isDay, lastDayOfMonth, weekdayOf } from './days';

describe('days', () => {
  it('reckons over months, leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-01-01', -1)).toBe('2024-12-31');
    expect(addYears('2024-02-29', -1)).toBe('2023-02-28');
    expect(lastDayOfMonth(2024, 2)).toBe('2024-02-29');
    expect(dayFrom(2024, 12, 32)).toBe('2025-01-01');
  });

  it('counts weekdays from Monday', () => {
    expect(['2024-06-03', '2024-06-09'].map(weekdayOf)).toEqual([1, 7]);
  });

  it('says a day as people do, with the year only where it is another one', () => {
    const said = ['2026-11-21', '2026-11-20', '2026-11-19', '2024-06-03'].map((day) => dayInWords(day, '2026-11-21'));
    expect(said).toEqual(['Today', 'Yesterday', 'Thursday 19 November', 'Monday 3 June 2024']);
    expect(fullDay('2024-06-03')).toBe('Monday 3 June 2024');
  });

  it('takes only what is in the calendar', () => {
    expect(['2024-02-29', '2023-02-29', '2024-13-01', '24-1-1', ''].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
