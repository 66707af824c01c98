import { computed, DestroyRef, effect, inject, linkedSignal, type Signal, signal, untracked } from '@angular/core';
import { Passing } from './passing';

/** What is drawn at one place of a list; without its item a skeleton. */
export interface ListEntry<Item> {
  readonly index: number;
  readonly item: Item | undefined;
}

/**
 * So many items are drawn in a frame after a jump: what was there before goes in the same one. Fewer would help nobody whose
 * frames are long anyway.
 */
const FIRST_A_FRAME = 2;
/** More at once, after a long jump, would hold up the page for longer than a frame of it may take. */
const MOST_A_FRAME = 4;
/** After a longer one the next draws fewer. */
const LONG_FRAME_MS = 40;
/** Who moves on by so much of what is drawn does not read it. */
const JUMPED_SHARE = 1 / 4;
/** Who jumps again within this time is on the way to somewhere else. */
const PASSING_MS = 150;
/** Of a view that is passed by, to see where one is. */
const MOST_PASSED = 4;

interface Filled<Item> {
  readonly drawn: readonly ListEntry<Item>[];
  /** The places whose items are drawn; absent until the first are. */
  readonly places?: ReadonlySet<number>;
  readonly isWhole: boolean;
}

/**
 * As many items at a time as can be drawn without the page being held up, those in the middle first; the others are
 * skeletons until the next frame. Of a view that is passed by, like all but the last while a scroll bar is dragged, only
 * a few come at all, without their pictures: rows that nobody reads would cost the page time to draw them and to collect
 * what they were made of. What is drawn first of all comes whole: nobody scrolls yet. To be called where a component is
 * constructed.
 *
 * @param all what is to be drawn, as far as it is loaded
 * @param columns how many items stand in a line, which comes as a whole where one stays
 */
export function gradually<Item>(
  all: Signal<readonly ListEntry<Item>[]>,
  columns: Signal<number>,
): Signal<readonly ListEntry<Item>[]> {
  const frame = signal(0);
  const isPassing = inject(Passing).isOn;
  let most = FIRST_A_FRAME;
  const filled = linkedSignal<{ readonly all: readonly ListEntry<Item>[]; readonly frame: number }, Filled<Item>>({
    source: () => ({ all: all(), frame: frame() }),
    computation: (source, before) =>
      fill(source.all, before?.value.places, untracked(isPassing) ? most : Math.max(most, columns())),
  });
  let seen: readonly ListEntry<Item>[] = [];
  let jumpedAt = -Infinity;
  let stay: ReturnType<typeof setTimeout> | undefined;
  const stayed = (): void => {
    clearTimeout(stay);
    isPassing.set(false);
  };
  inject(DestroyRef).onDestroy(stayed);
  effect((onCleanup) => {
    const { isWhole, places } = filled();
    const view = all();
    if (isElsewhere(seen, view)) {
      const now = performance.now();
      isPassing.set(now - jumpedAt < PASSING_MS);
      jumpedAt = now;
      clearTimeout(stay);
      stay = setTimeout(stayed, PASSING_MS);
      most = FIRST_A_FRAME;
    }
    seen = view;
    if (isWhole || (isPassing() && (places?.size ?? 0) >= MOST_PASSED)) return;
    const begunAt = performance.now();
    const next = requestAnimationFrame(() => {
      const isLong = performance.now() - begunAt > LONG_FRAME_MS;
      most = isLong ? Math.max(FIRST_A_FRAME, most - 1) : Math.min(MOST_A_FRAME, most + 1);
      frame.update((count) => count + 1);
    });
    onCleanup(() => cancelAnimationFrame(next));
  });
  return computed(() => filled().drawn);
}

/**
 * @param before the places that were drawn; absent before the first
 * @param most how many are drawn besides
 */
export function fill<Item>(
  all: readonly ListEntry<Item>[],
  before: ReadonlySet<number> | undefined,
  most: number,
): Filled<Item> {
  const loaded = all.filter(({ item }) => item !== undefined);
  if (!before) {
    return { drawn: all, isWhole: true, ...(loaded.length > 0 && { places: placesOf(loaded) }) };
  }
  const middle = ((all[0]?.index ?? 0) + (all.at(-1)?.index ?? 0)) / 2;
  const far = ({ index }: ListEntry<Item>): number => Math.abs(index - middle);
  const fresh = loaded.filter(({ index }) => !before.has(index)).sort((a, b) => far(a) - far(b));
  const left = placesOf(fresh.slice(most));
  const drawn = left.size === 0 ? all : all.map((each) => (left.has(each.index) ? { ...each, item: undefined } : each));
  return { drawn, places: placesOf(loaded.filter(({ index }) => !left.has(index))), isWhole: left.size === 0 };
}

/** Whether much of what is in view was not before. */
function isElsewhere(before: readonly ListEntry<unknown>[], after: readonly ListEntry<unknown>[]): boolean {
  const [from, to] = [before[0], after[0]];
  return from !== undefined && to !== undefined && Math.abs(to.index - from.index) >= after.length * JUMPED_SHARE;
}

function placesOf(drawn: readonly ListEntry<unknown>[]): Set<number> {
  return new Set(drawn.map(({ index }) => index));
}
