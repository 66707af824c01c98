import { Component, computed, effect, inject, input } from '@angular/core';
import { Api } from '../../core/api/api';
import type { ListedTrackView, TrackView } from '../../core/api/types';
import { query } from '../../core/api/query';
import { datesWith, numberInWords } from '../../core/locale/formats';
import { PageTitle } from '../../core/page-title';
import { TRACK_ROWS } from '../../media/looks';
import { MenuOn } from '../../media/menu-on';
import { PlayActions } from '../../media/play-actions';
import { SourceBadge } from '../../media/source-badge';
import { playlistSubject, trackSubject, type TrackSubject } from '../../media/subjects/subject';
import { TrackRow } from '../../media/track-row';
import type { Playable } from '../../player/playable';
import { Player } from '../../player/player';
import { Cover } from '../../ui/cover';
import { AlbumWaiting } from '../../media/album-waiting';
import { PageFailure } from '../../ui/page-failure';
import { counted } from '../../ui/format';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { PagedList } from '../../ui/list/paged-list';
import { SeenNote } from './seen-note';

/** Short: it stands beside the artist, on phones too. */
const DAY = datesWith({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A playlist of a source, as long as it is. Of one's own, what the source does not give now follows as it was seen last. */
@Component({
  selector: 'px-remote-playlist-page',
  imports: [AlbumWaiting, Cover, PageFailure, List, ListItem, MenuOn, PlayActions, SeenNote, SourceBadge, TrackRow],
  templateUrl: './remote-playlist-page.html',
  styleUrl: '../../media/album-head.css',
  host: { class: 'page' },
})
export class RemotePlaylistPage {
  /** Of the playlist at its source, from the address. */
  readonly id = input.required<string>();

  private readonly api = inject(Api);
  private readonly player = inject(Player);
  private readonly title = inject(PageTitle);
  protected readonly asTrack = (track: TrackView): TrackSubject => trackSubject(track);
  protected readonly look = TRACK_ROWS;
  protected readonly loaded = query(
    '/api/v1/remote/playlists/{id}',
    () => ({ path: { id: this.id() } }),
    $localize`the playlist`,
  );
  protected readonly page = this.loaded.value;
  protected readonly name = computed(() => this.page()?.playlist?.title ?? $localize`Playlist`);
  protected readonly subject = computed(() => playlistSubject({ id: this.id(), title: this.name() }));
  protected readonly sourceId = computed(() => this.id().slice(0, this.id().indexOf(':')));
  /** Begins with the page that the head was read from. */
  protected readonly list = computed(() => {
    const id = this.id();
    const first = this.page();
    return new PagedList<ListedTrackView>((cursor) =>
      cursor === undefined && first
        ? Promise.resolve(first)
        : this.api.read('/api/v1/remote/playlists/{id}', {
            path: { id },
            query: cursor === undefined ? {} : { cursor },
          }),
    );
  });
  /** Of those that have come: what the source gives now, and what the list is only known to have. */
  private readonly given = computed(
    () =>
      this.list()
        .items()
        .filter(({ seenAtMs }) => seenAtMs === undefined).length,
  );
  private readonly hasKnown = computed(() => this.given() < this.list().items().length);
  /** The source has come to its end, and has not given as many as it says. */
  protected readonly isShort = computed(() => {
    const told = this.page()?.playlist?.trackCount ?? 0;
    return this.given() < told && (this.hasKnown() || this.list().isComplete());
  });
  protected readonly facts = computed(() => {
    const { owner, trackCount } = this.page()?.playlist ?? {};
    const all = trackCount === undefined ? undefined : counted(trackCount, 'track');
    const given = numberInWords(this.given());
    const tracks = all !== undefined && this.isShort() ? $localize`${given}:here: of ${all}:all:` : all;
    return [owner, tracks].filter((part) => part !== undefined).join(' · ');
  });
  protected readonly shortNote = computed(() =>
    this.hasKnown()
      ? $localize`The source does not give the other tracks now. They follow as they were seen last.`
      : $localize`The source does not give the other tracks.`,
  );
  protected readonly isSounding = computed(() => this.player.isPlaying() && this.player.context()?.id === this.id());

  constructor() {
    effect(() => {
      if (this.page()) this.title.set(this.name());
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

  protected lastSeen({ seenAtMs }: ListedTrackView): string {
    return seenAtMs === undefined ? '' : $localize`Last seen on ${DAY(seenAtMs)}:day:`;
  }

  private playable(): Playable {
    return { kind: 'playlist', id: this.id(), title: this.name() };
  }
}
