import type { StationAllowance } from '../sources/index.js';

export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;

/** Songs that were passed over lately, oldest first. */
export interface SpentSkips {
  /** On this station. */
  readonly onStation: readonly number[];
  /** On all stations of its source: a day's skips are shared by them. */
  readonly onAll: readonly number[];
}

/** What a listener may still pass over. */
export interface SkipsLeft {
  readonly left: number;
  /** When there is one more; absent while all are left. */
  readonly nextAtMs?: number;
}

/** Skips of the last hour count for their station, those of the last day for all. @returns undefined where there is no limit */
export function skipsLeft(
  spent: SpentSkips,
  allowance: StationAllowance | undefined,
  nowMs: number,
): SkipsLeft | undefined {
  const windows = [
    windowOf(spent.onStation, allowance?.skipsAnHour, HOUR_MS, nowMs),
    windowOf(spent.onAll, allowance?.skipsADay, DAY_MS, nowMs),
  ].filter((window) => window !== undefined);
  if (windows.length === 0) return undefined;
  const left = Math.min(...windows.map((window) => window.left));
  // One more than now only comes where each window that has no more to give has one.
  const narrow = windows.flatMap((window) =>
    window.left === left && window.nextAtMs !== undefined ? [window.nextAtMs] : [],
  );
  return { left, ...(narrow.length > 0 && { nextAtMs: Math.max(...narrow) }) };
}

function windowOf(
  spent: readonly number[],
  limit: number | undefined,
  lengthMs: number,
  nowMs: number,
): SkipsLeft | undefined {
  if (limit === undefined) return undefined;
  const counted = spent.filter((atMs) => atMs > nowMs - lengthMs);
  const left = Math.max(0, limit - counted.length);
  // Beyond the limit, as after it was lowered, several have to grow old first.
  const oldest = counted[Math.max(0, counted.length - limit)];
  return { left, ...(oldest !== undefined && { nextAtMs: oldest + lengthMs }) };
}
