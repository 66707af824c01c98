import { Component, computed, effect, inject, input, output, untracked } from '@angular/core';
import { RotateCw } from 'lucide';
import type { Failure } from '../core/api/api-error';
import { Connection } from '../core/api/connection';
import { Icon } from './icon';

const ICONS = { rotateCw: RotateCw };

/**
 * Says what happened and what to do, where the content would have been. That the server is away is told once, above the page:
 * then this only keeps the room, and tries again by itself when the server is back.
 */
@Component({
  selector: 'px-failure',
  imports: [Icon],
  template: `
    @if (isTold()) {
      <div class="skeleton" aria-hidden="true"></div>
    } @else {
      <p>{{ failure().message }}</p>
      @if (!failure().isNotFound) {
        <button type="button" class="button" (click)="retried.emit()">
          <svg [pxIcon]="icons.rotateCw" size="1.1em" aria-hidden="true"></svg>
          <ng-container i18n>Try again</ng-container>
        </button>
      }
    }
    <ng-content />
  `,
  host: { '[attr.role]': "isTold() ? null : 'alert'" },
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--s4);
      max-width: 34rem;
      padding-block: var(--s6);
      color: var(--text-dim);
    }
    .skeleton {
      justify-self: stretch;
      height: 4rem;
    }
  `,
})
export class FailureNote {
  protected readonly icons = ICONS;
  readonly failure = input.required<Failure>();
  readonly retried = output();

  private readonly connection = inject(Connection);
  protected readonly isTold = computed(() => this.failure().canRetry && !this.connection.isOnline());

  constructor() {
    const before = this.connection.recovered();
    effect(() => {
      if (this.connection.recovered() !== before) untracked(() => this.retried.emit());
    });
  }
}
