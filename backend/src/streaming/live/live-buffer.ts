import { Waiters } from '../waiters.js';
import type { LivePart, LiveTitle } from './live-part.js';
import { isSameTitle } from './same-title.js';

/** How much of a live stream is kept. */
export interface LiveBounds {
  readonly mostMs: number;
  readonly mostBytes: number;
}

/** From when on a title is that of the sound. */
export interface TitleMark {
  /** A moment of the stream's clock. */
  readonly atMs: number;
  /** Absent: nobody knows what it is. */
  readonly title?: LiveTitle;
}

/** What is announced for less is not shown: nobody could read it, and there may be any number of it. */
const MOMENT_MS = 500;

interface KeptPart {
  readonly bytes: Buffer;
  readonly startMs: number;
  readonly durationMs: number;
  /** What a decoder must know first. */
  readonly head?: Buffer;
}

/** Where a reader is. */
export interface LiveCursor {
  /** Of the part that comes next, counted from the beginning of the stream. */
  place: number;
  /** The head that the reader has. */
  head?: Buffer;
}

/**
 * The last minutes of a live stream, for readers who begin and go on wherever they like in them. Its clock counts milliseconds of
 * sound from the moment in which it began: about, but not exactly, when they came in.
 */
export class LiveBuffer {
  private parts: KeptPart[] = [];
  /** Of the first part that is kept. */
  private firstPlace = 0;
  private bytes = 0;
  private head?: Buffer;
  private titleMarks: TitleMark[] = [];
  private ended = false;
  private failure?: Error;
  private readonly growth = new Waiters();

  /** @param startMs epoch milliseconds at its beginning */
  constructor(
    private readonly bounds: LiveBounds,
    private edge: number,
  ) {}

  /** Behind the last sound that came. */
  get edgeMs(): number {
    return this.edge;
  }

  /** Of the first sound that is kept. */
  get oldestMs(): number {
    return this.parts[0]?.startMs ?? this.edge;
  }

  get hasSound(): boolean {
    return this.parts.length > 0;
  }

  /** Of the sound that is kept, oldest first. */
  get titles(): readonly TitleMark[] {
    return this.titleMarks;
  }

  append(part: LivePart): void {
    if (part.kind === 'head') this.setHead(part.bytes);
    else if (part.kind === 'title') this.mark(part.title);
    else this.addSound(part.bytes, part.durationMs);
  }

  /** Nothing comes any more: readers are told so when they have read what there is. */
  end(failure: Error): void {
    this.ended = true;
    this.failure = failure;
    this.growth.wakeAll();
  }

  /** Where to begin to hear the sound of a moment: with the first that is kept where that is gone, else with the part it is in. */
  cursorAt(momentMs: number): LiveCursor {
    let low = 0;
    let high = this.parts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.parts[middle]?.startMs ?? 0) <= momentMs) low = middle + 1;
      else high = middle;
    }
    return { place: this.firstPlace + Math.max(0, low - 1) };
  }

  /** Up to so much of the newest sound, with its head. */
  newest(mostMs: number): readonly Buffer[] {
    const first = this.parts[this.cursorAt(this.edge - mostMs).place - this.firstPlace];
    const parts = this.parts.filter(({ startMs }) => first !== undefined && startMs >= first.startMs);
    return [...(first?.head ? [first.head] : []), ...parts.map(({ bytes }) => bytes)];
  }

  /** The end of the newest sound, without a head. */
  tail(mostMs: number, mostBytes: number): Buffer {
    const kept: Buffer[] = [];
    let left = mostBytes;
    for (const { bytes, startMs } of this.parts.toReversed()) {
      left -= bytes.length;
      if (left < 0 || startMs < this.edge - mostMs) break;
      kept.unshift(bytes);
    }
    return Buffer.concat(kept);
  }

  /** When the part that a cursor points to begins. */
  momentOf({ place }: LiveCursor): number {
    return this.parts[Math.max(0, place - this.firstPlace)]?.startMs ?? this.edge;
  }

  /**
   * What comes next, as soon as it is there; moves the cursor behind it.
   * @returns nothing where the sound is not kept any more
   * @throws what the stream ended with
   */
  async next(cursor: LiveCursor, signal: AbortSignal): Promise<Buffer | undefined> {
    for (;;) {
      signal.throwIfAborted();
      if (cursor.place < this.firstPlace) return undefined;
      const part = this.parts[cursor.place - this.firstPlace];
      if (part) return advance(cursor, part);
      if (this.ended) throw this.failure ?? new Error('The stream has ended.');
      await this.growth.wait(signal);
    }
  }

  /** Whether a head is the one that the newest sound has. */
  isHead(bytes: Buffer): boolean {
    return this.head?.equals(bytes) === true;
  }

  /** The same again, as after a connection was lost, is nothing that readers have to be sent. */
  private setHead(bytes: Buffer): void {
    if (!this.isHead(bytes)) this.head = bytes;
  }

  private addSound(bytes: Buffer, durationMs: number): void {
    const { head } = this;
    // A head is kept as long as sound that needs it.
    if (head && head !== this.parts.at(-1)?.head) this.bytes += head.length;
    this.parts.push({ bytes, startMs: this.edge, durationMs, ...(head && { head }) });
    this.bytes += bytes.length;
    this.edge += durationMs;
    this.trim();
    this.growth.wakeAll();
  }

  private trim(): void {
    const { mostMs, mostBytes } = this.bounds;
    let gone = 0;
    for (const [n, { bytes, startMs, durationMs, head }] of this.parts.entries()) {
      const isOver = this.bytes > mostBytes || this.edge - (startMs + durationMs) > mostMs;
      if (!isOver || gone === this.parts.length - 1) break;
      this.bytes -= bytes.length;
      if (head && head !== this.parts[n + 1]?.head) this.bytes -= head.length;
      gone++;
    }
    if (gone === 0) return;
    this.parts.splice(0, gone);
    this.firstPlace += gone;
    // The one that the oldest sound began with stays.
    const first = this.titleMarks.findLastIndex(({ atMs }) => atMs <= this.oldestMs);
    if (first > 0) this.titleMarks.splice(0, first);
  }

  private mark(title: LiveTitle | undefined): void {
    if (isSameTitle(this.titleMarks.at(-1)?.title, title)) return;
    // Two in one moment: the later one is meant.
    if (this.edge - (this.titleMarks.at(-1)?.atMs ?? -Infinity) < MOMENT_MS) this.titleMarks.pop();
    if (isSameTitle(this.titleMarks.at(-1)?.title, title)) return;
    this.titleMarks.push({ atMs: this.edge, ...(title && { title }) });
  }
}

function advance(cursor: LiveCursor, { bytes, head }: KeptPart): Buffer {
  cursor.place++;
  if (!head || head === cursor.head) return bytes;
  cursor.head = head;
  return Buffer.concat([head, bytes]);
}

/** The title of a moment; absent where nobody knows it. */
export function titleAt(marks: readonly TitleMark[], momentMs: number): LiveTitle | undefined {
  return marks.findLast(({ atMs }) => atMs <= momentMs)?.title;
}

/**
 * Whether the newest title was there before, and went for no longer than an interlude: a jingle was between, an advertisement, or
 * a lost connection.
 */
export function isTitleBack(marks: readonly TitleMark[], interludeMs: number): boolean {
  const newest = marks.at(-1);
  if (!newest?.title) return false;
  const { atMs, title } = newest;
  return marks.slice(0, -1).some((mark, n) => {
    const endMs = marks[n + 1]?.atMs ?? atMs;
    return isSameTitle(mark.title, title) && atMs - endMs < interludeMs;
  });
}
