import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Ellipsis } from 'lucide';
import { CardPlay } from './card-play';
import type { StationView } from '../core/api/types';
import { Player } from '../player/player';
import { Cover } from '../ui/cover';
import { MenuButton } from './menu-button';
import { MenuOn } from './menu-on';
import { stationDetail, stationTrack } from './station-track';
import { stationSubject } from './subjects/subject';
import { Icon } from '../ui/icon';

const ICONS = { ellipsis: Ellipsis };

/** A saved station on a shelf: picture, name, what it plays; plays from its round button. */
@Component({
  selector: 'px-station-card',
  imports: [CardPlay, Cover, MenuButton, MenuOn, RouterLink, Icon],
  template: `
    <article [pxMenuOn]="subject()">
      <div class="picture">
        <px-cover
          [artworkId]="station().artworkId"
          [placeholder]="station().placeholder"
          [title]="station().name"
          [isLettered]="true"
          sizes="(width < 700px) 40vw, 220px"
        />
        <px-card-play
          class="play"
          [class.on]="isCurrent()"
          [title]="station().name"
          [isSounding]="isSounding()"
          (pressed)="play()"
        />
      </div>
      <div class="caption">
        <a class="title truncate" dir="auto" [routerLink]="['/station', station().trackId]">{{ station().name }}</a>
        <p class="by truncate" dir="auto">{{ detail() }}</p>
        <button class="icon-button more" [pxMenuButton]="subject()">
          <svg [pxIcon]="icons.ellipsis" size="18" aria-hidden="true"></svg>
        </button>
      </div>
    </article>
  `,
  styleUrl: './card.css',
})
export class StationCard {
  protected readonly icons = ICONS;
  readonly station = input.required<StationView>();
  private readonly player = inject(Player);
  protected readonly subject = computed(() => stationSubject(this.station()));
  protected readonly detail = computed(() => stationDetail(this.station()) || $localize`Radio`);
  protected readonly isCurrent = computed(() => this.player.current()?.id === this.station().trackId);
  protected readonly isSounding = computed(() => this.isCurrent() && this.player.isPlaying());

  protected play(): void {
    if (this.isCurrent()) this.player.toggle();
    else this.player.playTrack(stationTrack(this.station()));
  }
}
