import { BoundedCache } from './bounded-cache.js';
import type { Clock } from './clock.js';
import { SharedWork } from './shared-work.js';

interface Answer<T> {
  readonly value: T;
  readonly atMs: number;
}

/**
 * Asks each question once, however many ask it at the same time or soon after each other. Failures are not remembered, and
 * what nobody waits for any more is ended.
 */
export class RecentAnswers<T> {
  private readonly known: BoundedCache<string, Answer<T>>;
  private readonly underway = new SharedWork<T>();

  /** @param goodForMs how long an answer stands @param most answers that are remembered */
  constructor(
    private readonly clock: Clock,
    private readonly goodForMs: number,
    most: number,
  ) {
    this.known = new BoundedCache(most);
  }

  /**
   * @param question equal for equal questions
   * @throws what `ask` throws; the reason of the signal
   */
  async get(question: string, ask: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    const known = this.known.get(question);
    if (known && this.clock.nowMs() - known.atMs < this.goodForMs) return known.value;
    return this.underway.do(
      question,
      async (shared) => {
        const value = await ask(shared);
        // Nobody may be there any more, and the answer cut for that.
        if (!shared.aborted) this.known.set(question, { value, atMs: this.clock.nowMs() });
        return value;
      },
      signal,
    );
  }

  /** What was answered to it holds no longer. */
  forget(question: string): void {
    this.known.delete(question);
  }
}
