import { UnsuitableAudio } from './containers/audio-bytes';
import type { Placement } from './timeline';

/** Kept behind the playhead, for going back a little. */
const KEPT_BEHIND_SECONDS = 20;
/** Behind is cleared away when so much more has gathered: every removal costs the browser some work. */
const EVICT_EVERY_SECONDS = 20;
const FULL_RETRY_MS = 1_000;

/** Longer than any line gets: a place can be gone to only within the duration, which is known when all is appended. */
const UNKNOWN_DURATION_SECONDS = 1_000_000;

/** One change after the other to a SourceBuffer, each awaited. */
export class SourceBufferWriter {
  private mimeType: string;
  private readonly buffer: SourceBuffer;

  constructor(
    private readonly source: MediaSource,
    mimeType: string,
    private readonly playhead: () => number,
  ) {
    this.mimeType = mimeType;
    this.buffer = source.addSourceBuffer(mimeType);
    source.duration = UNKNOWN_DURATION_SECONDS;
    this.setMode();
  }

  /** Where what is buffered ends. */
  get end(): number {
    const { buffered } = this.buffer;
    return buffered.length === 0 ? 0 : buffered.end(buffered.length - 1);
  }

  changeType(mimeType: string): void {
    if (mimeType === this.mimeType) return;
    this.buffer.changeType(mimeType);
    this.mimeType = mimeType;
    this.setMode();
  }

  /**
   * Where what is appended next belongs.
   * @param shiftSeconds added to the times, for formats that have none of their own
   */
  place({ offset, windowStart, windowEnd }: Placement, shiftSeconds: number, isNewItem: boolean): void {
    // The end first and far away, so that the start is never behind it.
    this.buffer.appendWindowEnd = Infinity;
    this.buffer.appendWindowStart = Math.max(0, windowStart);
    this.buffer.appendWindowEnd = windowEnd;
    if (isNewItem) this.buffer.timestampOffset = offset + shiftSeconds;
  }

  /** Appends, and waits for as long as the browser says that it is full. */
  async append(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      await this.evict();
      try {
        await this.change(() => this.buffer.appendBuffer(bytes));
        return;
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, FULL_RETRY_MS));
    }
  }

  /** Takes away everything from that second on. */
  async cutFrom(seconds: number): Promise<void> {
    // Before any sound, and behind all of it, there is nothing to take away, and the browser refuses to.
    if (this.end > seconds) await this.change(() => this.buffer.remove(seconds, Infinity));
  }

  /** Nothing more comes, for now; appending again undoes it. */
  finish(): void {
    if (this.source.readyState === 'open') this.source.endOfStream();
  }

  private async evict(): Promise<void> {
    const { buffered } = this.buffer;
    const until = this.playhead() - KEPT_BEHIND_SECONDS;
    if (buffered.length === 0 || until - buffered.start(0) < EVICT_EVERY_SECONDS) return;
    await this.change(() => this.buffer.remove(0, until));
  }

  /** MP3 frames carry no times: they are put one behind the other. */
  private setMode(): void {
    this.buffer.mode = this.mimeType === 'audio/mpeg' ? 'sequence' : 'segments';
  }

  private async change(start: () => void): Promise<void> {
    const listening = new AbortController();
    const { signal } = listening;
    try {
      await new Promise<void>((resolve, reject) => {
        const refuse = (): void => reject(new UnsuitableAudio('The browser cannot take the sound.'));
        this.buffer.addEventListener('error', refuse, { signal });
        this.buffer.addEventListener('updateend', () => resolve(), { signal });
        start();
      });
    } finally {
      listening.abort();
    }
  }
}
