import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Play, Shuffle } from 'lucide';
import type { SongView } from '../../core/api/types';
import { AlbumCard } from '../../media/album-card';
import { ArtistCard } from '../../media/artist-card';
import { ALBUM_CARDS, ARTIST_CARDS, TRACK_ROWS } from '../../media/looks';
import { addressOf, type SongQuery } from '../../media/song-filters';
import { albumSubject, artistSubject, trackSubject, type TrackSubject } from '../../media/subjects/subject';
import { TrackRow } from '../../media/track-row';
import type { Playable } from '../../player/playable';
import { Player } from '../../player/player';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { PagedLists } from '../../ui/list/paged-list';
import { ChosenInView } from '../../ui/chosen-in-view';
import { Icon } from '../../ui/icon';

const ICONS = { play: Play, shuffle: Shuffle };

const PARTS = [
  { part: 'albums', label: () => $localize`Albums` },
  { part: 'songs', label: () => $localize`Songs` },
  { part: 'artists', label: () => $localize`Artists` },
] as const;
export type WayPart = (typeof PARTS)[number]['part'];

/** What of the library is of a genre, or came out in a decade: name, what can be done with all of it, and its parts. */
@Component({
  selector: 'px-way-content',
  imports: [ChosenInView, AlbumCard, ArtistCard, List, ListItem, RouterLink, TrackRow, Icon],
  template: `
    <h1 class="page-title" tabindex="-1" dir="auto">{{ name() }}</h1>
    <p class="facts tabular">{{ facts() }}</p>
    <p class="ways">
      <button type="button" class="button primary" (click)="play()">
        <svg [pxIcon]="icons.play" size="1.1em" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
        <ng-container i18n>Play</ng-container>
      </button>
      <button type="button" class="button" (click)="shuffle()">
        <svg [pxIcon]="icons.shuffle" size="1.1em" aria-hidden="true"></svg>
        <ng-container i18n>Shuffle</ng-container>
      </button>
      <a i18n class="button quiet" routerLink="/songs" [queryParams]="address()">Filter songs</a>
    </p>
    <nav pxChosenInView class="segments" i18n-aria-label aria-label="Show">
      @for (each of parts; track each.part) {
        <a
          [routerLink]="[]"
          [queryParams]="{ part: each.part === 'albums' ? null : each.part }"
          [replaceUrl]="true"
          [class.here]="each.part === part()"
          [attr.aria-current]="each.part === part() ? 'page' : null"
          >{{ each.label() }}</a
        >
      }
    </nav>
    @switch (part()) {
      @case ('songs') {
        <px-list i18n-label label="Songs" [look]="songLook" [selects]="asTrack">
          <px-track-row
            *pxListItem="let song of songs()"
            [track]="song"
            [hasCover]="true"
            [hasAlbum]="true"
            (played)="playFrom(song)"
          />
        </px-list>
      }
      @case ('artists') {
        <px-list i18n-label label="Artists" [look]="artistLook" [selects]="asArtist">
          <px-artist-card *pxListItem="let artist of artists()" [artist]="artist" />
        </px-list>
      }
      @default {
        <px-list i18n-label label="Albums" [look]="albumLook" [selects]="asAlbum">
          <px-album-card *pxListItem="let album of albums()" [album]="album" />
        </px-list>
      }
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .page-title {
      margin-bottom: 0;
    }
    .facts {
      color: var(--text-dim);
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
      margin-block: var(--s4);
    }
    .segments {
      margin-bottom: var(--s5);
    }
  `,
})
export class WayContent {
  protected readonly icons = ICONS;
  readonly name = input.required<string>();
  readonly facts = input.required<string>();
  /** What all of it has in common. */
  readonly filter = input.required<Pick<SongQuery, 'genreId' | 'fromYear' | 'toYear'>>();
  readonly part = input.required<WayPart>();

  private readonly player = inject(Player);
  private readonly lists = inject(PagedLists);
  protected readonly parts = PARTS;
  protected readonly asTrack = (song: SongView): TrackSubject => trackSubject(song);
  protected readonly asAlbum = albumSubject;
  protected readonly asArtist = artistSubject;
  protected readonly albumLook = ALBUM_CARDS;
  protected readonly artistLook = ARTIST_CARDS;
  protected readonly songLook = TRACK_ROWS;
  protected readonly address = computed(() => addressOf(this.filter()));
  protected readonly albums = computed(() => this.lists.at('/api/v1/albums', { ...this.filter(), sort: 'artist' }));
  protected readonly artists = computed(() => this.lists.at('/api/v1/artists', { ...this.filter() }));
  protected readonly songs = computed(() => this.lists.anywhere('/api/v1/tracks', this.inOrder()));
  private readonly inOrder = computed(() => ({ ...this.filter(), sort: 'artist' as const }));

  protected play(): void {
    this.player.play(this.playable());
  }

  protected shuffle(): void {
    this.player.play({ kind: 'everything', query: this.filter(), title: $localize`Songs, shuffled` });
  }

  protected playFrom(song: SongView): void {
    this.player.playFrom(this.playable(), song);
  }

  private playable(): Playable {
    return { kind: 'tracks', query: this.inOrder(), title: this.name() };
  }
}
