import type { FeedFailure } from '../../sources/index.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A feed that is not where it was is looked for so long. */
const DEAD_AFTER_MS = 30 * DAY_MS;
const COMPLETE_MS = 7 * DAY_MS;
const LONGEST_BACKOFF_MS = DAY_MS;
/** Servers that answer “not modified” for ever are found out so often. */
export const UNCONDITIONAL_AFTER_MS = DAY_MS;
/** So much of each wait is left to chance: feeds that were added together are not to be fetched together. */
const JITTER = 0.2;

export type ShowState = 'ok' | 'failing' | 'unauthorized' | 'ended' | 'dead';

/** How a show is doing after a look at its feed, and when to look again. */
export interface NextLook {
  readonly state: ShowState;
  readonly failures: number;
  readonly failingSinceMs?: number;
  readonly failure?: FeedFailure;
  /** Absent: not by itself any more. */
  readonly nextCheckAtMs?: number;
}

export interface ScheduleOptions {
  readonly nowMs: number;
  readonly everyMs: number;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/** After a look that went well. @param freshForMs what the feed says of itself */
export function afterSuccess(
  { isComplete, freshForMs }: { readonly isComplete: boolean; readonly freshForMs?: number },
  { nowMs, everyMs, random }: ScheduleOptions,
): NextLook {
  const waitMs = isComplete ? COMPLETE_MS : Math.max(everyMs, freshForMs ?? 0);
  return { state: 'ok', failures: 0, nextCheckAtMs: nowMs + withChance(waitMs, random) };
}

/** After a look that failed. @param before failures in a row, and since when */
export function afterFailure(
  failure: FeedFailure,
  before: { readonly failures: number; readonly failingSinceMs?: number },
  { nowMs, random }: ScheduleOptions,
): NextLook {
  const failures = before.failures + 1;
  const failingSinceMs = before.failingSinceMs ?? nowMs;
  const common = { failures, failingSinceMs, failure };
  switch (failure.code) {
    case 'gone':
      return { ...common, state: 'ended' };
    case 'not-found':
      if (nowMs - failingSinceMs >= DEAD_AFTER_MS) return { ...common, state: 'dead' };
      return { ...common, state: 'failing', nextCheckAtMs: nowMs + withChance(DAY_MS, random) };
    case 'unauthorized':
    case 'forbidden':
      return { ...common, state: 'unauthorized', nextCheckAtMs: nowMs + withChance(DAY_MS, random) };
    default: {
      const backoffMs = Math.min(LONGEST_BACKOFF_MS, HOUR_MS * 2 ** Math.min(10, failures - 1));
      const nextCheckAtMs = Math.max(nowMs + withChance(backoffMs, random), failure.retryAtMs ?? 0);
      return { ...common, state: 'failing', nextCheckAtMs };
    }
  }
}

function withChance(waitMs: number, random: () => number): number {
  return Math.round(waitMs * (1 + JITTER * random()));
}
