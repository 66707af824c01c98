import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ArtistRef, TrackView } from '../../core/api/types';
import { PageTitle } from '../../core/page-title';
import { query } from '../../core/api/query';
import { ArtistLinks } from '../../media/artist-links';
import { COVER_TRANSITION } from '../../media/cover-transition';
import { trackRows } from '../../media/looks';
import { MenuOn } from '../../media/menu-on';
import { PlayActions } from '../../media/play-actions';
import { PLACEMENTS } from '../../media/placements';
import { RemoteSaves } from '../../media/remote-saves';
import { SourceBadge } from '../../media/source-badge';
import { albumSubject, trackSubject, type TrackSubject } from '../../media/subjects/subject';
import { TrackRow } from '../../media/track-row';
import type { Playable } from '../../player/playable';
import { Player } from '../../player/player';
import { coverColours } from '../../ui/colour';
import { Cover } from '../../ui/cover';
import { AlbumWaiting } from '../../media/album-waiting';
import { PageFailure } from '../../ui/page-failure';
import { counted, lengthInWords } from '../../ui/format';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { wholeList } from '../../ui/list/list-source';
import { SeenNote } from './seen-note';

const types = () => ({
  album: $localize`Album`,
  ep: $localize`EP`,
  single: $localize`Single`,
  audiobook: $localize`Audiobook`,
});

/** An album of a source: played as it is there, and saved with one press. */
@Component({
  selector: 'px-remote-album-page',
  imports: [
    AlbumWaiting,
    ArtistLinks,
    Cover,
    PageFailure,
    List,
    ListItem,
    MenuOn,
    PlayActions,
    RouterLink,
    SeenNote,
    SourceBadge,
    TrackRow,
  ],
  templateUrl: './remote-album-page.html',
  styleUrl: '../../media/album-head.css',
  host: {
    class: 'page tinted',
    '[style.--accent-on-dark]': 'colours()?.onDark',
    '[style.--accent-on-light]': 'colours()?.onLight',
  },
})
export class RemoteAlbumPage {
  /** Of the album at its source, from the address. */
  readonly id = input.required<string>();

  protected readonly asTrack = (track: TrackView): TrackSubject => trackSubject(track);
  protected readonly player = inject(Player);
  protected readonly saves = inject(RemoteSaves);
  private readonly title = inject(PageTitle);
  protected readonly transitionName = COVER_TRANSITION;
  protected readonly loaded = query('/api/v1/remote/albums/{id}', () => ({ path: { id: this.id() } }), 'the album');
  protected readonly album = this.loaded.value;
  protected readonly subject = computed(() => {
    const album = this.album();
    return album && albumSubject(album);
  });
  private readonly artwork = query('/api/v1/artworks/{id}', () => {
    const id = this.album()?.artworkId;
    return id === undefined ? undefined : { path: { id } };
  });
  protected readonly colours = computed(() => {
    const artwork = this.artwork.value();
    return artwork && coverColours(artwork.swatches);
  });
  protected readonly kind = computed(() => types()[this.album()?.type ?? 'album']);
  protected readonly list = computed(() => wholeList(this.album()?.tracks ?? []));
  protected readonly look = computed(() =>
    trackRows(this.album()?.tracks ?? [], (track) => this.hasOtherArtist(track)),
  );
  protected readonly isOff = computed(() => this.album()?.tracks.every(({ isMissing }) => isMissing) ?? true);
  protected readonly isSounding = computed(() => {
    const id = this.player.current()?.id;
    return this.player.isPlaying() && (this.album()?.tracks.some((track) => track.id === id) ?? false);
  });
  protected readonly facts = computed(() => {
    const album = this.album();
    if (!album) return '';
    const { tracks, trackCount, durationMs, year } = album;
    const isWhole = tracks.length >= trackCount;
    const all = counted(trackCount, 'track');
    const songs = isWhole ? all : $localize`${tracks.length}:here: of ${all}:all:`;
    return [...(year === undefined ? [] : [String(year)]), songs, lengthInWords(durationMs)].join(' · ');
  });
  /** Labels have pages as artists do. */
  protected readonly labelPage = computed((): ArtistRef[] => {
    const { name = '', id } = this.album()?.label ?? {};
    return id === undefined ? [] : [{ id, name, role: 'label' }];
  });
  /** Where it lives in the library, if anywhere. */
  protected readonly placeName = computed(
    () => PLACEMENTS.find(({ id }) => id === this.album()?.placement)?.name ?? '',
  );

  constructor() {
    const before = this.saves.changes();
    effect(() => {
      if (this.saves.changes() !== before) untracked(() => this.loaded.reload());
    });
    effect(() => {
      const album = this.album();
      if (album) this.title.set(`${album.title} · ${album.artist}`);
    });
  }

  protected play(): void {
    if (this.isSounding()) this.player.toggle();
    else this.player.play(this.playable());
  }

  protected shuffle(): void {
    this.player.playShuffled(this.playable());
  }

  protected playFrom(track: TrackView): void {
    this.player.playFrom(this.playable(), track);
  }

  protected hasOtherArtist(track: TrackView): boolean {
    return track.artist !== this.album()?.artist;
  }

  private playable(): Playable {
    return { kind: 'album', id: this.id(), title: this.album()?.title ?? '' };
  }
}
