import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FoundPlaylist } from '../core/api/types';
import { Cover } from '../ui/cover';
import { counted } from '../ui/format';
import { Highlighted } from '../ui/highlighted';
import { SourceBadge } from './source-badge';

/** A playlist of a source: its picture, whose it is, how much is in it. */
@Component({
  selector: 'px-playlist-card',
  imports: [Cover, Highlighted, RouterLink, SourceBadge],
  template: `
    <article>
      <div class="picture">
        <px-cover
          [artworkId]="playlist().artworkId"
          [title]="playlist().title"
          [artist]="playlist().owner ?? ''"
          sizes="(width < 700px) 46vw, 220px"
        />
        <px-source-badge class="badge" [sourceId]="playlist().sourceId" />
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
  /** What was looked for, to mark it in the title. */
  readonly query = input('');

  protected amount(): string {
    const { trackCount } = this.playlist();
    return trackCount === undefined ? 'Playlist' : counted(trackCount, 'track');
  }
}
