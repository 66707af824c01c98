import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { PageTitle } from '../../core/page-title';
import type { FoundAlbum, FoundArtist, FoundPlaylist, TrackView } from '../../core/api/types';
import { AlbumCard } from '../../media/album-card';
import { ArtistCard } from '../../media/artist-card';
import { ALBUM_CARDS, ARTIST_CARDS, TRACK_ROWS } from '../../media/looks';
import { PlaylistCard } from '../../media/playlist-card';
import { KnownSources } from '../../media/known-sources';
import { albumSubject, playlistSubject, trackSubject, type TrackSubject } from '../../media/subjects/subject';
import { TrackRow } from '../../media/track-row';
import { Player } from '../../player/player';
import { EmptyState } from '../../ui/empty-state';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import type { ListSource } from '../../ui/list/list-source';
import { PagedLists } from '../../ui/list/paged-list';
import { LIBRARY } from './source-name';

/** What is listed, of the library and of any other source. */
const HEADINGS: Readonly<Record<Shown['section'], readonly [own: () => string, of: (source: string) => string]>> = {
  albums: [() => $localize`Albums of your library`, (source) => $localize`Albums of ${source}:source:`],
  artists: [() => $localize`Artists of your library`, (source) => $localize`Artists of ${source}:source:`],
  tracks: [() => $localize`Tracks of your library`, (source) => $localize`Tracks of ${source}:source:`],
  playlists: [() => $localize`Playlists of your library`, (source) => $localize`Playlists of ${source}:source:`],
};

type Shown =
  | { readonly section: 'albums'; readonly list: ListSource<FoundAlbum> }
  | { readonly section: 'artists'; readonly list: ListSource<FoundArtist> }
  | { readonly section: 'tracks'; readonly list: ListSource<TrackView> }
  | { readonly section: 'playlists'; readonly list: ListSource<FoundPlaylist> };

/** All of one kind that one source finds, as far as somebody scrolls. */
@Component({
  selector: 'px-source-results-page',
  imports: [AlbumCard, ArtistCard, EmptyState, List, ListItem, PlaylistCard, RouterLink, TrackRow],
  template: `
    <h1 class="page-title" tabindex="-1">{{ heading() }}</h1>
    <p class="back">
      <a i18n class="link" routerLink="/search" [queryParams]="{ q: q() }"
        >Everything found for “<bdi>{{ q() }}</bdi
        >”</a
      >
    </p>
    @if (isEmpty()) {
      <px-empty-state i18n-heading heading="Nothing found"
        ><p i18n>Try fewer words, or look elsewhere.</p></px-empty-state
      >
    } @else {
      @let shown = this.shown();
      @switch (shown.section) {
        @case ('albums') {
          <px-list [label]="heading()" [look]="albums" [selects]="asAlbum">
            <px-album-card *pxListItem="let album of shown.list" [album]="album" [query]="q()" />
          </px-list>
        }
        @case ('artists') {
          <px-list [label]="heading()" [look]="artists">
            <px-artist-card *pxListItem="let artist of shown.list" [artist]="artist" [query]="q()" />
          </px-list>
        }
        @case ('playlists') {
          <px-list [label]="heading()" [look]="albums" [selects]="asPlaylist">
            <px-playlist-card *pxListItem="let playlist of shown.list" [playlist]="playlist" [query]="q()" />
          </px-list>
        }
        @case ('tracks') {
          <px-list [label]="heading()" [look]="tracks" [selects]="asTrack">
            <px-track-row
              *pxListItem="let track of shown.list"
              [track]="track"
              [hasCover]="true"
              [hasAlbum]="true"
              [query]="q()"
              (played)="player.playTrack(track)"
            />
          </px-list>
        }
      }
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .back {
      margin: var(--s2) 0 var(--s5);
      color: var(--text-dim);
    }
  `,
  host: { class: 'page' },
})
export class SourceResultsPage {
  readonly q = input('', { transform: (value: string | undefined) => value?.trim() ?? '' });
  readonly source = input.required<string>();
  /** In the plural, as the address has it. */
  readonly section = input.required<string>();

  protected readonly asTrack = (track: TrackView): TrackSubject => trackSubject(track);
  protected readonly asAlbum = albumSubject;
  protected readonly asPlaylist = playlistSubject;
  protected readonly player = inject(Player);
  private readonly lists = inject(PagedLists);
  private readonly sources = inject(KnownSources);
  protected readonly albums = ALBUM_CARDS;
  protected readonly artists = ARTIST_CARDS;
  protected readonly tracks = TRACK_ROWS;
  protected readonly heading = computed(() => {
    const [own, of] = HEADINGS[this.shown().section];
    return this.source() === LIBRARY ? own() : of(this.sources.nameOf(this.source()));
  });
  protected readonly shown = computed<Shown>(() => {
    const [query, names] = [{ q: this.q() }, { sourceId: this.source() }];
    const section = this.section();
    switch (section) {
      case 'artists':
        return { section, list: this.lists.at('/api/v1/search/{sourceId}/artists', query, names) };
      case 'tracks':
        return { section, list: this.lists.at('/api/v1/search/{sourceId}/tracks', query, names) };
      case 'playlists':
        return { section, list: this.lists.at('/api/v1/search/{sourceId}/playlists', query, names) };
      default:
        return { section: 'albums', list: this.lists.at('/api/v1/search/{sourceId}/albums', query, names) };
    }
  });
  protected readonly isEmpty = computed(() => {
    const { list } = this.shown();
    return list.isComplete() && list.items().length === 0;
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.set(this.heading()));
  }
}
