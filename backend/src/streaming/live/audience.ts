/** Who listens to something that is ended when nobody has for a while. */
export class Audience {
  private listeners = 0;
  private keptUntilMs = 0;
  private timer?: NodeJS.Timeout;

  /**
   * @param lingerMs how long it stays after the last listener has left
   * @param abandoned nobody listens any more, and it is not kept
   */
  constructor(
    private readonly lingerMs: number,
    private readonly abandoned: () => void,
  ) {}

  /** @returns to be called once, when that listener leaves */
  join(): () => void {
    this.listeners++;
    clearTimeout(this.timer);
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      this.listeners--;
      if (this.listeners === 0) this.wait();
    };
  }

  /** Keeps it so much longer although nobody listens. */
  keep(forMs: number): void {
    this.keptUntilMs = Math.max(this.keptUntilMs, performance.now() + forMs);
    if (this.listeners === 0) this.wait();
  }

  /** Nobody is waited for any more. */
  close(): void {
    clearTimeout(this.timer);
  }

  private wait(): void {
    clearTimeout(this.timer);
    const forMs = Math.max(this.lingerMs, this.keptUntilMs - performance.now());
    this.timer = setTimeout(() => this.abandoned(), forMs).unref();
  }
}
