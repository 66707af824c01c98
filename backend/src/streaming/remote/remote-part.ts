import type { Clock } from '../../common/index.js';
import { SourceUnavailable, type HttpLocation } from '../../sources/index.js';
import { UpstreamError, type Upstream } from '../../upstream/index.js';
import { SpoolFull, type SpoolSpace } from '../spool-space.js';
import { Spool, type SpoolBody, type SpoolSink } from '../spool.js';
import { askFor, isBehindEnd, isRefusal, type RemoteFacts } from './remote-answer.js';

/** Read-ahead beyond the furthest reader, in bytes: minutes of a compressed song, some seconds of an uncompressed one. */
const AHEAD_BYTES = 8 * 1024 * 1024;
/** So much is rather waited for than asked for anew. */
const NEAR_BYTES = 1024 * 1024;

/** Audio that lies elsewhere, and how to get at it. */
export interface RemoteTrack {
  readonly upstream: Upstream;
  readonly location: HttpLocation;
  /** A location that works when this one does not any more. */
  readonly locate: (signal: AbortSignal) => Promise<HttpLocation>;
}

export interface RemotePartOptions {
  readonly track: RemoteTrack;
  /** Of the first byte that is wanted. */
  readonly firstByte: number;
  readonly path: string;
  readonly space: SpoolSpace;
  readonly clock: Clock;
}

/** One fetch, from some byte to the end, and everybody who reads it. */
export class RemotePart {
  readonly spool: Spool;
  /** What the host says, as soon as it does. @throws UpstreamError, SourceUnavailable, TrackNotFound */
  readonly facts: Promise<RemoteFacts>;
  private readonly told = Promise.withResolvers<RemoteFacts>();
  private known?: RemoteFacts;
  private location: HttpLocation;
  /** Of the first byte that is asked for. */
  private readonly firstAsked: number;
  /** The host sends everything, whatever part is asked for. */
  private ignoresRanges: boolean;
  /** A new location was asked for, and has not given a byte yet. */
  private isAnew = false;

  constructor(private readonly options: RemotePartOptions) {
    this.location = options.track.location;
    this.ignoresRanges = !this.location.takesRanges;
    this.firstAsked = this.ignoresRanges ? 0 : options.firstByte;
    this.facts = this.told.promise;
    // Nobody may be waiting when it fails.
    this.facts.catch(() => undefined);
    this.spool = new Spool({
      path: options.path,
      space: options.space,
      aheadBytes: AHEAD_BYTES,
      produce: async (sink, signal) => {
        try {
          await this.fetch(sink, signal);
        } catch (error) {
          this.told.reject(inWords(error));
          throw inWords(error);
        }
      },
    });
    void this.spool.ended.then(() => this.told.reject(new SourceUnavailable('The audio could not be stored.')));
  }

  /** Whether what is at this position comes soon, or cannot be had otherwise. */
  covers(position: number): boolean {
    if (!this.spool.isAlive) return false;
    const firstByte = this.known?.firstByte ?? this.firstAsked;
    if (position < firstByte) return false;
    return this.ignoresRanges || position <= firstByte + this.spool.writtenBytes + NEAR_BYTES;
  }

  join(): SpoolBody {
    return this.spool.join({ mimeType: '' });
  }

  private async fetch(sink: SpoolSink, signal: AbortSignal): Promise<void> {
    const progress = { position: this.firstAsked, isHeldUp: false };
    for (;;) {
      try {
        await this.refreshExpired(signal);
        await this.fetchFrom(progress, sink, signal);
        return;
      } catch (error) {
        signal.throwIfAborted();
        await this.recover(error, progress, signal);
      }
    }
  }

  private async fetchFrom(progress: Progress, sink: SpoolSink, signal: AbortSignal): Promise<void> {
    const { upstream } = this.options.track;
    const { facts, body } = await askFor(upstream, this.location, progress.position, this.known, signal);
    if (!this.known) {
      this.ignoresRanges ||= facts.firstByte !== progress.position;
      progress.position = facts.firstByte;
      this.known = facts;
      this.told.resolve(facts);
    }
    // Leaving the loop in any way destroys the stream, and that ends the connection.
    for await (const chunk of body as AsyncIterable<Buffer>) {
      progress.position += chunk.length;
      progress.isHeldUp = await sink.write(chunk);
      this.isAnew = false;
    }
    const { sizeBytes } = this.known;
    if (sizeBytes !== undefined && progress.position !== sizeBytes) {
      throw new SourceUnavailable('The audio ended before its end.');
    }
  }

  private async refreshExpired(signal: AbortSignal): Promise<void> {
    if (!this.isAnew && this.isExpired) await this.locateAnew(signal);
  }

  /** Goes on where it may: @throws the error, where it may not */
  private async recover(error: unknown, progress: Progress, signal: AbortSignal): Promise<void> {
    if (!this.known && progress.position > 0 && isBehindEnd(error)) {
      // How much there is has to be known, to be able to say that this is behind it.
      progress.position = 0;
    } else if (!this.isAnew && (isRefusal(error) || (error instanceof UpstreamError && this.isExpired))) {
      await this.locateAnew(signal);
    } else if (progress.isHeldUp && error instanceof UpstreamError && error.reason === 'broken-answer') {
      // Nobody listened for a while, so the host has hung up.
      progress.isHeldUp = false;
    } else throw error;
    if (progress.position > 0 && this.known && this.ignoresRanges) throw error;
  }

  private get isExpired(): boolean {
    return (this.location.expiresAtMs ?? Infinity) <= this.options.clock.nowMs();
  }

  private async locateAnew(signal: AbortSignal): Promise<void> {
    this.isAnew = true;
    this.location = await this.options.track.locate(signal);
  }
}

/** How far a fetch has come. */
interface Progress {
  /** Of the next byte. */
  position: number;
  /** The last piece had to wait for readers. */
  isHeldUp: boolean;
}

function inWords(error: unknown): unknown {
  return error instanceof SpoolFull
    ? new SourceUnavailable('There is no room to fetch more audio: streaming.cache.maxSize is reached.')
    : error;
}
