const DAY_MS = 24 * 60 * 60 * 1000;

/** So many times 24 hours before. What a signal looks at begins at this instant and includes it. */
export function daysBefore(nowMs: number, days: number): number {
  return nowMs - days * DAY_MS;
}
