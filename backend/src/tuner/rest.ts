const MINUTE_MS = 60_000;
const LONGEST_MS = 60 * MINUTE_MS;
/** After a failure that says nothing of when to come back. */
const SHORT_MS = 10_000;

/** A station is not asked for a while. */
export interface Rest {
  /** How often in a row it had nothing to give, or refused. */
  readonly times: number;
  readonly untilMs: number;
  /** Why, in a sentence. */
  readonly reason: string;
}

/** How long it rests, and why. */
export interface RestWish {
  readonly reason: string;
  /** It was refused, or gave nothing: a minute at first; else some seconds. */
  readonly isLong: boolean;
  /** Not before that. */
  readonly retryAtMs?: number;
}

/** Twice as long as the last time, up to an hour. */
export function restAfter(before: Rest | undefined, { reason, isLong, retryAtMs = 0 }: RestWish, nowMs: number): Rest {
  const times = (before?.times ?? 0) + 1;
  const lengthMs = Math.min(LONGEST_MS, (isLong ? MINUTE_MS : SHORT_MS) * 2 ** (times - 1));
  return { times, untilMs: Math.max(nowMs + lengthMs, retryAtMs), reason };
}
