import { isCutShort } from '../common/index.js';
import type { PlayEvent } from '../playback/index.js';
import type { Listen } from './listen.js';

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

type Ending = Pick<PlayEvent, 'outcome' | 'positionMs' | 'durationMs' | 'soundMs' | 'heardMs'>;

/**
 * How a play ended, and where. One whose sound was over long before it should have been, as with a preview or a file that is cut, was
 * not heard to its end.
 */
export function endingOf({
  outcome,
  positionMs,
  durationMs = 0,
  soundMs = durationMs,
  heardMs,
}: Ending): Pick<Listen, 'outcome' | 'stoppedAtMs'> {
  // Outputs guess the length of some formats from their beginning: whoever has heard more has heard that it was a wrong guess.
  const isCut = outcome === 'finished' && isCutShort(Math.max(soundMs, heardMs), durationMs);
  if (isCut) return { outcome: 'stopped', stoppedAtMs: soundMs };
  return { outcome: outcome ?? 'playing', stoppedAtMs: positionMs };
}
