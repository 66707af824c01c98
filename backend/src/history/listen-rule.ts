/** Tracks shorter than this count by their half. */
const SHORT_MS = 60_000;

/**
 * Whether a play counts as a listen.
 * @param heardMs really heard, without pauses and what was jumped over
 * @param durationMs of the track; 0 or absent where nobody knows
 * @param minimumMs that counts for a track of ordinary length (`history.minimumListenSeconds`)
 */
export function countsAsListen(heardMs: number, durationMs: number | undefined, minimumMs: number): boolean {
  if (heardMs <= 0) return false;
  const isShort = durationMs !== undefined && durationMs > 0 && durationMs < SHORT_MS;
  return heardMs >= (isShort ? Math.min(minimumMs, durationMs / 2) : minimumMs);
}
