import { Component, computed, inject } from '@angular/core';
import { said } from '../core/locale/server/server-words';
import { clockTime, spokenTime } from '../core/locale/time';
import { OnAir } from './on-air';
import { Player } from './player';

/** What stands in place of the seek bar while a station plays: that it is live, or how far behind, and the way there. */
@Component({
  selector: 'px-live-line',
  template: `
    @if (onAir.live()?.state === 'lost') {
      <span i18n class="lost truncate" role="status" [title]="why()"> The station is lost; trying again </span>
    } @else if (onAir.behindMs(); as ms) {
      <span i18n class="tabular" [attr.aria-label]="spoken(ms)">{{ clock(ms) }} behind</span>
      <button i18n type="button" class="link" (click)="player.goLive()">Go live</button>
    } @else {
      <span i18n class="live" [class.on]="isLive()">Live</span>
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: var(--s2);
      min-height: 1rem;
      min-width: 0;
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    .live {
      display: inline-flex;
      align-items: center;
      gap: 0.4em;
      font-weight: 600;
    }
    .live::before {
      width: 0.55em;
      height: 0.55em;
      border-radius: 50%;
      background: currentcolor;
      content: '';
    }
    .live.on {
      color: var(--accent);
    }
  `,
})
export class LiveLine {
  protected readonly player = inject(Player);
  protected readonly onAir = inject(OnAir);
  protected readonly isLive = computed(() => this.player.status() === 'playing');
  protected readonly why = computed(() => said(this.onAir.live()?.cause, this.onAir.live()?.reason) ?? '');
  protected readonly clock = clockTime;

  protected spoken(behindMs: number): string {
    return $localize`${spokenTime(behindMs)}:time: behind`;
  }
}
