import { DestroyRef, inject } from '@angular/core';
import { type Selectable, Selection } from './selection';

/** As long as a finger rests before it means more than a tap: less than for a menu. */
const LONG_PRESS_MS = 420;
const SLACK_PX = 10;

/** What a list tells of itself. */
export interface PickedList {
  readonly host: HTMLElement;
  /** What an item is selected as; absent where it is not there, or cannot be. */
  at(index: number): Selectable | undefined;
  /** The same of all from one to another, loaded or not. */
  between(from: number, to: number): Promise<readonly Selectable[]>;
  readonly isOn: () => boolean;
  /** What it shares a selection by with others; absent: with none. */
  readonly together?: () => object | undefined;
}

/**
 * Selects items of a list: by their mark, Ctrl or Command and a click, Shift and a click, a long press, and by keys. Ctrl and a
 * click on a link opens a tab, as everywhere in a browser. While something of the list is selected, whatever is pressed in an
 * item selects, too, but for its menu. To be called where a list is constructed.
 */
export class ListPicks {
  private readonly selection = inject(Selection);
  private anchor?: number;
  private timer?: ReturnType<typeof setTimeout>;
  private origin = { x: 0, y: 0 };
  private wasLongPress = false;

  constructor(private readonly list: PickedList) {
    const { host } = list;
    const ended = new AbortController();
    // Before whatever an item does with them.
    const options = { capture: true, signal: ended.signal };
    host.addEventListener('click', (event) => this.click(event), options);
    host.addEventListener('pointerdown', (event) => this.press(event), options);
    host.addEventListener('pointermove', (event) => this.drift(event), options);
    for (const name of ['pointerup', 'pointercancel'] as const) {
      host.addEventListener(name, () => clearTimeout(this.timer), options);
    }
    host.addEventListener('contextmenu', (event) => this.swallow(event), options);
    inject(DestroyRef).onDestroy(() => {
      ended.abort();
      clearTimeout(this.timer);
      this.selection.clear(this.owner);
    });
  }

  private get owner(): object {
    return this.list.together?.() ?? this;
  }

  /** @returns whether the key was one that selects */
  key(event: KeyboardEvent, index: number, step: number | undefined): boolean {
    if (!this.list.isOn()) return false;
    const isMod = event.ctrlKey || event.metaKey;
    // As a tap does: while something is selected, what plays or opens does not.
    if (event.key === ' ' && (isMod || this.selection.isOf(this.owner))) this.toggle(index);
    else if (isMod && event.key.toLowerCase() === 'a') void this.range(0, Infinity);
    else if (event.shiftKey && step !== undefined) {
      this.anchor ??= index;
      void this.range(this.anchor, index + step);
      return false;
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  private click(event: MouseEvent): void {
    const index = this.indexOf(event);
    if (index === undefined) return;
    const target = event.target as Element;
    const isMod = event.ctrlKey || event.metaKey;
    const isPick =
      target.closest('.pick') !== null || this.isToggled(event, target) || (isMod && !target.closest('a[href]'));
    if (!this.wasLongPress && !isPick && !event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    // The click that ends a long press is none.
    if (this.wasLongPress) this.wasLongPress = false;
    else if (event.shiftKey) void this.range(this.anchor ?? index, index);
    else this.toggle(index);
  }

  /** What the Enter key presses does what it is there for: keys have the space bar. */
  private isToggled(event: MouseEvent, target: Element): boolean {
    const isPointer = ['mouse', 'touch', 'pen'].includes((event as PointerEvent).pointerType);
    return isPointer && this.selection.isOf(this.owner) && target.closest('[aria-haspopup], input, .handle') === null;
  }

  private press(event: PointerEvent): void {
    this.wasLongPress = false;
    const index = this.indexOf(event);
    if (index === undefined || event.pointerType === 'mouse') {
      // Shift and a click would mark the words between.
      if (event.shiftKey) document.getSelection()?.removeAllRanges();
      return;
    }
    this.origin = { x: event.clientX, y: event.clientY };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.wasLongPress = true;
      // An item that would open its menu now is told that nobody presses it any more.
      event.target?.dispatchEvent(new PointerEvent('pointercancel', { bubbles: true }));
      this.toggle(index);
    }, LONG_PRESS_MS);
  }

  private drift(event: PointerEvent): void {
    if (Math.hypot(event.clientX - this.origin.x, event.clientY - this.origin.y) > SLACK_PX) clearTimeout(this.timer);
  }

  private swallow(event: Event): void {
    if (!this.wasLongPress) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private toggle(index: number): void {
    const thing = this.list.at(index);
    if (!thing) return;
    this.anchor = index;
    this.selection.toggle(this.owner, thing);
  }

  private async range(from: number, to: number): Promise<void> {
    const things = await this.list.between(Math.min(from, to), Math.max(from, to));
    this.anchor ??= from;
    this.selection.add(this.owner, things);
  }

  private indexOf(event: Event): number | undefined {
    if (!this.list.isOn()) return undefined;
    const index = (event.target as Element).closest<HTMLElement>('[data-index]')?.dataset['index'];
    return index === undefined ? undefined : Number(index);
  }
}
