import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, skipsLeft } from './skip-allowance.js';

const NOW = 10 * DAY_MS;
const LIMITS = { skipsAnHour: 2, skipsADay: 3 };
const ago = (...times: number[]): number[] => times.map((time) => NOW - time);

it('has no limit where none is known', () => {
  expect(skipsLeft({ onStation: ago(1), onAll: ago(1) }, undefined, NOW)).toBeUndefined();
  expect(skipsLeft({ onStation: ago(1), onAll: ago(1) }, {}, NOW)).toBeUndefined();
});

it('counts an hour on a station', () => {
  expect(skipsLeft({ onStation: [], onAll: [] }, LIMITS, NOW)).toEqual({ left: 2 });
  expect(skipsLeft({ onStation: ago(HOUR_MS, 60_000), onAll: ago(HOUR_MS, 60_000) }, LIMITS, NOW)).toMatchObject({
    left: 1,
  });
  const spent = ago(50 * 60_000, 60_000);
  expect(skipsLeft({ onStation: spent, onAll: spent }, LIMITS, NOW)).toEqual({ left: 0, nextAtMs: NOW + 10 * 60_000 });
});

it('counts a day on all of them', () => {
  const onAll = ago(DAY_MS - 1_000, 5 * HOUR_MS, 4 * HOUR_MS);
  expect(skipsLeft({ onStation: [], onAll }, LIMITS, NOW)).toEqual({ left: 0, nextAtMs: NOW + 1_000 });
});

it('waits for the later of two where both have none left', () => {
  const onStation = ago(2_000, 1_000);
  const onAll = ago(DAY_MS - 5_000, 2_000, 1_000);
  expect(skipsLeft({ onStation, onAll }, LIMITS, NOW)).toEqual({ left: 0, nextAtMs: NOW + HOUR_MS - 2_000 });
});

it('lets several grow old where a limit was lowered', () => {
  const spent = ago(50 * 60_000, 40 * 60_000, 30 * 60_000);
  expect(skipsLeft({ onStation: spent, onAll: [] }, { skipsAnHour: 1 }, NOW)).toEqual({
    left: 0,
    nextAtMs: NOW + 30 * 60_000,
  });
});
