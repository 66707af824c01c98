import { SourceUnavailable, type LiveLocation } from '../../sources/index.js';
import type { Upstream } from '../../upstream/index.js';
import { HlsWindow } from './hls/hls-window.js';
import type { LiveConnection } from './live-part.js';
import { LIVE_LIMITS, type LiveLimits } from './opening/live-limits.js';
import { LiveOpening } from './opening/live-opening.js';

export interface OpeningOptions {
  readonly limits?: LiveLimits;
  /** Of what was heard through earlier connections to the same station. */
  readonly window?: HlsWindow;
}

/**
 * Opens a live stream at the addresses that were saved, through lists and redirects: MP3, AAC, Ogg, FLAC, or HLS.
 * @param signal ends the opening, and later the connection
 * @throws SourceUnavailable there is no stream; the message says what there is and what to do
 * @throws UpstreamError the station does not answer, or refuses
 */
export async function openLive(
  upstream: Upstream,
  location: LiveLocation,
  signal: AbortSignal,
  { limits = LIVE_LIMITS, window = new HlsWindow() }: OpeningOptions = {},
): Promise<LiveConnection> {
  signal.throwIfAborted();
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(tooLate(limits)), limits.openingMs);
  try {
    return await new LiveOpening(upstream, location, AbortSignal.any([signal, late.signal]), limits, window).open();
  } finally {
    clearTimeout(timer);
  }
}

function tooLate({ openingMs }: LiveLimits): SourceUnavailable {
  return new SourceUnavailable(
    `None of the station's addresses gave a stream within ${openingMs / 1000} s. Try it again later.`,
    'station-silent',
  );
}
