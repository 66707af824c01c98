import { setTimeout as delay } from 'node:timers/promises';
import { SourceUnavailable } from '../../sources/index.js';
import { UpstreamError } from '../../upstream/index.js';
import { Waiters } from '../waiters.js';
import type { CopyFile } from './copy-file.js';
import {
  AudioChanged,
  hasValidator,
  isBehindEnd,
  isInterruption,
  isRefusal,
  isSameVersion,
  LyingAnswer,
  tagOf,
  type RemoteAnswer,
} from './remote-answer.js';
import type { Whereabouts } from './whereabouts.js';

const KIB = 1024;
/** Read-ahead beyond the furthest reader, in bytes: any song and most of an episode, so that few requests are needed. */
const AHEAD_BYTES = 32 * KIB * KIB;
/** When a reader has come so near to what is there, it is gone on: minutes of compressed sound. */
const ENOUGH_BYTES = 8 * KIB * KIB;
/** So much is rather waited for than asked for anew. */
export const NEAR_BYTES = KIB * KIB;
/** In a row, each without so many bytes of progress. */
const MOST_TRIES = 5;
const PROGRESS_BYTES = 16 * KIB;
const FIRST_WAIT_MS = 500;
/** Whoever listens has nothing left by then. */
const LONGEST_WAIT_MS = 15_000;

/** Somebody for whom is fetched. */
export interface FetchReader {
  /** Where it has come to; Infinity: it wants all there is. */
  position: number;
  /** Nobody waits for it. */
  readonly isBackground: boolean;
  /** It looks at pieces here and there: no more than so many bytes are fetched ahead of it. Absent: as usual. */
  readonly aheadBytes?: number;
}

/** The answer ended before the bytes that were promised. */
class EndedEarly extends SourceUnavailable {
  constructor() {
    super('The audio ended before its end. Play it again.');
  }
}

/** Fetches what is missing from some byte on, up to what is there or to the end, for those who read it. */
export class RemoteFetch {
  /** Settled when nothing more is written; never fails. */
  readonly ended: Promise<void>;
  readonly readers = new Set<FetchReader>();
  isOver = false;
  /** What it ended with, where that is no success. */
  failure?: Error;
  private readonly abort = new AbortController();
  /** Itself, waiting for readers. */
  private readonly progress = new Waiters();
  private tries = 0;
  /** Where it was when it was last interrupted. */
  private interruptedAt = 0;

  /** @param position of the first byte that is missing */
  constructor(
    private readonly file: CopyFile,
    private readonly whereabouts: Whereabouts,
    private position: number,
  ) {
    this.ended = this.run();
  }

  /** Whether what is missing at this position comes soon, or cannot be had otherwise. */
  covers(position: number): boolean {
    if (this.isOver || this.abort.signal.aborted) return false;
    if (!this.file.isConfirmed || !this.whereabouts.sendsParts) return true;
    return this.position <= position && position <= this.position + NEAR_BYTES;
  }

  /** A reader has moved on, or there is one more or less. Without any it ends. */
  readersChanged(): void {
    if (this.readers.size === 0) this.end();
    else this.progress.wakeAll();
  }

  end(): void {
    this.abort.abort();
  }

  private async run(): Promise<void> {
    try {
      // Whoever begins it joins it first.
      await Promise.resolve();
      await this.fetch(this.abort.signal);
      if (this.file.isWhole) await this.file.finish();
    } catch (error) {
      if (error instanceof AudioChanged) this.file.isOutdated = true;
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
    this.isOver = true;
    this.file.growth.wakeAll();
  }

  private async fetch(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      try {
        if (this.whereabouts.isExpired) await this.whereabouts.locateAnew(signal);
        if (await this.fetchOnce(signal)) return;
        await this.waitForReaders(signal);
      } catch (error) {
        signal.throwIfAborted();
        await this.recover(error, signal);
      }
    }
  }

  /** @returns whether nothing is missing any more; else there is enough for now */
  private async fetchOnce(signal: AbortSignal): Promise<boolean> {
    const { file, whereabouts } = this;
    const first = this.firstToAsk();
    const answer = await whereabouts.ask({
      position: first,
      known: file.version,
      isUrgent: [...this.readers].some(({ isBackground }) => !isBackground),
      signal,
    });
    try {
      await this.accept(answer, first);
      let at = answer.firstByte;
      // Leaving the loop in any way destroys the stream, and that ends the connection.
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        file.received(chunk.length);
        await this.take(at, chunk);
        at += chunk.length;
        if (at > this.position) whereabouts.works();
        // What two versions have in common by chance is short.
        if (at >= this.position || at - answer.firstByte >= whereabouts.overlapBytes) file.confirm();
        this.position = Math.max(this.position, at);
        if (this.hasMetOthers) return true;
        if (this.position < this.wantedEnd(AHEAD_BYTES) || this.position === file.endByte) continue;
        // Who is paused for an hour needs no connection meanwhile.
        if (this.canGoOn) return false;
        await this.waitForReaders(signal);
      }
      if (at < (file.endByte ?? at)) throw new EndedEarly();
      if (at < file.extents.end) throw new AudioChanged();
      file.endByte = at;
      if (answer.hasCertainEnd) file.endsAt(at);
      file.confirm();
      return true;
    } finally {
      answer.body.destroy();
    }
  }

  /** Whether an answer may begin where another ended. */
  private get canGoOn(): boolean {
    const { version } = this.file;
    return this.whereabouts.canGoOn && (!version || hasValidator(version));
  }

  /** What cannot be gone on with is asked for from its beginning, and compared with what is there of it. */
  private firstToAsk(): number {
    const { extents } = this.file;
    if (this.canGoOn) return Math.max(this.position - this.whereabouts.overlapBytes, extents.startUpTo(this.position));
    this.position = extents.endFrom(0);
    return 0;
  }

  /** @param asked from which byte on it was asked for @throws AudioChanged, LyingAnswer */
  private async accept({ version, firstByte }: RemoteAnswer, asked: number): Promise<void> {
    const { file, whereabouts } = this;
    const isKnown = file.version !== undefined && isSameVersion(file.version, version, firstByte > 0);
    if (file.isConfirmed && !isKnown) throw new AudioChanged();
    // All of it, though a part was asked for.
    if (firstByte < asked && (isKnown || !file.version)) whereabouts.sendsParts = false;
    if (isKnown) return;
    // A part that nothing could ever be put to.
    if (firstByte > 0 && !hasValidator(version)) throw new LyingAnswer();
    this.position = firstByte;
    await file.begin(version, tagOf(this.whereabouts.address, version));
  }

  /** @throws AudioChanged bytes that are there are others in this answer */
  private async take(first: number, chunk: Buffer): Promise<void> {
    const { file } = this;
    if (first + chunk.length > (file.endByte ?? Infinity)) throw new AudioChanged();
    for (let done = 0; done < chunk.length;) {
      const at = first + done;
      const thereTo = file.extents.endFrom(at);
      const isThere = thereTo > at;
      const end = Math.min(chunk.length, (isThere ? thereTo : file.extents.nextFrom(at)) - first);
      const bytes = chunk.subarray(done, end);
      if (!isThere) await file.write(at, bytes);
      else if (!(await file.holds(at, bytes))) throw new AudioChanged();
      done = end;
    }
  }

  /** It has come to where others have been: they, or whoever goes on behind, fetch the rest. */
  private get hasMetOthers(): boolean {
    const { extents } = this.file;
    return this.whereabouts.sendsParts && extents.endFrom(this.position) > this.position;
  }

  private async waitForReaders(signal: AbortSignal): Promise<void> {
    while (this.position > this.wantedEnd(ENOUGH_BYTES)) {
      await this.progress.wait(signal);
      signal.throwIfAborted();
    }
  }

  /** Up to where the readers want it, so many bytes ahead. */
  private wantedEnd(bytes: number): number {
    let end = 0;
    for (const { position, aheadBytes = bytes } of this.readers) {
      end = Math.max(end, position + Math.min(bytes, aheadBytes));
    }
    return end;
  }

  /** Gets ready for another try: @throws the error, where there is to be none */
  private async recover(error: unknown, signal: AbortSignal): Promise<void> {
    const { file, whereabouts } = this;
    if (error instanceof LyingAnswer) {
      if (!whereabouts.sendsParts) throw new SourceUnavailable('The audio came in parts that cannot be put together.');
      whereabouts.sendsParts = false;
    } else if (isBehindEnd(error)) {
      if (file.isConfirmed) throw new AudioChanged();
      // How much there is has to be known, to be able to say that this is behind it.
      this.position = 0;
    } else if (isRefusal(error) || (error instanceof UpstreamError && whereabouts.isExpired)) {
      if (!(await whereabouts.locateAnew(signal))) throw error;
    } else {
      await this.waitAfter(error, signal);
    }
  }

  /** After an interruption on the way: @throws the error, where it was none, or one too many */
  private async waitAfter(error: unknown, signal: AbortSignal): Promise<void> {
    if (!this.file.isConfirmed || !(isInterruption(error) || error instanceof EndedEarly)) throw error;
    if (this.position - this.interruptedAt >= PROGRESS_BYTES) this.tries = 0;
    this.interruptedAt = this.position;
    if (++this.tries > MOST_TRIES) throw error;
    const askedMs = error instanceof UpstreamError ? this.whereabouts.untilMs(error.retryAtMs) : 0;
    // The first time at once: hosts hang up on who has not listened for a while.
    const waitMs = Math.max(this.tries === 1 ? 0 : FIRST_WAIT_MS * 2 ** (this.tries - 2), askedMs);
    if (waitMs > LONGEST_WAIT_MS) throw error;
    await delay(waitMs, undefined, { signal });
  }
}
