import { SourceUnavailable } from '../../sources/index.js';
import type { AudioBody } from '../audio-body.js';
import type { LiveBuffer, LiveCursor } from './live-buffer.js';

/** What one listener reads of a live stream: from some moment on, without an end. */
export class LiveBody implements AudioBody {
  private rest: Buffer = Buffer.alloc(0);
  private isClosed = false;

  /** @param left called once, when nobody reads it any more */
  constructor(
    readonly mimeType: string,
    private readonly buffer: LiveBuffer,
    private readonly cursor: LiveCursor,
    private readonly left: () => void,
  ) {}

  /** Positions are not looked at: bytes come one behind the other. */
  async read(into: Buffer, _position: number, signal: AbortSignal): Promise<number> {
    if (this.rest.length === 0) {
      const bytes = await this.buffer.next(this.cursor, signal);
      if (!bytes)
        throw new SourceUnavailable('What was to come next is not kept any more. Play it again.', 'station-over');
      this.rest = bytes;
    }
    const length = this.rest.copy(into);
    this.rest = this.rest.subarray(length);
    return length;
  }

  isUnchanged(): Promise<boolean> {
    return Promise.resolve(true);
  }

  close(): Promise<void> {
    if (!this.isClosed) this.left();
    this.isClosed = true;
    return Promise.resolve();
  }
}
