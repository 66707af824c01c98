import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ArtistSummary, FoundArtist } from '../core/api/types';
import { ChangedCovers } from '../core/changed-covers';
import { Cover } from '../ui/cover';
import { counted } from '../ui/format';
import { HeartButton } from './heart-button';
import { Highlighted } from '../ui/highlighted';
import { MenuOn } from './menu-on';
import { SourceBadge } from './source-badge';
import { heartableOf } from './subjects/heartable';
import { artistSubject } from './subjects/subject';

/** An artist as a list has it, or as a search found it, which counts nothing of a source. */
type ShownArtist = FoundArtist & Partial<Pick<ArtistSummary, 'albumCount' | 'appearsOnCount' | 'trackCount'>>;

/** An artist on a shelf or in a grid: a round picture, the name, how much there is. */
@Component({
  selector: 'px-artist-card',
  imports: [Cover, HeartButton, Highlighted, MenuOn, RouterLink, SourceBadge],
  template: `
    <article class="round" [pxMenuOn]="subject()">
      <div class="picture">
        <px-cover
          [artworkId]="art().artworkId"
          [placeholder]="art().placeholder"
          [title]="artist().name"
          [hasWords]="false"
          [sizes]="'(width < 700px) 40vw, 220px'"
        />
        @if (heartable(); as heartable) {
          <px-heart-button class="heart" [subject]="heartable" [size]="18" [isInRow]="true" />
        }
      </div>
      <div class="caption">
        <a class="title truncate" dir="auto" [routerLink]="['/artist', artist().id]"
          ><px-highlighted [text]="artist().name" [query]="query()"
        /></a>
        <p class="by truncate">
          @if (artist().sourceId; as sourceId) {
            <px-source-badge [sourceId]="sourceId" />
          } @else {
            {{ amount() }}
          }
        </p>
      </div>
    </article>
  `,
  styleUrl: './card.css',
})
export class ArtistCard {
  readonly artist = input.required<ShownArtist>();
  /** What was looked for, to mark it in the name. */
  readonly query = input('');
  private readonly covers = inject(ChangedCovers);
  protected readonly art = computed(() => this.covers.of(this.artist().id, this.artist()));
  protected readonly subject = computed(() => artistSubject(this.artist()));
  protected readonly heartable = computed(() => heartableOf(this.subject()));
  protected readonly amount = computed(() => {
    const { albumCount = 0, appearsOnCount = 0, trackCount = 0 } = this.artist();
    if (albumCount > 0) return counted(albumCount, 'album');
    return appearsOnCount > 0
      ? $localize`On ${counted(appearsOnCount, 'album')}:albums:`
      : counted(trackCount, 'track');
  });
}
