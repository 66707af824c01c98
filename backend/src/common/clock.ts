/** Where the time comes from, so that tests can set it. */
export abstract class Clock {
  /** Now, in epoch milliseconds UTC. */
  abstract nowMs(): number;
}

/** The machine's clock. */
export class SystemClock extends Clock {
  override nowMs(): number {
    return Date.now();
  }
}
