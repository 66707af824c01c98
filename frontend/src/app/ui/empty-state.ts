import { Component, input } from '@angular/core';

/** Says what would be here, and in its content how to get it. */
@Component({
  selector: 'px-empty-state',
  template: `
    <h2>{{ heading() }}</h2>
    <div class="words"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: var(--s3);
      max-width: 34rem;
      margin: clamp(2rem, 10vh, 6rem) auto;
      text-align: center;
    }
    h2 {
      font-size: var(--step-3);
    }
    .words {
      color: var(--text-dim);
    }
  `,
})
export class EmptyState {
  readonly heading = input.required<string>();
}
