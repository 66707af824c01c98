import { DestroyRef, inject } from '@angular/core';
import { stepAlong } from '../direction';

/** What in an item can have the focus. A mark of selection has keys of its own, a menu that hangs in it as well. */
const CONTROLS = ':is(a[href], button, [role="slider"]):not(:disabled, .pick, [popover] *)';
/** Whoever types in an item goes through its controls by Tab, as in a form. */
const TYPING = 'input, textarea, select';

/** What a list tells of itself. */
export interface RovedList {
  readonly host: HTMLElement;
  /** A selector of its items. */
  readonly items: string;
  /** Whether items stand beside each other: left and right then go to the neighbour, and not along the controls of one. */
  readonly isGrid: () => boolean;
  /** How many items stand in a line. */
  readonly columns: () => number;
  readonly count: () => number;
  readonly indexOf: (item: HTMLElement) => number;
  /** Absent while it is not drawn. */
  readonly itemAt: (index: number) => HTMLElement | undefined;
  /** Where the Tab key enters before any item had the focus; absent: at the first that is drawn. */
  readonly entry?: () => number;
  /** Has an item drawn that is not. */
  readonly reveal?: (index: number) => void;
  /** Other keys of its items. @returns whether this was one */
  readonly key?: (event: KeyboardEvent, index: number, step: number | undefined) => boolean;
}

/**
 * One stop of the Tab key for all of a list: arrows, Home, End and the page keys go from item to item, left and right along the
 * controls of a row; the menu key, or Shift and F10, opens the menu of an item. Where the item that has the focus is taken away,
 * by scrolling or because it is gone, the nearest one has it. To be called where a component is constructed.
 */
export class RovingFocus {
  /** The item that had the focus last, and its control. */
  private index?: number;
  private control?: HTMLElement;
  /** Whether it is here, or was until its element was taken away. */
  private hasFocus = false;
  /** Gets the focus as soon as it is drawn and loaded. */
  private awaited?: { readonly index: number; readonly part: number };

  constructor(private readonly list: RovedList) {
    const { host } = list;
    const ended = new AbortController();
    host.addEventListener('focusin', (event) => this.enter(event), { signal: ended.signal });
    host.addEventListener('focusout', (event) => this.leave(event), { signal: ended.signal });
    const observer = new MutationObserver(() => this.follow());
    observer.observe(host, { childList: true, subtree: true });
    inject(DestroyRef).onDestroy(() => {
      ended.abort();
      observer.disconnect();
    });
  }

  /** To be called with each key that is pressed in the list. */
  press(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const item = this.itemOf(target);
    const index = item ? this.list.indexOf(item) : target === this.list.host ? this.awaited?.index : undefined;
    if (index === undefined || event.defaultPrevented || event.altKey || target.matches(TYPING)) return;
    const step = this.stepOf(event.key, index);
    if (this.list.key?.(event, index, step) || event.ctrlKey || event.metaKey) return;
    const parts = item ? controlsOf(item).filter((control) => control.checkVisibility()) : [];
    const part = Math.max(0, parts.indexOf(target));
    const along = this.list.isGrid() ? undefined : parts[part + (stepAlong(event.key, this.list.host) ?? NaN)];
    if (event.key === 'F10' && event.shiftKey) openMenu(target);
    else if (along) along.focus();
    else if (step) this.go(this.reachable(index + step, Math.sign(step)), this.list.isGrid() ? 0 : part);
    else return;
    event.preventDefault();
    // Arrows seek elsewhere; here they have been used.
    event.stopPropagation();
  }

  /** Gives an item the focus, wherever it is. @param part which of its controls, from 0 on */
  go(index: number, part = 0): void {
    this.awaited = { index, part };
    if (this.list.itemAt(index)) this.arrive();
    else this.list.reveal?.(index);
  }

  /** The first item from one on that has something to press, or is not there yet. */
  private reachable(index: number, direction: number): number {
    let to = index;
    const isEmpty = (item: HTMLElement | undefined): boolean =>
      item !== undefined && item.ariaHidden !== 'true' && controlsOf(item).length === 0;
    while (to + direction >= 0 && to + direction < this.list.count() && isEmpty(this.list.itemAt(to))) to += direction;
    return to;
  }

  /** How far a key leads; absent or 0 where it leads nowhere. */
  private stepOf(key: string, index: number): number | undefined {
    const { list } = this;
    const columns = list.columns();
    const last = list.count() - 1;
    const pageRows = (): number => {
      const rowPx = list.itemAt(index)?.offsetHeight ?? 0;
      return rowPx > 0 ? Math.max(1, Math.floor(window.innerHeight / rowPx) - 2) : 1;
    };
    const steps: Partial<Record<string, () => number>> = {
      ArrowDown: () => columns,
      ArrowUp: () => -columns,
      Home: () => -index,
      End: () => last - index,
      // A single line has no pages.
      ...(columns <= last && { PageDown: () => pageRows() * columns, PageUp: () => -pageRows() * columns }),
    };
    const step = steps[key]?.() ?? (list.isGrid() ? stepAlong(key, list.host) : undefined);
    if (step === undefined) return undefined;
    const to = index + step;
    if (key.startsWith('Page')) return Math.min(Math.max(to, index % columns), last) - index;
    // The last line may be shorter than the one above it.
    const isAbove = Math.floor(index / columns) < Math.floor(last / columns);
    if (key === 'ArrowDown' && to > last) return isAbove ? last - index : undefined;
    return to < 0 || to > last ? undefined : step;
  }

  /** @returns whether what is awaited was there */
  private arrive(): boolean {
    const item = this.awaited && this.list.itemAt(this.awaited.index);
    const controls = item ? controlsOf(item).filter((control) => control.checkVisibility()) : [];
    const control = this.awaited?.part
      ? controls[Math.min(this.awaited.part, controls.length - 1)]
      : this.firstOf(controls);
    if (!control) return false;
    this.awaited = undefined;
    control.focus({ preventScroll: true });
    item?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return true;
  }

  private enter(event: FocusEvent): void {
    const target = event.target as HTMLElement;
    const item = this.itemOf(target);
    if (!item || target.matches(TYPING)) return;
    const before = this.control;
    this.index = this.list.indexOf(item);
    this.control = target;
    this.hasFocus = true;
    if (before !== target) this.mark();
  }

  private leave(event: FocusEvent): void {
    const target = event.target as HTMLElement;
    if (target === this.list.host) target.removeAttribute('tabindex');
    // What has lost the focus because it was taken away is no longer there afterwards.
    queueMicrotask(() => {
      if (!target.isConnected || this.list.host.contains(document.activeElement)) return;
      this.hasFocus = false;
      this.awaited = undefined;
    });
  }

  /** Something was drawn, or taken away. */
  private follow(): void {
    const isGone = this.control?.isConnected === false;
    const isLost = isGone && this.hasFocus && document.activeElement === document.body;
    if (isGone) this.control = undefined;
    this.mark();
    if (this.awaited) {
      // Until it is there the list itself has the focus, so that keys go on from there.
      if (!this.arrive() && isLost) {
        this.list.host.tabIndex = -1;
        this.list.host.focus({ preventScroll: true });
      }
    } else if (isLost && this.index !== undefined) {
      const near = this.nearest(this.index);
      if (near) this.firstOf(controlsOf(near))?.focus({ preventScroll: true });
    }
  }

  private nearest(index: number): HTMLElement | undefined {
    const distance = (item: HTMLElement): number => Math.abs(this.list.indexOf(item) - index);
    return this.drawn()
      .filter((item) => controlsOf(item).length > 0)
      .reduce<HTMLElement | undefined>(
        (best, item) => (!best || distance(item) < distance(best) ? item : best),
        undefined,
      );
  }

  /** The one stop of the Tab key, and no other. */
  private mark(): void {
    const drawn = this.drawn();
    const entry = this.index ?? this.list.entry?.() ?? 0;
    const item = this.list.itemAt(entry) ?? this.list.itemAt(this.list.entry?.() ?? 0) ?? drawn[0];
    const stop =
      this.control ?? (item && this.firstOf(controlsOf(item))) ?? (drawn[0] && this.firstOf(controlsOf(drawn[0])));
    for (const each of drawn) {
      const isTyped = each.querySelector(TYPING) !== null;
      for (const control of controlsOf(each)) {
        const tabIndex = control === stop || isTyped ? 0 : -1;
        if (control.getAttribute('tabindex') !== String(tabIndex)) control.tabIndex = tabIndex;
      }
    }
  }

  /** Of a card that leads somewhere its title; of a row what comes first, but not what it is dragged by. */
  private firstOf(controls: readonly HTMLElement[]): HTMLElement | undefined {
    const wanted = this.list.isGrid() ? 'a' : ':not(.handle)';
    return controls.find((control) => control.matches(wanted)) ?? controls[0];
  }

  private drawn(): HTMLElement[] {
    return [...this.list.host.querySelectorAll<HTMLElement>(this.list.items)];
  }

  private itemOf(target: HTMLElement): HTMLElement | undefined {
    const item = target.closest<HTMLElement>(this.list.items);
    return item && this.list.host.contains(item) ? item : undefined;
  }
}

function controlsOf(item: HTMLElement): HTMLElement[] {
  return [...item.querySelectorAll<HTMLElement>(CONTROLS)];
}

/** As the menu key does, which not every keyboard has, nor every system takes F10 for. */
function openMenu(target: HTMLElement): void {
  target.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
}
