import { Component, computed, input, output } from '@angular/core';
import { LucidePause, LucidePlay } from '@lucide/angular';

/** The round button on the picture of a card. Where it stands and when it is seen, card.css says by its class `play`. */
@Component({
  selector: 'px-card-play',
  imports: [LucidePause, LucidePlay],
  template: `
    <button type="button" [attr.aria-label]="label()" (click)="pressed.emit()">
      @if (isSounding()) {
        <svg lucidePause size="20" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
      } @else {
        <svg lucidePlay size="20" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
      }
    </button>
  `,
  styles: `
    button {
      display: grid;
      place-items: center;
      width: 100%;
      height: 100%;
      border-radius: inherit;
      color: inherit;
    }
  `,
})
export class CardPlay {
  /** Of what it plays. */
  readonly title = input.required<string>();
  readonly isSounding = input(false);
  readonly pressed = output();

  protected readonly label = computed(() =>
    this.isSounding() ? $localize`Pause ${this.title()}:name:` : $localize`Play ${this.title()}:name:`,
  );
}
