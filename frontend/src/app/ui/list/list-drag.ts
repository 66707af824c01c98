import { DestroyRef, inject } from '@angular/core';
import { counted } from '../format';
import { Dragging } from './dragging';
import { type Selectable, Selection } from './selection';

/** What is dragged by itself, or is written into. */
const NOT_THE_ITEM = 'input, textarea, select, .handle';

/**
 * Drags items out of a list with the mouse: the one under it, or with it all that are selected. Fingers scroll, and keys have
 * the bar of the selection. To be called where a list is constructed.
 */
export class ListDrag {
  private readonly selection = inject(Selection);
  private readonly dragging = inject(Dragging);
  private pressed?: Element;

  /** @param at what the item of an element is, where it can be dragged */
  constructor(
    host: HTMLElement,
    private readonly at: (item: HTMLElement) => Selectable | undefined,
  ) {
    const ended = new AbortController();
    host.addEventListener('pointerdown', (event) => this.press(event), { capture: true, signal: ended.signal });
    host.addEventListener('dragstart', (event) => this.begin(event), { signal: ended.signal });
    inject(DestroyRef).onDestroy(() => ended.abort());
  }

  /** What is pressed is made draggable only then: text in what is edited can be marked. */
  private press({ target, pointerType, button }: PointerEvent): void {
    this.pressed = target as Element;
    const item = this.pressed.closest<HTMLElement>('[data-index]');
    if (!item) return;
    const canDrag = !this.pressed.closest(NOT_THE_ITEM) && this.at(item) !== undefined;
    item.draggable = pointerType === 'mouse' && button === 0 && canDrag;
  }

  private begin(event: DragEvent): void {
    const item = this.pressed?.closest<HTMLElement>('[data-index]');
    const thing = item && !this.pressed?.closest(NOT_THE_ITEM) ? this.at(item) : undefined;
    const { dataTransfer } = event;
    if (!thing || !dataTransfer) return;
    const items = this.selection.has(thing) ? this.selection.items() : [thing];
    dataTransfer.effectAllowed = 'copy';
    dataTransfer.setData('text/plain', items.map(({ title }) => title).join('\n'));
    showAs(dataTransfer, items.length === 1 ? thing.title : counted(items.length, 'item'));
    // What appears while this event is handled would end the drag at once.
    setTimeout(() => this.dragging.begin(items));
  }
}

/** A label under the mouse, in place of a picture of the whole row. */
function showAs(dataTransfer: DataTransfer, words: string): void {
  const label = document.createElement('div');
  label.className = 'drag-label';
  label.textContent = words;
  document.body.append(label);
  dataTransfer.setDragImage(label, -12, 12);
  setTimeout(() => label.remove());
}
