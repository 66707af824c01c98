import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Ellipsis } from 'lucide';
import { CardPlay } from '../../media/card-play';
import type { PlaylistView } from '../../core/api/playlist-types';
import { MenuButton } from '../../media/menu-button';
import { MenuOn } from '../../media/menu-on';
import { PlaylistArt } from '../../media/playlists/playlist-art';
import { contentInWords } from '../../media/playlists/playlist-words';
import { playlistSubject } from '../../media/subjects/subject';
import { Player } from '../../player/player';
import { Icon } from '../../ui/icon';

const ICONS = { ellipsis: Ellipsis };

/** A playlist of one's own: its pictures, name, and how much is in it. */
@Component({
  selector: 'px-own-playlist-card',
  imports: [CardPlay, MenuButton, MenuOn, PlaylistArt, RouterLink, Icon],
  template: `
    <article [pxMenuOn]="subject()">
      <div class="picture">
        <px-playlist-art
          [playlist]="playlist()"
          sizes="(width < 700px) 40vw, 220px"
          halfSize="(width < 700px) 23vw, 110px"
        />
        @if (playlist().trackCount > 0) {
          <px-card-play
            class="play"
            [class.on]="isSounding()"
            [title]="playlist().name"
            [isSounding]="isSounding()"
            (pressed)="play()"
          />
        }
      </div>
      <div class="caption">
        <a class="title truncate" dir="auto" [routerLink]="['/playlist', playlist().id]">{{ playlist().name }}</a>
        <p class="by truncate">{{ content() }}</p>
        <button class="icon-button more" [pxMenuButton]="subject()">
          <svg [pxIcon]="icons.ellipsis" size="18" aria-hidden="true"></svg>
        </button>
      </div>
    </article>
  `,
  styleUrl: '../../media/card.css',
})
export class OwnPlaylistCard {
  protected readonly icons = ICONS;
  readonly playlist = input.required<PlaylistView>();
  private readonly player = inject(Player);
  protected readonly subject = computed(() => {
    const { id, name: title } = this.playlist();
    return playlistSubject({ id, title });
  });
  protected readonly content = computed(() => contentInWords(this.playlist()));
  protected readonly isSounding = computed(
    () => this.player.isPlaying() && this.player.context()?.id === this.playlist().id,
  );

  protected play(): void {
    const { id, name: title } = this.playlist();
    if (this.isSounding()) this.player.toggle();
    else this.player.play({ kind: 'playlist', id, title });
  }
}
