import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { TrackView } from '../../core/api/types';
import { query } from '../../core/api/query';
import { PageTitle } from '../../core/page-title';
import { AlbumCard } from '../../media/album-card';
import { ArtistCard } from '../../media/artist-card';
import { ALBUM_CARDS, ARTIST_CARDS, TRACK_ROWS } from '../../media/looks';
import { PlayActions } from '../../media/play-actions';
import { PlaylistCard } from '../../media/playlist-card';
import { RemoteSaves } from '../../media/remote-saves';
import { SourceBadge } from '../../media/source-badge';
import { playableArtist } from '../../media/subjects/music-actions';
import {
  albumSubject,
  artistSubject,
  playlistSubject,
  trackSubject,
  type ArtistSubject,
  type TrackSubject,
} from '../../media/subjects/subject';
import { TrackRow } from '../../media/track-row';
import { Player } from '../../player/player';
import { Cover } from '../../ui/cover';
import { ArtistWaiting } from '../../media/artist-waiting';
import { PageFailure } from '../../ui/page-failure';
import { counted } from '../../ui/format';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { wholeList } from '../../ui/list/list-source';
import { SeenNote } from './seen-note';

type Part = 'albums' | 'tracks' | 'playlists' | 'artists';

/**
 * An artist of a source: all their albums, what is heard most of them, the playlists that they have made, and whom they publish where it
 * is a label.
 */
@Component({
  selector: 'px-remote-artist-page',
  imports: [
    ArtistWaiting,
    AlbumCard,
    ArtistCard,
    Cover,
    PageFailure,
    List,
    ListItem,
    PlayActions,
    PlaylistCard,
    RouterLink,
    SeenNote,
    SourceBadge,
    TrackRow,
  ],
  templateUrl: './remote-artist-page.html',
  styleUrl: '../../media/artist-head.css',
  host: { class: 'page' },
})
export class RemoteArtistPage {
  /** Of the artist at their source, from the address. */
  readonly id = input.required<string>();
  /** What is listed; by default what there is. */
  readonly part = input<Part | undefined>();

  protected readonly asTrack = (track: TrackView): TrackSubject => trackSubject(track);
  protected readonly asAlbum = albumSubject;
  protected readonly asPlaylist = playlistSubject;
  private readonly player = inject(Player);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  protected readonly saves = inject(RemoteSaves);
  protected readonly albumLook = ALBUM_CARDS;
  protected readonly trackLook = TRACK_ROWS;
  protected readonly artistLook = ARTIST_CARDS;
  protected readonly loaded = query('/api/v1/remote/artists/{id}', () => ({ path: { id: this.id() } }), 'the artist');
  protected readonly artist = this.loaded.value;
  protected readonly subject = computed(() => {
    const artist = this.artist();
    return artist && artistSubject(artist);
  });
  protected readonly parts = computed(() => {
    const { albums = [], tracks = [], playlists = [], artists = [] } = this.artist() ?? {};
    const parts: { part: Part; label: string; count: number }[] = [
      { part: 'albums', label: $localize`Albums`, count: albums.length },
      { part: 'tracks', label: $localize`Songs`, count: tracks.length },
      { part: 'playlists', label: $localize`Playlists`, count: playlists.length },
      { part: 'artists', label: $localize`Artists`, count: artists.length },
    ];
    return parts.filter(({ count }) => count > 0);
  });
  protected readonly chosen = computed<Part>(() => this.part() ?? this.parts()[0]?.part ?? 'albums');
  protected readonly dismissed = $localize`Dismissed`;
  protected readonly facts = computed(() => counted(this.artist()?.albums.length ?? 0, 'album'));
  protected readonly albums = computed(() => wholeList(this.artist()?.albums ?? []));
  protected readonly tracks = computed(() => wholeList(this.artist()?.tracks ?? []));
  protected readonly playlists = computed(() => wholeList(this.artist()?.playlists ?? []));
  protected readonly artists = computed(() => wholeList(this.artist()?.artists ?? []));

  constructor() {
    const before = this.saves.changes();
    effect(() => {
      if (this.saves.changes() !== before) untracked(() => this.loaded.reload());
    });
    effect(() => {
      const artist = this.artist();
      if (artist) this.title.set(artist.name);
    });
  }

  protected choose(part: Part): void {
    void this.router.navigate([], { queryParams: { part }, replaceUrl: true });
  }

  protected playAll(subject: ArtistSubject): void {
    this.player.play(playableArtist(subject));
  }

  protected shuffleAll(subject: ArtistSubject): void {
    this.player.playShuffled(playableArtist(subject));
  }

  protected playFrom(subject: ArtistSubject, track: TrackView): void {
    this.player.playFrom(playableArtist(subject), track);
  }
}
