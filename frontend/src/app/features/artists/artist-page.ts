import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ExternalLink } from 'lucide';
import type { TrackView } from '../../core/api/types';
import { Player } from '../../player/player';
import { PageTitle } from '../../core/page-title';
import type { Role } from '../../media/credits';
import { ArtistWorks } from './artist-works';
import { AlbumCard } from '../../media/album-card';
import { ChangedCovers } from '../../core/changed-covers';
import { CoverDrop } from '../../media/covers/cover-drop';
import { Cover } from '../../ui/cover';
import { ArtistWaiting } from '../../media/artist-waiting';
import { PageFailure } from '../../ui/page-failure';
import { dayInWords } from '../../core/locale/formats';
import { counted } from '../../ui/format';
import { PlayActions } from '../../media/play-actions';
import { playableArtist } from '../../media/subjects/music-actions';
import {
  albumSubject,
  artistSubject,
  type ArtistSubject,
  trackSubject,
  type TrackSubject,
} from '../../media/subjects/subject';
import { TrackRow } from '../../media/track-row';
import { query } from '../../core/api/query';
import { ALBUM_CARDS, TRACK_ROWS } from '../../media/looks';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { PagedLists } from '../../ui/list/paged-list';
import { Icon } from '../../ui/icon';

const ICONS = { externalLink: ExternalLink };

const MUSICBRAINZ_ARTIST = 'https://musicbrainz.org/artist/';
/** A mosaic needs four different covers; with fewer, one is shown. */
const MOSAIC = 4;

type Part = 'own' | 'appears-on' | 'works' | 'tracks' | Role;

/** What somebody did in a part, for whom it is asked on their own page. */
const DID: Readonly<Record<Role, () => string>> = {
  composer: () => $localize`Composed`,
  lyricist: () => $localize`Wrote words`,
  arranger: () => $localize`Arranged`,
  conductor: () => $localize`Conducted`,
  performer: () => $localize`Performed`,
  producer: () => $localize`Produced`,
  engineer: () => $localize`Engineered`,
  mixer: () => $localize`Mixed`,
  remixer: () => $localize`Remixed`,
};

/** One artist: covers, everything played in one go, albums by date and all tracks. */
@Component({
  selector: 'px-artist-page',
  imports: [
    ArtistWaiting,
    ArtistWorks,
    AlbumCard,
    Cover,
    CoverDrop,
    PageFailure,
    List,
    ListItem,
    PlayActions,
    RouterLink,
    TrackRow,
    Icon,
  ],
  templateUrl: './artist-page.html',
  styleUrl: '../../media/artist-head.css',
  host: { class: 'page' },
})
export class ArtistPage {
  protected readonly icons = ICONS;
  /** Of the artist, from the address. */
  readonly id = input.required<string>();
  /** What is listed; by default what there is. */
  readonly part = input<Part | undefined>();
  /** The work whose recordings are listed, among what they composed. */
  readonly work = input<string>();

  private readonly player = inject(Player);
  private readonly lists = inject(PagedLists);
  private readonly router = inject(Router);
  private readonly covers = inject(ChangedCovers);
  private readonly title = inject(PageTitle);
  protected readonly asTrack = (track: TrackView): TrackSubject => trackSubject(track);
  protected readonly asAlbum = albumSubject;
  protected readonly albumLook = ALBUM_CARDS;
  protected readonly trackLook = TRACK_ROWS;
  protected readonly loaded = query('/api/v1/artists/{id}', () => ({ path: { id: this.id() } }), $localize`the artist`);
  protected readonly artist = this.loaded.value;
  /** What the menu is about, and what plays. */
  protected readonly subject = computed(() => {
    const artist = this.artist();
    return artist && artistSubject(artist);
  });
  private readonly pictured = query('/api/v1/albums', () => ({
    query: { artistId: this.id(), sort: 'year', limit: 12 },
  }));
  /** Nothing where a person chose a picture, which then stands there alone. */
  protected readonly mosaic = computed(() => {
    if (this.artist()?.hasOwnCover) return [];
    const albums = this.pictured.value()?.items ?? [];
    const distinct = [...new Map(albums.filter((a) => a.artworkId).map((album) => [album.artworkId, album])).values()];
    return distinct.length >= MOSAIC ? distinct.slice(0, MOSAIC) : distinct.slice(0, 1);
  });
  protected readonly parts = computed(() => {
    const artist = this.artist();
    const parts: { part: Part; label: string; count: number }[] = [
      { part: 'own', label: $localize`Albums`, count: artist?.albumCount ?? 0 },
      { part: 'appears-on', label: $localize`Appears on`, count: artist?.appearsOnCount ?? 0 },
      { part: 'works', label: $localize`Works`, count: artist?.workCount ?? 0 },
      ...(artist?.roles ?? []).map(({ role, albumCount }) => ({ part: role, label: DID[role](), count: albumCount })),
      { part: 'tracks', label: $localize`Tracks`, count: artist?.trackCount ?? 0 },
    ];
    return parts.filter(({ count }) => count > 0);
  });
  protected readonly chosen = computed<Part>(() => this.part() ?? this.parts()[0]?.part ?? 'own');
  protected readonly facts = computed(() => {
    const artist = this.artist();
    if (!artist) return '';
    const { albumCount, trackCount } = artist;
    const albums = albumCount > 0 ? [counted(albumCount, 'album')] : [];
    return [...albums, counted(trackCount, 'track')].join(' · ');
  });
  /** `34 plays · last heard on 3 May 2026`. */
  protected readonly heard = computed(() => {
    const { plays = 0, lastHeardAtMs } = this.artist()?.heard ?? {};
    if (plays === 0 || lastHeardAtMs === undefined) return $localize`Never heard`;
    return `${counted(plays, 'play')} · ${$localize`last heard on ${dayInWords(lastHeardAtMs)}:day:`}`;
  });
  protected readonly albums = computed(() => {
    const chosen = this.chosen();
    const which =
      chosen === 'own' || chosen === 'appears-on' || chosen === 'works' || chosen === 'tracks'
        ? { part: chosen === 'appears-on' ? chosen : ('own' as const) }
        : { role: chosen };
    return this.lists.at('/api/v1/albums', { artistId: this.id(), ...which, sort: 'year' });
  });
  protected readonly tracks = computed(() => this.lists.at('/api/v1/tracks', { artistId: this.id() }));
  protected readonly musicBrainzUrl = computed(() => {
    const id = this.artist()?.musicBrainzArtistId;
    return id && MUSICBRAINZ_ARTIST + encodeURIComponent(id);
  });

  constructor() {
    const changes = this.covers.changes();
    effect(() => {
      if (this.covers.changes() !== changes) untracked(() => this.reload());
    });
    effect(() => {
      const artist = this.artist();
      if (artist) this.title.set(artist.name);
    });
  }

  private reload(): void {
    this.loaded.reload();
    this.pictured.reload();
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
