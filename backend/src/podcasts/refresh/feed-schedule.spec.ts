import { expect, it } from 'vitest';
import type { FeedFailureCode } from '../../sources/index.js';
import { afterFailure, afterSuccess, type NextLook } from './feed-schedule.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const options = { nowMs: 100 * DAY_MS, everyMs: HOUR_MS, random: () => 0 };
const failure = (code: FeedFailureCode, retryAtMs?: number) => ({ code, detail: 'x.', nextStep: 'y.', ...(retryAtMs !== undefined && { retryAtMs }) }); // prettier-ignore
const waitOf = ({ nextCheckAtMs }: NextLook): number | undefined => nextCheckAtMs && nextCheckAtMs - options.nowMs;

it.each([
  [{ isComplete: false }, HOUR_MS],
  [{ isComplete: false, freshForMs: 60_000 }, HOUR_MS],
  [{ isComplete: false, freshForMs: 5 * HOUR_MS }, 5 * HOUR_MS],
  [{ isComplete: true, freshForMs: 60_000 }, 7 * DAY_MS],
])('looks again at %j in time', (feed, waitMs) => {
  expect(waitOf(afterSuccess(feed, options))).toBe(waitMs);
  const latest = waitOf(afterSuccess(feed, { ...options, random: () => 1 })) ?? 0;
  expect(latest).toBeGreaterThan(waitMs);
  expect(latest).toBeLessThanOrEqual(waitMs * 1.2);
});

it('backs off from an hour to a day', () => {
  const waits: (number | undefined)[] = [];
  let before: { failures: number; failingSinceMs?: number } = { failures: 0 };
  for (let times = 0; times < 7; times++) {
    const next = afterFailure(failure('timeout'), before, options);
    waits.push(waitOf(next));
    before = next;
  }
  expect(waits.map((ms) => (ms ?? 0) / HOUR_MS)).toEqual([1, 2, 4, 8, 16, 24, 24]);
});

it('waits as long as the host says', () => {
  const next = afterFailure(failure('rate-limited', options.nowMs + 3 * DAY_MS), { failures: 0 }, options);
  expect(waitOf(next)).toBe(3 * DAY_MS);
});

it('looks daily for what is not there, and gives up after thirty days', () => {
  const first = afterFailure(failure('not-found'), { failures: 0 }, options);
  expect(first).toMatchObject({ state: 'failing', failingSinceMs: options.nowMs });
  expect(waitOf(first)).toBe(DAY_MS);
  const last = afterFailure(
    failure('not-found'),
    { failures: 30, failingSinceMs: options.nowMs - 30 * DAY_MS },
    options,
  );
  expect(last).toMatchObject({ state: 'dead' });
  expect(waitOf(last)).toBeUndefined();
});

it('does not ask again for what has ended, and asks for credentials', () => {
  expect(afterFailure(failure('gone'), { failures: 0 }, options)).toMatchObject({ state: 'ended', failures: 1 });
  expect(waitOf(afterFailure(failure('gone'), { failures: 0 }, options))).toBeUndefined();
  for (const code of ['unauthorized', 'forbidden'] as const) {
    expect(afterFailure(failure(code), { failures: 0 }, options)).toMatchObject({ state: 'unauthorized' });
  }
});
