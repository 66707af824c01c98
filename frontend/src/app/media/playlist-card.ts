import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FoundPlaylist } from '../core/api/types';
import { Cover } from '../ui/cover';
import { counted } from '../ui/format';
import { Highlighted } from '../ui/highlighted';
import { MenuOn } from './menu-on';
import { SourceBadge } from './source-badge';
import { playlistSubject } from './subjects/subject';

/** A playlist of a source, or one's own that was found: its picture, whose it is, how much is in it. */
@Component({
  selector: 'px-playlist-card',
  imports: [Cover, Highlighted, MenuOn, RouterLink, SourceBadge],
  template: `
    <article [pxMenuOn]="subject()">
      <div class="picture">
        <px-cover
          [artworkId]="playlist().artworkId"
          [title]="playlist().title"
          [artist]="playlist().owner ?? ''"
          sizes="(width < 700px) 40vw, 220px"
        />
        @if (hasSource() && playlist().sourceId; as sourceId) {
          <px-source-badge class="badge" [sourceId]="sourceId" />
        }
      </div>
      <div class="caption">
        <a class="title truncate" dir="auto" [routerLink]="['/playlist', playlist().id]"
          ><px-highlighted [text]="playlist().title" [query]="query()"
        /></a>
        <p class="by truncate" dir="auto">{{ playlist().owner ?? amount() }}</p>
      </div>
    </article>
  `,
  styleUrl: './card.css',
})
export class PlaylistCard {
  readonly playlist = input.required<FoundPlaylist>();
  /** The source that has it, where that is not said elsewhere. */
  readonly hasSource = input(false);
  /** What was looked for, to mark it in the title. */
  readonly query = input('');
  protected readonly subject = computed(() => playlistSubject(this.playlist()));

  protected amount(): string {
    const { trackCount } = this.playlist();
    return trackCount === undefined ? $localize`Playlist` : counted(trackCount, 'track');
  }
}
