import { Component, computed, inject, input } from '@angular/core';
import { Pause, Play } from 'lucide';
import type { StationView } from '../../../core/api/types';
import { stationTrack } from '../../../media/station-track';
import { Player } from '../../../player/player';
import { Cover } from '../../../ui/cover';
import { STATION_ROW_PX } from './look';
import { Icon } from '../../../ui/icon';

const ICONS = { pause: Pause, play: Play };

/** One station of a list: picture, name, a line below it; a click anywhere plays it. What is put inside stands at its end. */
@Component({
  selector: 'px-station-row',
  imports: [Cover, Icon],
  template: `
    <div class="row" [class.current]="isCurrent()" [style.min-height.px]="rowPx">
      <div class="lead">
        <px-cover
          [artworkId]="station().artworkId"
          [placeholder]="station().placeholder"
          [title]="station().name"
          [isLettered]="true"
          [hasWords]="false"
          sizes="48px"
        />
        <span class="sign" [class.shown]="isCurrent()">
          @if (isSounding()) {
            <svg [pxIcon]="icons.pause" size="18" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
          } @else {
            <svg [pxIcon]="icons.play" size="18" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
          }
        </span>
      </div>
      <div class="words">
        <button type="button" class="name truncate" dir="auto" (click)="play()">
          @if (isSounding()) {
            <ng-container i18n><span class="sr-only">Pause </span>{{ station().name }}</ng-container>
          } @else {
            <ng-container i18n><span class="sr-only">Play </span>{{ station().name }}</ng-container>
          }
        </button>
        <p class="detail truncate" dir="auto">{{ detail() }}</p>
      </div>
      <div class="end"><ng-content /></div>
    </div>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .row {
      position: relative;
      display: grid;
      grid-template-columns: 3rem minmax(0, 1fr) auto;
      align-items: center;
      gap: var(--s3);
      padding-inline: var(--s1);
      border-radius: var(--radius-s);
      -webkit-touch-callout: none;
    }
    .row:hover,
    .row:focus-within {
      background: var(--hover);
    }
    .lead {
      display: grid;
      width: 3rem;
    }
    .lead > * {
      grid-area: 1 / 1;
    }
    px-cover {
      border-radius: var(--radius-s);
    }
    .sign {
      display: grid;
      place-items: center;
      border-radius: var(--radius-s);
      background: rgb(0 0 0 / 0.55);
      color: #fff;
      opacity: 0;
    }
    .sign.shown,
    .row:has(.name:focus-visible) .sign {
      opacity: 1;
    }
    @media (hover: hover) {
      .row:hover .sign {
        opacity: 1;
      }
    }
    .words {
      min-width: 0;
    }
    .name {
      display: block;
      max-width: 100%;
      line-height: 1.5rem;
      text-align: start;
      font-weight: 600;
    }
    /* The whole row plays. */
    .name::after {
      content: '';
      position: absolute;
      inset: 0;
    }
    .name:focus-visible {
      outline: none;
    }
    .row:has(.name:focus-visible) {
      outline: 2px solid var(--focus);
    }
    .current .name {
      color: var(--accent);
    }
    /* A name alone stands in the middle. */
    .detail:empty {
      display: none;
    }
    .detail {
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    .end {
      position: relative;
      z-index: 1;
      display: flex;
      align-items: center;
    }
  `,
})
export class StationRow {
  protected readonly icons = ICONS;
  readonly station = input.required<
    Pick<StationView, 'trackId' | 'name'> & Partial<Pick<StationView, 'artworkId' | 'placeholder'>>
  >();
  /** What stands below the name. */
  readonly detail = input('');
  private readonly player = inject(Player);
  protected readonly rowPx = STATION_ROW_PX;
  protected readonly isCurrent = computed(() => this.player.current()?.id === this.station().trackId);
  protected readonly isSounding = computed(() => this.isCurrent() && this.player.isPlaying());

  protected play(): void {
    if (this.isCurrent()) this.player.toggle();
    else this.player.playTrack(stationTrack(this.station()));
  }
}
