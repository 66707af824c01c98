import { Directive, inject, input, TemplateRef } from '@angular/core';
import type { ListSource } from './list-source';

export interface ListItemContext<Item> {
  $implicit: Item;
  index: number;
}

/** What `px-list` draws of each item: `*pxListItem="let album of albums(); let index = index"`. */
@Directive({ selector: '[pxListItem]' })
export class ListItem<Item> {
  readonly pxListItemOf = input.required<ListSource<Item>>();
  readonly template = inject<TemplateRef<ListItemContext<Item>>>(TemplateRef);

  /** Lets templates know what they are given. */
  static ngTemplateContextGuard<Item>(_: ListItem<Item>, _context: unknown): _context is ListItemContext<Item> {
    return true;
  }
}
