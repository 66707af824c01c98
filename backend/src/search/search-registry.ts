import { Injectable } from '@nestjs/common';
import type { SearchWish } from '../library/index.js';
import type { SearchAnswer } from './search-answer.js';

/** Something in which can be searched. */
export interface Searchable {
  /** Named in an answer that lacks what is in it. */
  readonly id: string;
  /** Ends soon after the signal aborts; it need not answer then. */
  find(wish: SearchWish, signal: AbortSignal): Promise<Partial<SearchAnswer>>;
}

/** Where modules say what can be searched. */
@Injectable()
export class SearchRegistry {
  private readonly registered: Searchable[] = [];

  register(searchable: Searchable): void {
    this.registered.push(searchable);
  }

  /** In the order they were registered: where two answers are equally good, the earlier comes first. */
  get all(): readonly Searchable[] {
    return this.registered;
  }
}
