const MINUTE_MS = 60_000;
const LONGEST_MS = 60 * MINUTE_MS;
/** So much of a wait is left to chance, so that servers which failed together do not return together. */
const JITTER = 0.2;

/** How long to wait after one failure, after two, …: 1, 2, 4 … minutes, an hour at most. */
export class Backoff {
  private failures = 0;

  /** @param random between 0 and 1 */
  constructor(private readonly random: () => number) {}

  /** Counts a failure. @returns how long to wait now */
  nextMs(): number {
    const wholeMs = MINUTE_MS * 2 ** this.failures++;
    const share = JITTER * this.random();
    return Math.round(wholeMs < LONGEST_MS ? wholeMs * (1 + share) : LONGEST_MS * (1 - share));
  }

  reset(): void {
    this.failures = 0;
  }
}
