import { Component, computed, inject } from '@angular/core';
import { Volume1, Volume2, VolumeX } from 'lucide';
import { Player } from './player';
import { Icon } from '../ui/icon';

const ICONS = {
  volume1: Volume1,
  volume2: Volume2,
  volumeX: VolumeX,
};

@Component({
  selector: 'px-volume-control',
  host: { dir: 'ltr' },
  imports: [Icon],
  template: `
    <button
      type="button"
      class="icon-button"
      [attr.aria-label]="muting()"
      i18n-title
      title="Mute"
      (click)="player.toggleMute()"
    >
      @if (percent() === 0) {
        <svg [pxIcon]="icons.volumeX" size="20" aria-hidden="true"></svg>
      } @else if (percent() < 50) {
        <svg [pxIcon]="icons.volume1" size="20" aria-hidden="true"></svg>
      } @else {
        <svg [pxIcon]="icons.volume2" size="20" aria-hidden="true"></svg>
      }
    </button>
    <input
      type="range"
      min="0"
      max="100"
      step="5"
      i18n-aria-label
      aria-label="Volume"
      [value]="percent()"
      [attr.aria-valuetext]="spoken()"
      [style.--part.%]="percent()"
      (input)="set($event)"
    />
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--s1);
    }
    input {
      width: 5.5rem;
      height: 1.5rem;
      margin: 0;
      background: none;
      appearance: none;
      cursor: pointer;
    }
    input::-webkit-slider-runnable-track {
      height: 4px;
      border-radius: 2px;
      background: linear-gradient(90deg, var(--text-dim) var(--part), var(--pressed) var(--part));
    }
    input::-moz-range-track {
      height: 4px;
      border-radius: 2px;
      background: linear-gradient(90deg, var(--text-dim) var(--part), var(--pressed) var(--part));
    }
    input::-webkit-slider-thumb {
      width: 12px;
      height: 12px;
      margin-top: -4px;
      border-radius: 50%;
      background: var(--text);
      appearance: none;
    }
    input::-moz-range-thumb {
      width: 12px;
      height: 12px;
      border: 0;
      border-radius: 50%;
      background: var(--text);
    }
  `,
})
export class VolumeControl {
  protected readonly icons = ICONS;
  protected readonly player = inject(Player);
  protected readonly percent = computed(() => (this.player.isMuted() ? 0 : this.player.volume()));

  protected readonly muting = computed(() => (this.player.isMuted() ? $localize`Unmute` : $localize`Mute`));
  protected readonly spoken = computed(() => $localize`${this.percent()}:number: percent`);

  protected set(event: Event): void {
    this.player.setVolume(Number((event.target as HTMLInputElement).value));
  }
}
