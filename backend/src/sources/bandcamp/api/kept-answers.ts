import { BoundedCache, RecentAnswers, type Clock } from '../../../common/index.js';
import { ItemNotFound } from '../../source-error.js';

const MISSING_MS = 3_600_000;

/** What was answered lately, for as long as it is taken for true; that there is nothing, for an hour. In memory, and bounded. */
export class KeptAnswers<T> {
  private readonly known: RecentAnswers<T>;
  private readonly missing: BoundedCache<string, { readonly error: ItemNotFound; readonly untilMs: number }>;

  constructor(
    private readonly clock: Clock,
    goodForMs: number,
    most: number,
  ) {
    this.known = new RecentAnswers(clock, goodForMs, most);
    this.missing = new BoundedCache(most);
  }

  /** @throws ItemNotFound; what `ask` throws */
  async get(question: string, ask: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const missing = this.missing.get(question);
    if (missing && missing.untilMs > this.clock.nowMs()) throw missing.error;
    try {
      const value = await this.known.get(question, ask, signal);
      signal.throwIfAborted();
      return value;
    } catch (error) {
      if (error instanceof ItemNotFound) {
        this.missing.set(question, { error, untilMs: this.clock.nowMs() + MISSING_MS });
      }
      throw error;
    }
  }

  /** It is asked anew. */
  forget(question: string): void {
    this.known.forget(question);
    this.missing.delete(question);
  }
}
