import { availableParallelism } from 'node:os';
import { DomainError } from '../common/index.js';

/** More than a page full of covers; whoever comes later should come again. */
const MAX_WAITING = 512;

/** Too many covers are being made. */
export class ArtworkBusy extends DomainError {
  override readonly kind = 'busy';
  override readonly code = 'artwork-busy';
  override readonly title = 'Too many covers at once';
  override readonly retryAfterSeconds = 2;

  constructor() {
    super('So many covers are being made that this one would take too long.');
  }
}

/** Does each piece of work once however many want its result, and only as many at a time as there are cores. */
export class Workshop {
  private readonly underway = new Map<string, Promise<unknown>>();
  private readonly waiting: (() => void)[] = [];
  private free = availableParallelism();

  /** @param name equal for equal work, with results of one type */
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
    else if (this.waiting.length >= MAX_WAITING) throw new ArtworkBusy();
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
