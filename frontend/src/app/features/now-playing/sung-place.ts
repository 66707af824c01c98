import { signal } from '@angular/core';
import { lastBegun } from '../../ui/last-begun';

/** The player tells its position a few times a second; without news for longer than this it is not guessed further. */
const MOST_GUESSED_MS = 1_000;

/**
 * Where the singing is. Between two reports of the player it goes on by the clock, from one moment to the next at which
 * something changes: words light up on time, and nothing runs in between.
 */
export class SungPlace {
  private readonly place = signal(0);
  private timer?: ReturnType<typeof setTimeout>;

  /** In milliseconds from the start of the track. */
  readonly ms = this.place.asReadonly();

  /**
   * Takes in what the player reports.
   * @param moments at which something changes, in order of time
   */
  report(positionMs: number, isRunning: boolean, moments: readonly { startMs: number }[]): void {
    clearTimeout(this.timer);
    this.place.set(positionMs);
    if (isRunning) this.awaitNext(positionMs, performance.now(), moments);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private awaitNext(positionMs: number, atMs: number, moments: readonly { startMs: number }[]): void {
    const next = moments[lastBegun(moments, this.place()) + 1];
    if (!next || next.startMs - positionMs > MOST_GUESSED_MS) return;
    this.timer = setTimeout(
      () => {
        this.place.set(next.startMs);
        this.awaitNext(positionMs, atMs, moments);
      },
      next.startMs - positionMs - (performance.now() - atMs),
    );
  }
}
