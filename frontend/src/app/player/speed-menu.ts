import { Component, computed, inject } from '@angular/core';
import { PopMenu } from '../ui/pop-menu';
import { numberInWords } from '../core/locale/formats';
import { Player } from './player';

const SPEEDS = [0.5, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3];

/** How fast speech is played; its pitch stays. */
@Component({
  selector: 'px-speed-menu',
  imports: [PopMenu],
  template: `
    <px-pop-menu [label]="label()" i18n-heading heading="Speed" [isOn]="player.speed() !== 1">
      <span icon class="speed tabular" aria-hidden="true">{{ shown() }}</span>
      @for (speed of speeds; track speed) {
        <button
          type="button"
          role="menuitemradio"
          class="menu-item"
          tabindex="-1"
          [attr.aria-checked]="player.speed() === speed"
          (click)="player.setSpeed(speed)"
        >
          {{ inWords(speed) }}
        </button>
      }
    </px-pop-menu>
  `,
  styles: `
    .speed {
      font-size: var(--step--1);
      font-weight: 600;
    }
  `,
})
export class SpeedMenu {
  protected readonly player = inject(Player);
  protected readonly speeds = SPEEDS;
  protected readonly shown = computed(() => inWords(this.player.speed()));
  protected readonly label = computed(() => $localize`Speed: ${this.shown()}:speed:`);
  protected readonly inWords = inWords;
}

function inWords(speed: number): string {
  return `${numberInWords(speed)}×`;
}
