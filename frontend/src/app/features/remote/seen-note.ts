import { Component, computed, input } from '@angular/core';
import { dateInWords } from '../../ui/format';

/** Says that a page is as it was some time ago, because its source does not answer. */
@Component({
  selector: 'px-seen-note',
  template: `@if (words(); as text) {
    <p role="status">{{ text }}</p>
  }`,
  styles: `
    p {
      max-width: 34rem;
      margin-top: var(--s3);
      color: var(--warn);
    }
  `,
})
export class SeenNote {
  /** Epoch milliseconds; absent: it is as it is now. */
  readonly seenAtMs = input<number>();
  protected readonly words = computed(() => {
    const seenAtMs = this.seenAtMs();
    if (seenAtMs === undefined) return '';
    const day = new Date(seenAtMs).toISOString().slice(0, 10);
    return $localize`The source does not answer now. This is how it was on ${dateInWords(day)}:day:.`;
  });
}
