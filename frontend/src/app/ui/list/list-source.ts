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

/** A list of which any part can be loaded by itself. */
export interface SeekableSource<Item> extends ListSource<Item> {
  /** Absent until it is known. */
  readonly count: Signal<number | undefined>;
  /** Absent while it is not loaded. */
  at(index: number): Item | undefined;
  /** All from one item to another, loaded or not. @throws HttpErrorResponse for which `explain` has words */
  between(from: number, to: number): Promise<readonly Item[]>;
  /** Of what is loaded, where that is what fits. */
  placesWhere(fits: (item: Item) => boolean): readonly number[];
  /** Of a list by name, where that is what begins with a letter from A to Z, or comes behind it; else the last place. */
  placeOf(letter: string): Promise<number>;
  /** Somebody looks at what is from `start` to before `end`. */
  need(start: number, end: number): void;
}

export function isSeekable<Item>(source: ListSource<Item>): source is SeekableSource<Item> {
  return 'need' in source;
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
export function keeping<Item>(list: SeekableSource<Item>, belongs: (item: Item) => boolean): SeekableSource<Item>;
export function keeping<Item>(list: ListSource<Item>, belongs: (item: Item) => boolean): ListSource<Item>;
export function keeping<Item>(list: ListSource<Item>, belongs: (item: Item) => boolean): ListSource<Item> {
  const { isLoading, isComplete, failure } = list;
  if (isSeekable(list)) return keepingAnywhere(list, belongs);
  return {
    items: computed(() => list.items().filter(belongs)),
    isLoading,
    isComplete,
    failure,
    more: () => list.more(),
  };
}

function keepingAnywhere<Item>(list: SeekableSource<Item>, belongs: (item: Item) => boolean): SeekableSource<Item> {
  const { isLoading, isComplete, failure } = list;
  const gone = computed(() => list.placesWhere((item) => !belongs(item)).toSorted((a, b) => a - b));
  const placeAmongAll = (index: number): number =>
    gone().reduce((place, left) => (left <= place ? place + 1 : place), index);
  const placeHere = (index: number): number => index - gone().filter((left) => left < index).length;
  return {
    items: computed(() => list.items().filter(belongs)),
    count: computed(() => {
      const count = list.count();
      return count === undefined ? undefined : count - gone().length;
    }),
    isLoading,
    isComplete,
    failure,
    more: () => list.more(),
    at: (index) => list.at(placeAmongAll(index)),
    need: (start, end) => list.need(placeAmongAll(start), placeAmongAll(end)),
    between: async (from, to) => (await list.between(placeAmongAll(from), placeAmongAll(to))).filter(belongs),
    placesWhere: (fits) => list.placesWhere((item) => belongs(item) && fits(item)).map(placeHere),
    placeOf: async (letter) => placeHere(await list.placeOf(letter)),
  };
}
