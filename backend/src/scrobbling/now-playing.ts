import type { PlayEvent } from '../playback/index.js';

/** Tracks that are skipped through are not told. */
const AFTER_MS = 5_000;
/** While it sounds, a play is reported every few seconds. After such a gap services have forgotten it. */
const LONG_PAUSE_MS = 120_000;

interface Sounding {
  readonly playId: string;
  readonly isTold: boolean;
  /** Since the start, or since the end of a long pause. */
  readonly sinceMs: number;
  readonly lastAtMs: number;
}

/** Decides when “now playing” goes out: once a play has lasted 5 s, and again after a long pause. */
export class NowPlaying {
  private readonly plays = new Map<string, Sounding>();

  /** Takes in an event. @returns whether other services should be told now what plays */
  isDue({ kind, ownerId, playId, atMs }: Pick<PlayEvent, 'kind' | 'ownerId' | 'playId' | 'atMs'>): boolean {
    if (kind === 'ended') {
      if (this.plays.get(ownerId)?.playId === playId) this.plays.delete(ownerId);
      return false;
    }
    const before = this.plays.get(ownerId);
    const isSame = before?.playId === playId && atMs - before.lastAtMs <= LONG_PAUSE_MS;
    const { sinceMs, isTold } = isSame ? before : { sinceMs: atMs, isTold: false };
    const isDue = kind === 'progressed' && !isTold && atMs - sinceMs >= AFTER_MS;
    this.plays.set(ownerId, { playId, sinceMs, lastAtMs: atMs, isTold: isTold || isDue });
    return isDue;
  }
}
