/** The end of a call: when its time is up, or when its caller no longer wants it. */
export class Deadline {
  /** Aborts at whichever comes first. */
  readonly signal: AbortSignal;
  private readonly timer: NodeJS.Timeout;
  private readonly own = new AbortController();

  constructor(
    readonly limitMs: number,
    wanted: AbortSignal | undefined,
  ) {
    this.timer = setTimeout(() => this.own.abort(), limitMs).unref();
    this.signal = wanted ? AbortSignal.any([this.own.signal, wanted]) : this.own.signal;
  }

  /** The time is up, and that is why the signal aborted. */
  get isOver(): boolean {
    return this.own.signal.aborted;
  }

  /** There is no longer a limit of time. */
  lift(): void {
    clearTimeout(this.timer);
  }

  /**
   * What the promise gives, unless the end comes first.
   * @throws Ended the promise has nothing to say of the end by itself: it waits for another time
   */
  async within<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this;
    let stop: () => void = () => undefined;
    const ended = new Promise<never>((_, fail) => {
      // Listeners of the signal reject with a better error, so they run first.
      stop = () => void setImmediate(() => fail(new Ended()));
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
    try {
      return await Promise.race([promise, ended]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}

/** The signal of a deadline has aborted. */
export class Ended extends Error {}
