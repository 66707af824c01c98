import { Directive, ElementRef, inject, input } from '@angular/core';
import { Picks } from './picks';
import { RovingFocus } from './roving-focus';

/**
 * One stop of the Tab key for a list that is drawn as it is, in the order of its elements: `pxRoving="rows"` of what holds rows
 * as `li`, `pxRoving="cards"` of what holds cards.
 */
@Directive({ selector: '[pxRoving]', host: { '(keydown)': 'focus.press($event)' } })
export class Roving {
  readonly pxRoving = input.required<'rows' | 'cards'>();
  private readonly picks = inject(Picks, { optional: true, self: true });
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly focus = new RovingFocus({
    host: this.host,
    items: '[pxRoving="cards"] > *, [pxRoving="rows"] li',
    isGrid: () => this.pxRoving() === 'cards',
    columns: () => this.columns(),
    count: () => this.items().length,
    indexOf: (item) => this.items().indexOf(item),
    itemAt: (index) => this.items()[index],
    key: (event, _, step) => this.picks?.key(event, step) ?? false,
  });

  private items(): HTMLElement[] {
    const items = this.pxRoving() === 'cards' ? this.host.children : this.host.querySelectorAll('li');
    return [...items] as HTMLElement[];
  }

  /** As many as stand in a line with the first one. */
  private columns(): number {
    const items = this.items();
    const after = items.findIndex((item) => item.offsetTop > (items[0]?.offsetTop ?? 0));
    return this.pxRoving() === 'rows' ? 1 : after < 0 ? items.length : after;
  }
}
