import type { Clock } from '../../../common/index.js';

/** What time it is there. Every call says it, and one that is off is refused. */
export class ServerClock {
  /** What the service said, and when by a clock that nobody sets. */
  private known: { readonly serverMs: number; readonly steadyMs: number };

  constructor(private readonly clock: Clock) {
    this.known = { serverMs: clock.nowMs(), steadyMs: this.steadyMs };
  }

  /** @param seconds as the service has just told */
  set(seconds: number): void {
    this.known = { serverMs: seconds * 1_000, steadyMs: this.steadyMs };
  }

  /** How far it is ahead of the clock of this machine, for the next run. */
  get offsetMs(): number {
    return Math.round(this.nowMs - this.clock.nowMs());
  }

  set offsetMs(offsetMs: number) {
    this.known = { serverMs: this.clock.nowMs() + offsetMs, steadyMs: this.steadyMs };
  }

  /** In whole seconds, as calls say it. */
  get seconds(): number {
    return Math.floor(this.nowMs / 1_000);
  }

  private get nowMs(): number {
    return this.known.serverMs + (this.steadyMs - this.known.steadyMs);
  }

  private get steadyMs(): number {
    return this.clock.steadyMs?.() ?? this.clock.nowMs();
  }
}
