import type { PlayEvent } from '../playback/index.js';

/** Sound that is shorter than so much of the told length is another sound than told. */
const LEAST_SHARE = 0.7;
/** Heard so much further than an output took its sound to be long, that was a wrong guess. */
const SLACK_MS = 5_000;
/** Longer than any advert: whoever has heard so much hears a song. */
const LONGER_THAN_ADVERTS_MS = 90_000;

/**
 * What a play of a station's song turns out to be: services send adverts, and silence, in the clothes of a song, told to be 214 s
 * long and ending after 28. Until it shows, it is `unsure`.
 */
export type Disguise = 'song' | 'unsure' | 'disguised';

type Facts = Pick<PlayEvent, 'kind' | 'outcome' | 'heardMs' | 'durationMs' | 'soundMs'>;

export function disguiseOf({ kind, outcome, heardMs, durationMs: toldMs, soundMs }: Facts): Disguise {
  if (toldMs === undefined) return 'song';
  const leastMs = toldMs * LEAST_SHARE;
  if (soundMs !== undefined) {
    // Outputs guess the length of some formats from their beginning.
    const isSong = soundMs >= leastMs || soundMs > LONGER_THAN_ADVERTS_MS || heardMs > soundMs + SLACK_MS;
    return isSong ? 'song' : 'disguised';
  }
  if (heardMs >= Math.min(leastMs, LONGER_THAN_ADVERTS_MS)) return 'song';
  if (kind !== 'ended') return 'unsure';
  return outcome === 'finished' ? 'disguised' : 'song';
}
