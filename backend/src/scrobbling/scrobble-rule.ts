const SHORTEST_TRACK_MS = 30_000;
const ALWAYS_ENOUGH_MS = 240_000;

/**
 * Whether a play is told to other services: the track is longer than 30 s, and half of it or 4 minutes were heard,
 * whichever comes first (https://www.last.fm/api/scrobbling). Pyxis's own listens go by another rule.
 * @param durationMs 0 or absent when unknown: then only 4 minutes are enough
 */
export function isWorthSending({ durationMs = 0, heardMs }: { durationMs?: number; heardMs: number }): boolean {
  return heardMs >= ALWAYS_ENOUGH_MS || (durationMs > SHORTEST_TRACK_MS && heardMs >= durationMs / 2);
}
