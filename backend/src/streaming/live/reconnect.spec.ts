import { expect, it } from 'vitest';
import { Reconnect } from './reconnect.js';

it('tries at once after a connection that was worth it, and ever more rarely while nothing comes', () => {
  const reconnect = new Reconnect();
  expect(Array.from({ length: 10 }, () => reconnect.afterConnection(6_000))).toEqual(Array(10).fill(250));
  const waits = Array.from({ length: 100 }, () => reconnect.afterConnection(0));
  expect(waits.slice(0, 7)).toEqual([250, 500, 1_000, 2_000, 3_000, 4_000, 4_000]);
  expect(waits.at(-1)).toBe(30_000);
  expect(reconnect.afterConnection(6_000)).toBe(250);
});

it('asks for a message less and less often, though each brings some sound', () => {
  const reconnect = new Reconnect();
  const waits = Array.from({ length: 8 }, () => reconnect.afterMessage());
  expect(waits.slice(0, 3)).toEqual([10_000, 20_000, 40_000]);
  expect(waits.at(-1)).toBe(600_000);
});
