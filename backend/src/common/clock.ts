/** Where the time comes from, so that tests can set it. */
export abstract class Clock {
  /** Now, in epoch milliseconds UTC. */
  abstract nowMs(): number;

  /** Milliseconds since some moment, whoever sets the clock meanwhile. Absent: nobody sets it. */
  steadyMs?(): number;
}

/** The machine's clock. */
export class SystemClock extends Clock {
  override nowMs(): number {
    return Date.now();
  }

  override steadyMs(): number {
    return performance.now();
  }
}
