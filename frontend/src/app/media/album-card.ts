import { Component, computed, ElementRef, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Ellipsis, HardDriveDownload } from 'lucide';
import { CardPlay } from './card-play';
import type { FoundAlbum } from '../core/api/types';
import { ChangedCovers } from '../core/changed-covers';
import { Player } from '../player/player';
import { ArtistLinks } from './artist-links';
import { Cover } from '../ui/cover';
import { COVER_TRANSITION, CoverTransition } from './cover-transition';
import { HomeKeeping } from './home-keeping';
import { HeartButton } from './heart-button';
import { Highlighted } from '../ui/highlighted';
import { MenuButton } from './menu-button';
import { MenuOn } from './menu-on';
import { SourceBadge } from './source-badge';
import { heartableOf } from './subjects/heartable';
import { albumSubject } from './subjects/subject';
import { Icon } from '../ui/icon';

const ICONS = {
  ellipsis: Ellipsis,
  hardDriveDownload: HardDriveDownload,
};

/** An album of the library or of a source, on a shelf or in a grid: cover, title, artist; plays from its round button. */
@Component({
  selector: 'px-album-card',
  imports: [CardPlay, ArtistLinks, Cover, HeartButton, Highlighted, MenuButton, MenuOn, RouterLink, SourceBadge, Icon],
  template: `
    <article [pxMenuOn]="subject()" [class.missing]="album().isMissing">
      <div class="picture">
        <px-cover
          #cover
          [artworkId]="art().artworkId"
          [placeholder]="art().placeholder"
          [title]="album().title"
          [artist]="album().artist"
          [sizes]="sizes()"
          [style.view-transition-name]="isOpened() ? transitionName : null"
        />
        @if (hasSource() && album().sourceId; as sourceId) {
          <px-source-badge class="badge" [sourceId]="sourceId" />
        }
        @if (album().isMissing) {
          <span class="badge">{{ missing() }}</span>
        } @else {
          @if (home.isWhole(album().id)) {
            <span class="badge home" i18n-title title="Kept at home: it plays without the internet">
              <svg [pxIcon]="icons.hardDriveDownload" size="14" aria-hidden="true"></svg>
              <span i18n class="sr-only">Kept at home</span>
            </span>
          }
          <px-card-play
            class="play"
            [class.on]="isCurrent()"
            [title]="album().title"
            [isSounding]="isSounding()"
            (pressed)="play()"
          />
        }
        @if (heartable(); as heartable) {
          <px-heart-button class="heart" [subject]="heartable" [size]="18" [isInRow]="true" />
        }
      </div>
      <div class="caption">
        <a class="title truncate" dir="auto" [routerLink]="['/album', album().id]" (click)="travel()"
          ><px-highlighted [text]="album().title" [query]="query()"
        /></a>
        <p class="by truncate">
          @if (note(); as words) {
            {{ words }}
          } @else if (line() === 'year') {
            <span class="tabular">{{ year() }}</span>
          } @else {
            <px-artist-links [line]="album().artist" [artists]="album().artists" />
          }
        </p>
        <button class="icon-button more" [pxMenuButton]="subject()">
          <svg [pxIcon]="icons.ellipsis" size="18" aria-hidden="true"></svg>
        </button>
      </div>
    </article>
  `,
  styleUrl: './card.css',
})
export class AlbumCard {
  protected readonly icons = ICONS;
  readonly album = input.required<FoundAlbum>();
  /** What stands below the title. */
  readonly line = input<'artist' | 'year'>('artist');
  /** Words that stand there instead. */
  readonly note = input<string>();
  /** The track to begin with; absent: the first. */
  readonly startsAt = input<string>();
  /** The source that has it, where that is not said elsewhere. */
  readonly hasSource = input(false);
  /** What was looked for, to mark it in the title. */
  readonly query = input('');
  /** A little less than it is on a phone: nobody sees it at three pixels to the point, and it halves what is fetched. */
  readonly sizes = input('(width < 700px) 40vw, 220px');
  /** Where on the page it stands, when the same album may stand there twice. */
  readonly place = input('');

  protected readonly subject = computed(() => albumSubject(this.album()));
  protected readonly missing = computed(() => (this.album().offSourceId ? $localize`Source off` : $localize`Missing`));
  protected readonly year = computed(() => this.album().year ?? $localize`Year unknown`);
  protected readonly heartable = computed(() => heartableOf(this.subject()));
  private readonly covers = inject(ChangedCovers);
  protected readonly art = computed(() => this.covers.of(this.album().id, this.album()));
  protected readonly home = inject(HomeKeeping);
  private readonly player = inject(Player);
  private readonly transition = inject(CoverTransition);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly transitionName = COVER_TRANSITION;
  private readonly key = computed(() => `${this.place()}:${this.album().id}`);
  protected readonly isOpened = computed(() => this.transition.openedKey() === this.key());
  protected readonly isCurrent = computed(() => this.player.current()?.album.id === this.album().id);
  protected readonly isSounding = computed(() => this.isCurrent() && this.player.isPlaying());

  protected play(): void {
    const { id, title } = this.album();
    if (this.isCurrent()) this.player.toggle();
    else this.player.play({ kind: 'album', id, title }, this.startsAt());
  }

  protected travel(): void {
    const cover = this.host.querySelector<HTMLElement>('px-cover');
    if (cover) this.transition.open(this.key(), cover);
  }
}
