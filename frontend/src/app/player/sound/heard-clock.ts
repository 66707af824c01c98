/**
 * Adds up what really sounded: the way the playhead went by itself. It has to be told of every jump, before and after.
 */
export class HeardClock {
  private heardSeconds = 0;
  private lastSeconds = 0;

  get heardMs(): number {
    return Math.round(this.heardSeconds * 1000);
  }

  /** The playhead went there by playing. */
  ranTo(seconds: number): void {
    this.heardSeconds += Math.max(0, seconds - this.lastSeconds);
    this.lastSeconds = seconds;
  }

  /** The playhead was put there. */
  jumpedTo(seconds: number): void {
    this.lastSeconds = seconds;
  }

  /** Counts for another item from now on. */
  restart(): void {
    this.heardSeconds = 0;
  }
}
