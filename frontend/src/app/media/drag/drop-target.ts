import { Directive, inject, output, signal } from '@angular/core';
import { Dragging } from '../../ui/list/dragging';
import { counted } from '../../ui/format';
import { severalSubject, type Subject } from '../subjects/subject';

/** Something takes what is dragged out of a list. While it lies above it, it has the class `drop-over`. */
@Directive({
  selector: '[pxDropped]',
  host: {
    '(dragenter)': 'over($event)',
    '(dragover)': 'over($event)',
    '(dragleave)': 'leave($event)',
    '(drop)': 'drop($event)',
    '[class.drop-over]': 'isOver()',
  },
})
export class DropTarget {
  /** What was let go above it: one thing, or several. */
  readonly pxDropped = output<Subject>();
  private readonly dragging = inject(Dragging);
  protected readonly isOver = signal(false);

  protected over(event: DragEvent): void {
    if (!this.dragging.isOn()) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    this.isOver.set(true);
  }

  protected leave(event: DragEvent): void {
    const inside =
      event.relatedTarget instanceof Node && (event.currentTarget as Element).contains(event.relatedTarget);
    if (!inside) this.isOver.set(false);
  }

  protected drop(event: DragEvent): void {
    const items = this.dragging.items() as readonly Subject[];
    this.isOver.set(false);
    const [first] = items;
    if (!first) return;
    event.preventDefault();
    this.pxDropped.emit(items.length === 1 ? first : severalSubject(items, counted(items.length, 'item')));
  }
}
