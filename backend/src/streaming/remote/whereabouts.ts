import { type Clock, SharedWork } from '../../common/index.js';
import {
  SourceUnavailable,
  type AudioLocation,
  type HlsLocation,
  type HttpLocation,
  type Quality,
  type StreamCapability,
} from '../../sources/index.js';
import type { Upstream } from '../../upstream/index.js';
import { askFor, type RemoteAnswer, type RemoteQuestion } from './remote-answer.js';
import { BoundedParts } from './bounded-parts.js';
import { refusePreview } from './preview.js';
import { SegmentedAudio } from './segmented-audio.js';

/** What goes on is asked for from a little before, and compared: not every host that names one version has only one. */
const OVERLAP_BYTES = 16 * 1024;

/** A location that has worked for so long has worked: its refusal is the first of another row. */
const WORKS_MS = 10 * 60_000;

/** One file, or segments that make one. */
export type RemoteLocation = HttpLocation | HlsLocation;

/** Audio that lies elsewhere, and how to get at it. */
export interface RemoteTrack {
  readonly upstream: Upstream;
  readonly location: RemoteLocation;
  /** A location that works when this one does not any more. @param refused how many in a row did not */
  readonly locate: (signal: AbortSignal, refused: number) => Promise<RemoteLocation>;
  /** How often that is worth asking for until one works. */
  readonly mostLocations: number;
  /** Nothing of it is to stay on this machine. */
  readonly leavesNothing?: true;
}

/** @param locate asks the source where the track is */
export function remoteTrack(
  { keeping, mostLocations = 1 }: StreamCapability,
  upstream: Upstream,
  location: RemoteLocation,
  locate: (signal: AbortSignal, refused: number) => Promise<AudioLocation>,
): RemoteTrack {
  return {
    upstream,
    location,
    mostLocations,
    ...(keeping === 'nothing' && { leavesNothing: true }),
    locate: async (signal, refused) => {
      const anew = await locate(signal, refused);
      if (anew.kind === location.kind && isRemote(anew)) return anew;
      throw new SourceUnavailable('The audio lies elsewhere by now. Play it again.', 'changed-meanwhile');
    },
  };
}

/** In which quality a track is taken. @param wish of whoever is to hear it; absent: as it is set for the source */
export function qualityOf({ quality: usual }: StreamCapability, wish: Quality | undefined): Quality {
  return usual === undefined ? 'best' : (wish ?? usual);
}

export function isRemote(location: AudioLocation): location is RemoteLocation {
  return location.kind === 'http' || location.kind === 'hls';
}

/** Where some audio lies by now: locations expire. */
export class Whereabouts {
  private readonly upstream: Upstream;
  private readonly parts: BoundedParts;
  /** Whether its host sends the parts that it is asked for, and says which ones they are. */
  sendsParts: boolean;
  private current: RemoteLocation;
  /** How often one was asked for anew, none of which has worked for long. */
  private anew = 0;
  /** Some bytes came by this one. */
  private hasWorked = false;
  private foundAtMs: number;
  private readonly locating = new SharedWork<RemoteLocation>();
  private isLocating = false;

  constructor(
    private readonly track: RemoteTrack,
    private readonly clock: Clock,
    private readonly segments = new SegmentedAudio(track.upstream),
  ) {
    this.upstream = track.upstream;
    this.current = track.location;
    this.foundAtMs = clock.nowMs();
    // How long segments are shows when they are there: one behind others cannot be asked for by a byte.
    this.sendsParts = track.location.kind === 'http' && track.location.takesRanges;
    this.parts = new BoundedParts(track.upstream);
  }

  get address(): string {
    return this.current.url;
  }

  /** Whether an answer may begin where another ended. */
  get canGoOn(): boolean {
    return this.sendsParts || this.current.kind === 'hls';
  }

  /** What goes on is asked for from so many bytes before. Segments are told apart by their list. */
  get overlapBytes(): number {
    return this.current.kind === 'hls' ? 0 : OVERLAP_BYTES;
  }

  /** Asks for the bytes from a position on. @throws LyingAnswer, UpstreamError, SourceUnavailable, PreviewOnly */
  ask(question: RemoteQuestion): Promise<RemoteAnswer> {
    const { current, segments } = this;
    return current.kind === 'hls' ? segments.ask(current, question) : this.askFile(current, question);
  }

  private async askFile(location: HttpLocation, question: RemoteQuestion): Promise<RemoteAnswer> {
    const { upstream, parts } = this;
    const { mostBytesAtOnce, bitrateKbps } = location;
    const answer =
      mostBytesAtOnce === undefined
        ? await askFor(upstream, location, question)
        : await parts.ask(location, question, mostBytesAtOnce);
    const { sizeBytes } = answer.version;
    if (sizeBytes === undefined || bitrateKbps === undefined) return answer;
    try {
      refusePreview(location, upstream.name, (sizeBytes * 8) / bitrateKbps);
      return answer;
    } catch (error) {
      answer.body.destroy();
      throw error;
    }
  }

  /** The time that the location was good for is over. */
  get isExpired(): boolean {
    return this.untilMs(this.current.expiresAtMs ?? Infinity) === 0;
  }

  /** @param atMs epoch milliseconds @returns how long it is until then; 0 when it is over */
  untilMs(atMs = 0): number {
    return Math.max(0, atMs - this.clock.nowMs());
  }

  /** Bytes came. That some do says little: there are hosts that give the beginning by every location, and no more by any. */
  works(): void {
    this.hasWorked = true;
    if (this.clock.nowMs() - this.foundAtMs >= WORKS_MS) this.anew = 0;
  }

  /**
   * Asks for a new location, so often as that is worth it until one has worked for a while.
   * @returns false where that was done already
   */
  async locateAnew(signal: AbortSignal): Promise<boolean> {
    if (!this.isLocating) {
      // What has worked until its told end was not refused: two hours may need another every five minutes.
      if (this.isExpired && this.hasWorked) this.anew = 0;
      else if (this.anew >= this.track.mostLocations) return false;
      else this.anew++;
    }
    this.isLocating = true;
    const { anew } = this;
    try {
      this.current = await this.locating.do('', (wanted) => this.track.locate(wanted, anew), signal);
      this.foundAtMs = this.clock.nowMs();
      this.hasWorked = false;
    } finally {
      this.isLocating = false;
    }
    return true;
  }
}
