import { computed, Directive, ElementRef, inject, input } from '@angular/core';
import { ItemMenu } from './item-menu';
import type { AwaitedSubject, Subject } from './subjects/subject';

/** A button that opens the menu of what it stands beside. */
@Directive({
  selector: 'button[pxMenuButton]',
  host: {
    type: 'button',
    'aria-haspopup': 'menu',
    '[attr.aria-label]': 'label()',
    '(click)': 'open()',
  },
})
export class MenuButton {
  readonly pxMenuButton = input.required<Subject | AwaitedSubject>();
  protected readonly label = computed(() => $localize`Actions for ${this.pxMenuButton().title}:name:`);
  private readonly menu = inject(ItemMenu);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected open(): void {
    void this.menu.open(this.pxMenuButton(), this.host, this.host);
  }
}
