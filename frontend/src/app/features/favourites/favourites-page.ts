import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Play, Shuffle } from 'lucide';
import type { HeartView, TrackView } from '../../core/api/types';
import { AlbumCard } from '../../media/album-card';
import { ArtistCard } from '../../media/artist-card';
import { Hearts } from '../../media/hearts';
import { ALBUM_CARDS, ARTIST_CARDS, TRACK_ROWS } from '../../media/looks';
import { ShowCard } from '../../media/show-card';
import { albumSubject, artistSubject, trackSubject, type Subject } from '../../media/subjects/subject';
import { TrackRow } from '../../media/track-row';
import type { Playable } from '../../player/playable';
import { Player } from '../../player/player';
import { EmptyState } from '../../ui/empty-state';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { keeping } from '../../ui/list/list-source';
import { PagedLists } from '../../ui/list/paged-list';
import { ChosenInView } from '../../ui/chosen-in-view';
import { Icon } from '../../ui/icon';

const ICONS = { play: Play, shuffle: Shuffle };

/** The parts of the page; stations have a page of their own, as a station is saved by its heart. */
const PARTS = [
  { kind: 'track', look: TRACK_ROWS },
  { kind: 'album', look: ALBUM_CARDS },
  { kind: 'artist', look: ARTIST_CARDS },
  { kind: 'show', look: ALBUM_CARDS },
] as const;
type Kind = (typeof PARTS)[number]['kind'];

const names = (): Readonly<Record<Kind, string>> => ({
  track: $localize`Songs`,
  album: $localize`Albums`,
  artist: $localize`Artists`,
  show: $localize`Podcasts`,
});

const none = (): Readonly<Record<Kind, string>> => ({
  track: $localize`Give a song a heart, in its row or while it plays, and it is here.`,
  album: $localize`Give an album a heart, on its page or its cover, and it is here.`,
  artist: $localize`Give an artist a heart, on their page, and they are here.`,
  show: $localize`Give a podcast a heart, on its page, and it is here.`,
});

/** What a person loves, newest first. The address is the state: which kind. */
@Component({
  selector: 'px-favourites-page',
  imports: [ChosenInView, AlbumCard, ArtistCard, EmptyState, List, ListItem, RouterLink, ShowCard, TrackRow, Icon],
  template: `
    <header class="top">
      <h1 i18n class="page-title" tabindex="-1">Favourites</h1>
      @if (kind() === 'track' && !isEmpty()) {
        <div class="go">
          <button type="button" class="button primary" (click)="player.play(playable)">
            <svg [pxIcon]="icons.play" size="1.1em" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
            <ng-container i18n>Play</ng-container>
          </button>
          <button type="button" class="button" (click)="player.playShuffled(playable)">
            <svg [pxIcon]="icons.shuffle" size="1.1em" aria-hidden="true"></svg>
            <ng-container i18n>Shuffle</ng-container>
          </button>
        </div>
      }
    </header>
    <nav pxChosenInView class="segments" i18n-aria-label aria-label="Favourites">
      @for (each of parts; track each.kind) {
        <a
          [routerLink]="[]"
          [queryParams]="{ kind: each.kind === 'track' ? null : each.kind }"
          [class.here]="each.kind === kind()"
          [attr.aria-current]="each.kind === kind() ? 'page' : null"
          >{{ names[each.kind] }}</a
        >
      }
      <a i18n routerLink="/stations">Stations</a>
    </nav>
    @if (isEmpty()) {
      <px-empty-state i18n-heading heading="No favourites yet">
        <p>{{ none() }}</p>
        <a
          i18n
          class="button primary"
          [routerLink]="
            kind() === 'show'
              ? '/podcasts'
              : kind() === 'artist'
                ? '/artists'
                : kind() === 'album'
                  ? '/albums'
                  : '/songs'
          "
          >Look around</a
        >
      </px-empty-state>
    } @else {
      <px-list [label]="names[kind()]" [look]="part().look" [selects]="selects()">
        <ng-container *pxListItem="let heart of list()">
          @if (heart.track; as track) {
            <px-track-row
              [track]="track"
              [hasCover]="true"
              [hasAlbum]="true"
              [hasSource]="true"
              (played)="playFrom(track)"
            />
          } @else if (heart.album; as album) {
            <px-album-card [album]="album" [hasSource]="true" />
          } @else if (heart.artist; as artist) {
            <px-artist-card [artist]="artist" />
          } @else if (heart.show; as show) {
            <px-show-card [show]="show" />
          }
        </ng-container>
      </px-list>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .top {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: 0 var(--s4);
    }
    .go {
      display: flex;
      gap: var(--s2);
      margin-bottom: var(--s4);
    }
    .segments {
      margin-bottom: var(--s5);
    }
  `,
  host: { class: 'page' },
})
export class FavouritesPage {
  protected readonly icons = ICONS;
  readonly kind = input('track', {
    transform: (value: string | undefined): Kind => PARTS.find(({ kind }) => kind === value)?.kind ?? 'track',
  });

  protected readonly player = inject(Player);
  private readonly hearts = inject(Hearts);
  private readonly lists = inject(PagedLists);
  protected readonly parts = PARTS;
  protected readonly names = names();
  protected readonly playable: Playable = { kind: 'favourites', title: $localize`Favourites` };
  protected readonly part = computed(() => PARTS.find(({ kind }) => kind === this.kind()) ?? PARTS[0]);
  /** What is loved is selected as what it is; podcasts are not played together. */
  protected readonly selects = computed(() => (this.kind() === 'show' ? undefined : subjectOf));
  protected readonly none = computed(() => none()[this.kind()]);
  protected readonly list = computed(() => {
    const list = this.lists.at('/api/v1/hearts', { kind: [this.kind()] });
    return keeping(list, ({ kind, id }: HeartView) => !this.hearts.isTaken({ kind, id, title: '' }));
  });
  protected readonly isEmpty = computed(() => this.list().isComplete() && this.list().items().length === 0);

  protected playFrom(track: TrackView): void {
    this.player.playFrom(this.playable, track);
  }
}

function subjectOf({ kind, id, track, album, artist }: HeartView): Subject {
  if (track) return trackSubject(track);
  if (album) return albumSubject(album);
  return artist ? artistSubject(artist) : { kind, id, title: '' };
}
