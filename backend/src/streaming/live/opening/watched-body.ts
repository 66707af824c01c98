import type { Readable } from 'node:stream';
import { SourceUnavailable } from '../../../sources/index.js';
import type { LiveLimits } from './live-limits.js';

/** So much has to come within the time of a stall: digital silence takes more, one byte a second does not. */
const LEAST_BYTES = 1024;

/** The body of a live stream, which fails when next to nothing comes of it. Time in which nobody reads does not count. */
export class WatchedBody {
  private readonly chunks: AsyncIterator<unknown>;
  private isClosed = false;
  /** Since when fewer than `LEAST_BYTES` came, and how many. */
  private sinceMs = performance.now();
  private bytes = 0;
  private leftAtMs = performance.now();

  constructor(
    private readonly body: Readable,
    private readonly limits: LiveLimits,
  ) {
    this.chunks = body[Symbol.asyncIterator]();
  }

  /**
   * @returns undefined at the end
   * @throws SourceUnavailable it has stalled
   * @throws UpstreamError it broke off
   */
  async next(): Promise<Buffer | undefined> {
    const nowMs = performance.now();
    this.sinceMs += nowMs - this.leftAtMs;
    const timer = setTimeout(() => this.body.destroy(stalled(this.limits)), this.sinceMs + this.limits.stallMs - nowMs);
    try {
      const result: IteratorResult<unknown, unknown> = await this.chunks.next();
      const { value } = result;
      if (result.done || !Buffer.isBuffer(value)) return undefined;
      this.bytes += value.length;
      return value;
    } catch (error) {
      if (this.isClosed) return undefined;
      throw error;
    } finally {
      clearTimeout(timer);
      this.leftAtMs = performance.now();
      if (this.bytes >= LEAST_BYTES) {
        this.sinceMs = this.leftAtMs;
        this.bytes = 0;
      }
    }
  }

  /** Leaves the rest, and the connection with it; who waits for more is told that there is none. */
  close(): void {
    this.isClosed = true;
    this.body.destroy();
  }
}

function stalled({ stallMs }: LiveLimits): SourceUnavailable {
  return new SourceUnavailable(
    `The station has sent next to nothing for ${stallMs / 1000} s. It is asked again by itself; if it stays so, the station is down.`,
    'station-silent',
  );
}
