import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Play } from 'lucide';
import type { TrackView } from '../../core/api/types';
import { TRACK_ROWS } from '../../media/looks';
import { trackSubject, type TrackSubject } from '../../media/subjects/subject';
import { TrackRow } from '../../media/track-row';
import type { Playable } from '../../player/playable';
import { Player } from '../../player/player';
import { counted } from '../../ui/format';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import type { RowsLook } from '../../ui/list/list-look';
import { PagedLists } from '../../ui/list/paged-list';
import { Icon } from '../../ui/icon';

const ICONS = { play: Play };

const WORK_ROWS: RowsLook = { kind: 'rows', rowPx: 56 };

/** The pieces of music that somebody composed; of one that is chosen, all its recordings. */
@Component({
  selector: 'px-artist-works',
  imports: [List, ListItem, RouterLink, TrackRow, Icon],
  template: `
    @if (work(); as title) {
      <header>
        <a i18n class="link" [routerLink]="[]" [queryParams]="{ part: 'works' }">All works</a>
        <h2 class="section-title" dir="auto">{{ title }}</h2>
        <button type="button" class="button" (click)="play()">
          <svg [pxIcon]="icons.play" size="1em" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
          <ng-container i18n>Play</ng-container>
        </button>
      </header>
      <px-list [label]="title" [look]="trackLook" [selects]="asTrack">
        <px-track-row
          *pxListItem="let track of tracks()"
          [track]="track"
          [hasCover]="true"
          [hasAlbum]="true"
          (played)="playFrom(track)"
        />
      </px-list>
    } @else {
      <px-list i18n-label label="Works" [look]="workLook">
        <a
          *pxListItem="let each of works()"
          class="work"
          [routerLink]="[]"
          [queryParams]="{ part: 'works', work: each.title }"
        >
          <span class="name truncate" dir="auto">{{ each.title }}</span>
          <span i18n class="dim tabular"
            >{{ counted(each.trackCount, 'track') }} on {{ counted(each.albumCount, 'album') }}</span
          >
        </a>
      </px-list>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s2) var(--s4);
      margin-bottom: var(--s3);
    }
    h2 {
      flex: 1 1 20rem;
      min-width: 0;
      margin: 0;
      overflow-wrap: anywhere;
    }
    .work {
      display: grid;
      align-content: center;
      height: 56px;
      padding-inline: var(--s3);
      border-radius: var(--radius-s);
    }
    .work:hover {
      background: var(--hover);
    }
    .name {
      font-weight: 550;
    }
    .dim {
      color: var(--text-dim);
      font-size: var(--step--1);
    }
  `,
})
export class ArtistWorks {
  protected readonly icons = ICONS;
  readonly artistId = input.required<string>();
  /** The name of one of them. */
  readonly work = input<string>();

  private readonly player = inject(Player);
  private readonly lists = inject(PagedLists);
  protected readonly counted = counted;
  protected readonly workLook = WORK_ROWS;
  protected readonly trackLook = TRACK_ROWS;
  protected readonly asTrack = (track: TrackView): TrackSubject => trackSubject(track);
  protected readonly works = computed(() => this.lists.at('/api/v1/artists/{id}/works', {}, { id: this.artistId() }));
  /** Album by album, as they are played. */
  private readonly asked = computed(() => ({
    artistId: this.artistId(),
    work: this.work() ?? '',
    sort: 'album' as const,
  }));
  protected readonly tracks = computed(() => this.lists.at('/api/v1/tracks', this.asked()));

  protected play(): void {
    this.player.play(this.playable());
  }

  protected playFrom(track: TrackView): void {
    this.player.playFrom(this.playable(), track);
  }

  private playable(): Playable {
    return { kind: 'tracks', query: this.asked(), title: this.work() };
  }
}
