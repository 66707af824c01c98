import { Component, computed, input } from '@angular/core';
import { highlighted } from './highlight';

/** A text with what was looked for marked in it. */
@Component({
  selector: 'px-highlighted',
  template: `@for (segment of segments(); track $index) {
    @if (segment.isMatch) {
      <mark>{{ segment.text }}</mark>
    } @else {
      <ng-container>{{ segment.text }}</ng-container>
    }
  }`,
  host: { dir: 'auto' },
  styles: `
    mark {
      border-radius: 2px;
      background: none;
      color: inherit;
      font-weight: 700;
      text-decoration: underline;
      text-decoration-color: var(--accent);
      text-decoration-thickness: 2px;
      text-underline-offset: 3px;
    }
  `,
})
export class Highlighted {
  readonly text = input.required<string>();
  readonly query = input('');
  protected readonly segments = computed(() => highlighted(this.text(), this.query()));
}
