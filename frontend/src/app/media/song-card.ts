import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CardPlay } from './card-play';
import type { TrackView } from '../core/api/types';
import { Player } from '../player/player';
import { Cover } from '../ui/cover';
import { MenuOn } from './menu-on';
import { trackSubject } from './subjects/subject';

/** A song as a card: its cover, title and artists. Leads to its album; its button plays it where it stands. */
@Component({
  selector: 'px-song-card',
  imports: [CardPlay, Cover, MenuOn, RouterLink],
  template: `
    <article [pxMenuOn]="subject()">
      <div class="picture">
        <px-cover
          [artworkId]="song().artworkId"
          [placeholder]="song().placeholder"
          [title]="song().album.title"
          [artist]="song().artist"
          sizes="(width < 700px) 40vw, 220px"
        />
        @if (!song().isMissing) {
          <px-card-play
            class="play"
            [class.on]="isSounding()"
            [title]="song().title"
            [isSounding]="isSounding()"
            (pressed)="start()"
          />
        }
      </div>
      <div class="caption">
        <a class="title truncate" dir="auto" [routerLink]="['/album', song().album.id]">{{ song().title }}</a>
        <p class="by truncate" dir="auto">{{ song().artist }}</p>
      </div>
    </article>
  `,
  styleUrl: './card.css',
})
export class SongCard {
  readonly song = input.required<TrackView>();
  /** Somebody wants to hear it. */
  readonly played = output();

  private readonly player = inject(Player);
  private readonly isCurrent = computed(() => this.player.current()?.id === this.song().id);
  protected readonly isSounding = computed(() => this.isCurrent() && this.player.isPlaying());
  protected readonly subject = computed(() => trackSubject(this.song(), () => this.played.emit()));

  protected start(): void {
    if (this.isCurrent()) this.player.toggle();
    else this.played.emit();
  }
}
