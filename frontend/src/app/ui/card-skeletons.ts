import { Component, computed, input } from '@angular/core';

/** The shape of cards that are on their way; lies in the same grid or row as they will. */
@Component({
  selector: 'px-card-skeletons',
  template: `
    @for (each of places(); track each) {
      <div>
        <div class="skeleton square" [class.round]="isRound()"></div>
        <div class="skeleton line"></div>
        <div class="skeleton line short"></div>
      </div>
    }
  `,
  host: { 'aria-hidden': 'true' },
  styles: `
    :host {
      display: contents;
    }
    .square {
      aspect-ratio: 1;
      border-radius: var(--radius-m);
    }
    .round {
      border-radius: 50%;
    }
    .line {
      width: 75%;
      height: 0.85rem;
      margin-top: 0.8rem;
    }
    .short {
      width: 45%;
      margin: 0.5rem 0 0.7rem;
    }
  `,
})
export class CardSkeletons {
  readonly count = input(8);
  readonly isRound = input(false);
  protected readonly places = computed(() => Array.from({ length: this.count() }, (_, at) => at));
}
