import type { LiveFormat, LivePart } from '../live-part.js';

/**
 * Makes parts of the bytes of one connection, whatever pieces they come in: the same bytes give the same parts. Never throws:
 * what makes no sense is left out. What it holds back is bounded.
 */
export interface LiveReader {
  /** What the sound is in; undefined until that is seen, another one when the stream changes. */
  readonly format: LiveFormat | undefined;
  /** @returns the parts that these bytes complete */
  push(bytes: Buffer): LivePart[];
  /** Gives what is whole though it is little: a title follows, or nothing more comes. */
  flush(): LivePart[];
}

/** Enough that parts are few, little enough that nobody waits for one. */
const PART_MS = 200;
const MOST_PART_BYTES = 256 * 1024;
const FIRST_ROOM_BYTES = 16 * 1024;

/** Gathers frames or pages until they are worth a part. */
export class SoundGroup {
  private room = Buffer.allocUnsafeSlow(FIRST_ROOM_BYTES);
  private length = 0;
  private durationMs = 0;

  get isFull(): boolean {
    return this.durationMs >= PART_MS || this.isLarge;
  }

  get isLarge(): boolean {
    return this.length >= MOST_PART_BYTES;
  }

  /** Copies the bytes: they may be a view of what is written over. */
  add(bytes: Buffer, durationMs: number): void {
    const needed = this.length + bytes.length;
    if (needed > this.room.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.room.length));
      this.room.copy(larger, 0, 0, this.length);
      this.room = larger;
    }
    bytes.copy(this.room, this.length);
    this.length = needed;
    this.durationMs += durationMs;
  }

  /** @returns one part, or none where nothing was added */
  take(): LivePart[] {
    if (this.length === 0) return [];
    const part = {
      kind: 'sound',
      bytes: ownCopy(this.room.subarray(0, this.length)),
      durationMs: this.durationMs,
    } as const;
    this.length = 0;
    this.durationMs = 0;
    return [part];
  }
}

/** Parts are kept for minutes: none may hold on to the memory of others, as pieces of a pool do. */
export function ownCopy(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}
