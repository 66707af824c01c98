import type { Clock } from '../../common/index.js';
import { SourceUnavailable, type AudioLocation, type HttpLocation } from '../../sources/index.js';
import type { Upstream } from '../../upstream/index.js';
import { SharedWork } from './shared-work.js';

/** Audio that lies elsewhere, and how to get at it. */
export interface RemoteTrack {
  readonly upstream: Upstream;
  readonly location: HttpLocation;
  /** A location that works when this one does not any more. */
  readonly locate: (signal: AbortSignal) => Promise<HttpLocation>;
}

/** @param locate asks the source where the track is */
export function remoteTrack(
  upstream: Upstream,
  location: HttpLocation,
  locate: (signal: AbortSignal) => Promise<AudioLocation>,
): RemoteTrack {
  return {
    upstream,
    location,
    locate: async (signal) => {
      const anew = await locate(signal);
      if (anew.kind === 'http') return anew;
      throw new SourceUnavailable('The audio lies elsewhere by now. Play it again.');
    },
  };
}

/** Where some audio lies by now: locations expire. */
export class Whereabouts {
  readonly upstream: Upstream;
  /** Whether its host sends the parts that it is asked for, and says which ones they are. */
  sendsParts: boolean;
  private current: HttpLocation;
  /** It was asked for anew, and has not given a byte yet. */
  private isAnew = false;
  private readonly locating = new SharedWork<HttpLocation>();
  private isLocating = false;

  constructor(
    private readonly track: RemoteTrack,
    private readonly clock: Clock,
  ) {
    this.upstream = track.upstream;
    this.current = track.location;
    this.sendsParts = track.location.takesRanges;
  }

  get location(): HttpLocation {
    return this.current;
  }

  /** The time that the location was good for is over. */
  get isExpired(): boolean {
    return this.untilMs(this.current.expiresAtMs ?? Infinity) === 0;
  }

  /** @param atMs epoch milliseconds @returns how long it is until then; 0 when it is over */
  untilMs(atMs = 0): number {
    return Math.max(0, atMs - this.clock.nowMs());
  }

  /** Bytes came: it works. */
  works(): void {
    this.isAnew = false;
  }

  /**
   * Asks for a new location, once until one has worked.
   * @returns false where that was done already
   */
  async locateAnew(signal: AbortSignal): Promise<boolean> {
    if (this.isAnew && !this.isLocating) return false;
    this.isAnew = this.isLocating = true;
    try {
      this.current = await this.locating.do('', this.track.locate, signal);
    } finally {
      this.isLocating = false;
    }
    return true;
  }
}
