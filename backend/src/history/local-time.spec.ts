import { describe, expect, it } from 'vitest';
import { localTime } from './local-time.js';

describe('localTime', () => {
  it.each([
    ['2024-03-31T00:59:59Z', 'Europe/Berlin', 20240331, 1, 7],
    ['2024-03-31T01:00:00Z', 'Europe/Berlin', 20240331, 3, 7],
    ['2024-10-27T00:30:00Z', 'Europe/Berlin', 20241027, 2, 7],
    ['2024-10-27T01:30:00Z', 'Europe/Berlin', 20241027, 2, 7],
    ['2024-10-27T22:59:59Z', 'Europe/Berlin', 20241027, 23, 7],
    ['2024-10-27T23:00:00Z', 'Europe/Berlin', 20241028, 0, 1],
    ['2023-12-31T23:30:00Z', 'Asia/Kathmandu', 20240101, 5, 1],
    ['2024-01-01T09:59:59Z', 'Pacific/Kiritimati', 20240101, 23, 1],
    ['2024-01-01T10:00:00Z', 'Pacific/Kiritimati', 20240102, 0, 2],
    ['2024-03-01T05:00:00Z', 'America/New_York', 20240301, 0, 5],
    ['2024-02-29T23:00:00Z', 'UTC', 20240229, 23, 4],
  ])('reads %s in %s as %i, hour %i, weekday %i', (instant, timeZone, day, hour, weekday) => {
    expect(localTime(Date.parse(instant), timeZone)).toEqual({ day, hour, weekday });
  });

  it('takes the zone of the machine where none is given', () => {
    const now = new Date(2024, 6, 1, 17);
    expect(localTime(now.getTime())).toEqual({ day: 20240701, hour: 17, weekday: 1 });
  });
});
