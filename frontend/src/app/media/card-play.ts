import { Component, computed, input, output } from '@angular/core';
import { Pause, Play } from 'lucide';
import { Icon } from '../ui/icon';

const ICONS = { pause: Pause, play: Play };

/** The round button on the picture of a card. Where it stands and when it is seen, card.css says by its class `play`. */
@Component({
  selector: 'px-card-play',
  imports: [Icon],
  template: `
    <button type="button" [attr.aria-label]="label()" (click)="pressed.emit()">
      @if (isSounding()) {
        <svg [pxIcon]="icons.pause" size="20" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
      } @else {
        <svg [pxIcon]="icons.play" size="20" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
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
  protected readonly icons = ICONS;
  /** Of what it plays. */
  readonly title = input.required<string>();
  readonly isSounding = input(false);
  readonly pressed = output();

  protected readonly label = computed(() =>
    this.isSounding() ? $localize`Pause ${this.title()}:name:` : $localize`Play ${this.title()}:name:`,
  );
}
