import { setTimeout as wait } from 'node:timers/promises';

/** Keeps what has an end from coming faster than it sounds. */
export class Pace {
  private readonly beganAtMs = performance.now();
  private soundMs = 0;

  /** @param aheadMs so much may come before it is heard */
  constructor(
    private readonly aheadMs: number,
    private readonly signal: AbortSignal,
  ) {}

  /** Waits where too much has come. @throws Error the signal has aborted */
  async keep(soundMs: number): Promise<void> {
    this.soundMs += soundMs;
    const earlyMs = this.soundMs - (performance.now() - this.beganAtMs) - this.aheadMs;
    if (earlyMs > 0) await wait(earlyMs, undefined, { signal: this.signal });
  }
}
