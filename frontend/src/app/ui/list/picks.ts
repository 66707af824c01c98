import { computed, Directive, ElementRef, inject, input } from '@angular/core';
import { ListDrag } from './list-drag';
import { ListPicks } from './list-picks';
import { MOST_SELECTED, type Selectable, Selection } from './selection';

/** What a list that draws itself can have selected. */
export interface Pickable {
  readonly count: number;
  /** As what the item at that place is selected; absent where it cannot be. */
  readonly at: (index: number) => Selectable | undefined;
}

/**
 * Has the items of a list selected and dragged that is not drawn by `px-list`: they are `pickable`, have their place as
 * `data-index` and hold a `px-pick-mark`. With `pxRoving` on the same element keys select, too.
 */
@Directive({ selector: '[pxPicks]', host: { '[class.selecting]': 'isSelecting()' } })
export class Picks {
  /** Absent: nothing in it can be selected. */
  readonly pxPicks = input.required<Pickable | undefined>();
  /** Lists with the same one are selected from together; absent: from this one alone. */
  readonly together = input<object>();
  /** Whether its items can be dragged onto the queue or a playlist. */
  readonly canDrag = input(true);
  private readonly selection = inject(Selection);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly isSelecting = computed(() => this.selection.count() > 0);

  private readonly picks = new ListPicks({
    host: this.host,
    isOn: () => this.pxPicks() !== undefined,
    together: () => this.together(),
    at: (index) => this.pxPicks()?.at(index),
    between: (from, to) => Promise.resolve(between(this.pxPicks(), from, to)),
  });

  /** Lives as long as the list. */
  protected readonly drag = new ListDrag(this.host, ({ dataset }) =>
    this.canDrag() ? this.pxPicks()?.at(Number(dataset['index'])) : undefined,
  );

  /** @returns whether the key was one that selects */
  key(event: KeyboardEvent, step: number | undefined): boolean {
    const index = (event.target as Element).closest<HTMLElement>('[data-index]')?.dataset['index'];
    return index !== undefined && this.picks.key(event, Number(index), step);
  }
}

/** All that can be selected from one place to another. */
export function between(items: Pickable | undefined, from: number, to: number): readonly Selectable[] {
  const things: Selectable[] = [];
  const last = Math.min(to, (items?.count ?? 0) - 1);
  for (let index = from; index <= last && things.length < MOST_SELECTED; index++) {
    const thing = items?.at(index);
    if (thing) things.push(thing);
  }
  return things;
}
