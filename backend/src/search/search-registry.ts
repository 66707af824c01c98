import { Injectable } from '@nestjs/common';
import type { SearchWish } from '../library/index.js';
import type { FoundKind } from './found-kinds.js';
import type { SearchAnswer } from './search-answer.js';

/** Something in which can be searched: one question to one part of the application, or to one source. */
export interface Searchable {
  /** Of the source, or of the part. Several may have the same one: each is asked for itself, and they are told of as one. */
  readonly id: string;
  /** What a person calls it. */
  readonly name: string;
  /** What it can find. It is not asked where none of that is looked for. */
  readonly kinds: readonly FoundKind[];
  /** Answers from this machine, at once: what it finds is shown before anything else. */
  readonly isLocal: boolean;
  /** It finds nothing by words: only a pasted address is told to it, and of its kinds nobody is told that they can be looked for. */
  readonly onlyReadsAddresses?: true;
  /** So long it is waited for; absent: as long as any other. */
  readonly deadlineMs?: number;
  /**
   * What matches, best first. Ends soon after the signal aborts; it need not answer then.
   * @throws DomainError it cannot be asked; its message is what a person reads
   */
  find(wish: SearchWish, signal: AbortSignal): Promise<Partial<SearchAnswer>>;
}

/** Where modules say what can be searched. */
@Injectable()
export class SearchRegistry {
  private readonly registered: Searchable[] = [];

  /** @param place before the others, or behind those that are there: modules register in no order that is promised */
  register(searchable: Searchable, place: 'first' | 'last' = 'last'): void {
    if (place === 'first') this.registered.unshift(searchable);
    else this.registered.push(searchable);
  }

  /** Where two answers are equally good, the earlier comes first. */
  get all(): readonly Searchable[] {
    return this.registered;
  }
}
