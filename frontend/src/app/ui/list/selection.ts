import { computed, Service, signal } from '@angular/core';

/** What can be selected: what it is is known to whoever does something with it. */
export interface Selectable {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
}

/** More at once nobody asks the server for. */
export const MOST_SELECTED = 1_000;

/** What a person has selected, of one list at a time, in the order in which they did. */
@Service()
export class Selection {
  private readonly chosen = signal<ReadonlyMap<string, Selectable>>(new Map());
  /** The list of which it is. */
  private owner?: object;

  readonly items = computed(() => [...this.chosen().values()]);
  readonly count = computed(() => this.chosen().size);

  has(thing: Selectable): boolean {
    return this.chosen().has(keyOf(thing));
  }

  /** Whether something of that list is selected. */
  isOf(owner: object): boolean {
    return this.count() > 0 && owner === this.owner;
  }

  toggle(owner: object, thing: Selectable): void {
    const chosen = new Map(this.of(owner));
    if (!chosen.delete(keyOf(thing)) && chosen.size < MOST_SELECTED) chosen.set(keyOf(thing), thing);
    this.chosen.set(chosen);
  }

  add(owner: object, things: readonly Selectable[]): void {
    const chosen = new Map(this.of(owner));
    for (const thing of things) if (chosen.size < MOST_SELECTED) chosen.set(keyOf(thing), thing);
    this.chosen.set(chosen);
  }

  /** @param owner only where it is of that list */
  clear(owner = this.owner): void {
    if (owner === this.owner && this.chosen().size > 0) this.chosen.set(new Map());
  }

  /** Selecting in another list begins anew. */
  private of(owner: object): ReadonlyMap<string, Selectable> {
    const isOther = owner !== this.owner;
    this.owner = owner;
    return isOther ? new Map() : this.chosen();
  }
}

const keyOf = ({ kind, id }: Selectable): string => `${kind}:${id}`;
