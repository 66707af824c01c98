import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ChevronDown, ExternalLink } from 'lucide';
import type { AlbumView, ArtistRef, TrackView } from '../../core/api/types';
import { coverColours } from '../../ui/colour';
import type { Playable } from '../../player/playable';
import { Player } from '../../player/player';
import { PageTitle } from '../../core/page-title';
import { ScanProgress } from '../../core/scan-progress';
import { ArtistLinks } from '../../media/artist-links';
import { Cover } from '../../ui/cover';
import { ChangedCovers } from '../../core/changed-covers';
import { CoverDrop } from '../../media/covers/cover-drop';
import { CreditList } from '../../media/credit-list';
import { creditsByRole } from '../../media/credits';
import { COVER_TRANSITION } from '../../media/cover-transition';
import { AlbumWaiting } from '../../media/album-waiting';
import { PageFailure } from '../../ui/page-failure';
import { dayInWords } from '../../core/locale/formats';
import { counted, dateInWords, formatInWords, lengthInWords, sizeInWords } from '../../ui/format';
import { HomeKeeping } from '../../media/home-keeping';
import { InlineEdit } from '../../ui/inline-edit';
import { ItemMenu } from '../../media/item-menu';
import { LibraryEdits } from '../../media/library-edits';
import { MenuOn } from '../../media/menu-on';
import { PLACEMENTS, Placements } from '../../media/placements';
import { PlayActions } from '../../media/play-actions';
import { KnownSources, settingOf } from '../../media/known-sources';
import { albumSubject, placementSubject, trackSubject, type TrackSubject } from '../../media/subjects/subject';
import { TrackRow } from '../../media/track-row';
import { inWorks, titleInWork } from '../../media/works';
import { query } from '../../core/api/query';
import { trackRows } from '../../media/looks';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { wholeList } from '../../ui/list/list-source';
import { Label } from '../../ui/label';
import { Icon } from '../../ui/icon';

const ICONS = { chevronDown: ChevronDown, externalLink: ExternalLink };

const MUSICBRAINZ_RELEASE = 'https://musicbrainz.org/release/';

/** One album: what it is, its tracks by disc, and where that is known from. */
@Component({
  selector: 'px-album-page',
  imports: [
    Label,
    AlbumWaiting,
    ArtistLinks,
    Cover,
    CoverDrop,
    CreditList,
    PageFailure,
    InlineEdit,
    List,
    ListItem,
    MenuOn,
    PlayActions,
    RouterLink,
    TrackRow,
    Icon,
  ],
  templateUrl: './album-page.html',
  styleUrl: '../../media/album-head.css',
  host: {
    class: 'page tinted',
    '[style.--accent-on-dark]': 'colours()?.onDark',
    '[style.--accent-on-light]': 'colours()?.onLight',
  },
})
export class AlbumPage {
  protected readonly icons = ICONS;
  /** Of the album, from the address. */
  readonly id = input.required<string>();

  protected readonly player = inject(Player);
  protected readonly menu = inject(ItemMenu);
  protected readonly home = inject(HomeKeeping);
  private readonly edits = inject(LibraryEdits);
  private readonly placements = inject(Placements);
  protected readonly sources = inject(KnownSources);
  protected readonly settingOf = settingOf;
  private readonly scans = inject(ScanProgress);
  private readonly covers = inject(ChangedCovers);
  private readonly title = inject(PageTitle);
  protected readonly asTrack = (track: TrackView): TrackSubject => trackSubject(track);
  /** What is selected on one disc stays when something on another is. */
  protected readonly tracksOfPage = {};
  /** What a disc is called that has no name. */
  protected readonly tracksInWords = $localize`Tracks`;
  protected readonly titleInWork = titleInWork;
  protected readonly transitionName = COVER_TRANSITION;
  protected readonly loaded = query('/api/v1/albums/{id}', () => ({ path: { id: this.id() } }), $localize`the album`);
  protected readonly album = this.loaded.value;
  /** What the menus are about: the album, and where it lives. */
  protected readonly subjects = computed(() => {
    const album = this.album();
    return (
      album && {
        album: albumSubject(album),
        placement: placementSubject(album),
        cover: { ...album, kind: 'album' as const },
      }
    );
  });
  private readonly artwork = query('/api/v1/artworks/{id}', () => {
    const id = this.album()?.artworkId;
    return id === undefined ? undefined : { path: { id } };
  });
  protected readonly colours = computed(() => {
    const artwork = this.artwork.value();
    return artwork && coverColours(artwork.swatches);
  });
  /** Each disc as lists, one for each work of several tracks and for what is between, and how its tracks are drawn: with artists where one differs. */
  protected readonly discs = computed(() => {
    const album = this.album();
    return (album?.discs ?? []).map((disc) => ({
      ...disc,
      runs: inWorks(disc.tracks).map((run) => ({ ...run, list: wholeList(run.tracks) })),
      look: trackRows(disc.tracks, (track) => album !== undefined && this.hasOtherArtist(track, album)),
    }));
  });
  private readonly tracks = computed(() => this.album()?.discs.flatMap((disc) => disc.tracks) ?? []);
  protected readonly isSounding = computed(
    () => this.player.isPlaying() && this.player.current()?.album.id === this.id(),
  );
  protected readonly placeName = computed(() => {
    const album = this.album();
    const place = album && this.placements.of(album);
    return PLACEMENTS.find(({ id }) => id === place)?.name ?? $localize`No place yet`;
  });
  protected readonly facts = computed(() => {
    const album = this.album();
    if (!album) return [];
    const facts = [counted(album.trackCount, 'track'), lengthInWords(album.durationMs)];
    return album.year === undefined ? facts : [String(album.year), ...facts];
  });
  protected readonly credits = computed(() => creditsByRole(this.tracks(), this.album()?.discs.length));
  protected readonly mostPlays = computed(() => Math.max(0, ...this.tracks().map(({ plays = 0 }) => plays)));
  /** `Heard 7 of 11 · 34 plays · last on 3 May 2026`. */
  protected readonly heard = computed(() => {
    const { plays = 0, lastHeardAtMs } = this.album()?.heard ?? {};
    const tracks = this.tracks();
    const heard = tracks.filter((track) => (track.plays ?? 0) > 0).length;
    const part = $localize`Heard ${heard}:heard: of ${tracks.length}:all:`;
    if (plays === 0 || lastHeardAtMs === undefined) return heard === 0 ? $localize`Never heard` : part;
    return `${part} · ${counted(plays, 'play')} · ${$localize`last on ${dayInWords(lastHeardAtMs)}:day:`}`;
  });
  protected readonly formatLine = computed(() => {
    const size = this.album()?.sizeBytes ?? 0;
    const parts = [formatInWords(this.tracks()), size > 0 ? sizeInWords(size) : undefined];
    return parts.filter((part) => part !== undefined).join(' · ');
  });
  protected readonly dates = computed(() => {
    const { releaseDate, originalDate } = this.album() ?? {};
    const dates: { name: string; words: string }[] = [];
    if (originalDate) dates.push({ name: $localize`First released`, words: dateInWords(originalDate) });
    if (releaseDate && releaseDate !== originalDate) {
      dates.push({
        name: originalDate ? $localize`This release` : $localize`Released`,
        words: dateInWords(releaseDate),
      });
    }
    return dates;
  });
  protected readonly musicBrainzUrl = computed(() => {
    const id = this.album()?.musicBrainzReleaseId;
    return id && MUSICBRAINZ_RELEASE + encodeURIComponent(id);
  });

  constructor() {
    const ended = this.scans.ended();
    effect(() => {
      // Its tracks may be others now: a file came or went, or was split.
      if (this.scans.ended() !== ended) untracked(() => this.loaded.reload());
    });
    const changes = this.covers.changes();
    effect(() => {
      if (this.covers.changes() !== changes) untracked(() => this.loaded.reload());
    });
    effect(() => {
      const album = this.album();
      if (album) this.title.set(`${album.title} · ${album.artist}`);
    });
  }

  protected play(): void {
    const [first] = this.tracks();
    if (this.player.current()?.album.id === this.id() && this.player.context()?.id === this.id()) this.player.toggle();
    else if (first) this.playFrom(first);
  }

  protected shuffle(): void {
    this.player.playShuffled(this.playable());
  }

  protected playFrom(track: TrackView): void {
    this.player.playFrom(this.playable(), track);
  }

  private playable(): Playable {
    return { kind: 'album', id: this.id(), title: this.album()?.title ?? '' };
  }

  protected namesOf(artists: readonly ArtistRef[]): string {
    return artists.map(({ name }) => name).join(', ');
  }

  protected hasOtherArtist(track: TrackView, album: AlbumView): boolean {
    return album.isCompilation || track.artist !== album.artist;
  }

  protected readonly saveTitle = async (title: string): Promise<void> => {
    this.loaded.set(await this.edits.editAlbum(this.id(), { title }));
  };
  protected readonly saveArtist = async (artist: string): Promise<void> => {
    this.loaded.set(await this.edits.editAlbum(this.id(), { artist }));
  };
  protected readonly revertTitle = async (): Promise<void> => {
    this.loaded.set(await this.edits.revertAlbum(this.id(), 'title'));
  };
  protected readonly revertArtist = async (): Promise<void> => {
    this.loaded.set(await this.edits.revertAlbum(this.id(), 'artist'));
  };

  protected saveTrack(id: string): (title: string) => Promise<void> {
    return async (title) => this.replace(await this.edits.renameTrack(id, title));
  }

  protected revertTrack(id: string): () => Promise<void> {
    return async () => this.replace(await this.edits.revertTrack(id));
  }

  private replace(track: TrackView): void {
    const album = this.album();
    if (!album) return;
    const discs = album.discs.map((disc) => ({
      ...disc,
      tracks: disc.tracks.map((each) => (each.id === track.id ? track : each)),
    }));
    this.loaded.set({ ...album, discs });
  }
}
