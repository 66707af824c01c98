import { Component, input, output } from '@angular/core';
import { LucideRotateCw } from '@lucide/angular';
import type { Failure } from '../core/api/api-error';

/** Says what happened and what to do, where the content would have been. */
@Component({
  selector: 'px-failure',
  imports: [LucideRotateCw],
  template: `
    <p>{{ failure().message }}</p>
    @if (!failure().isNotFound) {
      <button type="button" class="button" (click)="retried.emit()">
        <svg lucideRotateCw size="1.1em" aria-hidden="true"></svg> Try again
      </button>
    }
    <ng-content />
  `,
  host: { role: 'alert' },
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--s4);
      max-width: 34rem;
      padding-block: var(--s6);
      color: var(--text-dim);
    }
  `,
})
export class FailureNote {
  readonly failure = input.required<Failure>();
  readonly retried = output();
}
