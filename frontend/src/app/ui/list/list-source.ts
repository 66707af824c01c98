import { computed, signal, type Signal } from '@angular/core';
import type { Failure } from '../../core/api/api-error';

/** Where the items of a list come from. Not all of them need to be there. */
export interface ListSource<Item> {
  readonly items: Signal<readonly Item[]>;
  readonly isLoading: Signal<boolean>;
  /** Whether the last item is there. */
  readonly isComplete: Signal<boolean>;
  /** Why the last attempt to load more did not succeed; what was loaded before stays. */
  readonly failure: Signal<Failure | undefined>;
  /** Loads more, unless that is on its way or none is left. Tries again after a failure. */
  more(): Promise<void>;
}

/** What is all there. */
export function wholeList<Item>(items: readonly Item[]): ListSource<Item> {
  return {
    items: signal(items),
    isLoading: signal(false),
    isComplete: signal(true),
    failure: signal(undefined),
    more: () => Promise.resolve(),
  };
}

/** Of a list what still belongs into it, as that changes after it was loaded. */
export function keeping<Item>(list: ListSource<Item>, belongs: (item: Item) => boolean): ListSource<Item> {
  const { isLoading, isComplete, failure } = list;
  return {
    items: computed(() => list.items().filter(belongs)),
    isLoading,
    isComplete,
    failure,
    more: () => list.more(),
  };
}
