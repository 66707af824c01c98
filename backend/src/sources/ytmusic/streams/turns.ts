import { setTimeout as delay } from 'node:timers/promises';

export interface TurnLimits {
  readonly atOnce: number;
  readonly mostWaiting: number;
  /** What one too many is told. */
  readonly refusal: () => Error;
  /** How long nothing must have begun, or been given up, before something begins. */
  readonly quietMs: number;
}

interface Waiting {
  readonly begin: () => void;
}

/**
 * Lets so many pieces of work go on at once, and of those that wait the newest first: somebody who goes from song to song wants
 * the last one. What comes shortly behind another waits whether it is given up as well, so that ten songs that are passed do not
 * become ten programs.
 */
export class Turns {
  private readonly waiting: Waiting[] = [];
  private free: number;
  /** When one began or was given up. */
  private lastAtMs = -Infinity;

  constructor(private readonly limits: TurnLimits) {
    this.free = limits.atOnce;
  }

  /** @throws the reason of the signal; what the work throws, and what `refusal` makes */
  async take<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.turn(signal);
    // At once: whatever takes its place looks at it.
    const giveUp = (): void => void (this.lastAtMs = performance.now());
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      await this.quiet(signal);
      return await work();
    } finally {
      signal.removeEventListener('abort', giveUp);
      const next = this.waiting.pop();
      if (next) next.begin();
      else this.free++;
    }
  }

  private async turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.free > 0) {
      this.free--;
      return;
    }
    if (this.waiting.length >= this.limits.mostWaiting) throw this.limits.refusal();
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const waiting = { begin: () => resolve(undefined) };
    const leave = (): void => {
      const place = this.waiting.indexOf(waiting);
      if (place < 0) return;
      this.waiting.splice(place, 1);
      reject(signal.reason);
    };
    this.waiting.push(waiting);
    signal.addEventListener('abort', leave, { once: true });
    await promise.finally(() => signal.removeEventListener('abort', leave));
  }

  private async quiet(signal: AbortSignal): Promise<void> {
    for (;;) {
      const waitMs = this.lastAtMs + this.limits.quietMs - performance.now();
      if (waitMs <= 0) break;
      await delay(waitMs, undefined, { signal });
    }
    // Here and not where the work begins: another one may look at it before that.
    this.lastAtMs = performance.now();
  }
}
