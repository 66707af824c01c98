/** How much a `SingleFlight` does at a time. */
export interface FlightLimits {
  /** Pieces of work at once; the others wait their turn. */
  readonly atOnce: number;
  /** Pieces that may wait; for one more there is no room. */
  readonly mostWaiting: number;
  /** What one too many is told. */
  readonly refusal: () => Error;
}

/** Does each piece of work once however many want its result, and only so many pieces at a time. */
export class SingleFlight {
  private readonly underway = new Map<string, Promise<unknown>>();
  private readonly waiting: (() => void)[] = [];
  private free: number;

  constructor(private readonly limits: FlightLimits) {
    this.free = limits.atOnce;
  }

  /**
   * @param name equal for equal work, with results of one type
   * @throws what `refusal` makes, when too many wait
   */
  do<T>(name: string, work: () => Promise<T>): Promise<T> {
    let result = this.underway.get(name) as Promise<T> | undefined;
    if (!result) {
      result = this.inTurn(work).finally(() => this.underway.delete(name));
      this.underway.set(name, result);
    }
    return result;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else if (this.waiting.length >= this.limits.mostWaiting) throw this.limits.refusal();
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}
