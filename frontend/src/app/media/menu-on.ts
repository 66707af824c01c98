import { DestroyRef, Directive, ElementRef, inject, input } from '@angular/core';
import { ItemMenu } from './item-menu';
import type { AwaitedSubject, Subject } from './subjects/subject';

const LONG_PRESS_MS = 480;
/** A finger that moves further is scrolling. */
const SLACK_PX = 10;

/** Opens an item's menu by right click, the menu key or a long press anywhere on the element. */
@Directive({
  selector: '[pxMenuOn]',
  host: {
    '(contextmenu)': 'openAtPointer($event)',
    '(pointerdown)': 'press($event)',
    '(pointermove)': 'drift($event)',
    '(pointerup)': 'release()',
    '(pointercancel)': 'release()',
    '(click)': 'swallow($event)',
  },
})
export class MenuOn {
  /** Absent where there is nothing to do. */
  readonly pxMenuOn = input.required<Subject | AwaitedSubject | undefined>();
  private readonly menu = inject(ItemMenu);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private timer?: ReturnType<typeof setTimeout>;
  private origin = { x: 0, y: 0 };
  private wasLongPress = false;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected openAtPointer(event: MouseEvent): void {
    // A text field keeps the browser's own menu: paste, spelling.
    if (!this.pxMenuOn() || (event.target as Element).matches('input')) return;
    event.preventDefault();
    clearTimeout(this.timer);
    if (this.wasLongPress) return;
    // The menu key has no place of its own.
    const isKey = event.clientX === 0 && event.clientY === 0;
    this.open(isKey ? (event.target as Element) : { x: event.clientX, y: event.clientY });
  }

  protected press(event: PointerEvent): void {
    this.wasLongPress = false;
    if (event.pointerType === 'mouse' || !this.pxMenuOn()) return;
    this.origin = { x: event.clientX, y: event.clientY };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.wasLongPress = true;
      this.open(this.origin);
    }, LONG_PRESS_MS);
  }

  protected drift(event: PointerEvent): void {
    if (Math.hypot(event.clientX - this.origin.x, event.clientY - this.origin.y) > SLACK_PX) this.release();
  }

  protected release(): void {
    clearTimeout(this.timer);
  }

  /** The click that ends a long press is not one. */
  protected swallow(event: Event): void {
    if (!this.wasLongPress) return;
    this.wasLongPress = false;
    event.preventDefault();
    event.stopPropagation();
  }

  private open(at: Element | { x: number; y: number }): void {
    const focused = this.host.contains(document.activeElement) ? document.activeElement : null;
    const opener = focused instanceof HTMLElement ? focused : this.host.querySelector<HTMLElement>('a, button');
    const subject = this.pxMenuOn();
    if (subject) void this.menu.open(subject, at, opener ?? this.host);
  }
}
