import { computed, DOCUMENT, inject, Service, signal } from '@angular/core';
import type { Selectable } from './selection';

/** What is being dragged out of a list, as long as it is. */
@Service()
export class Dragging {
  private readonly document = inject(DOCUMENT);
  private readonly dragged = signal<readonly Selectable[]>([]);

  readonly items = this.dragged.asReadonly();
  readonly isOn = computed(() => this.dragged().length > 0);

  begin(items: readonly Selectable[]): void {
    this.dragged.set(items);
    const ended = new AbortController();
    const end = (): void => {
      ended.abort();
      this.dragged.set([]);
    };
    const options = { signal: ended.signal };
    for (const name of ['dragend', 'drop', 'pointerdown']) this.document.addEventListener(name, end, options);
    // A row that was scrolled away does not say that its drag ended; but then the mouse moves again, with no button pressed.
    const endWhereFree = (event: MouseEvent): void => {
      if (event.buttons === 0 && event.movementX !== 0) end();
    };
    this.document.addEventListener('mousemove', endWhereFree, options);
  }
}
