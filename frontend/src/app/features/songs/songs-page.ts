import { Component, computed, DestroyRef, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Ellipsis, Play, Shuffle, X } from 'lucide';
import { query } from '../../core/api/query';
import type { SongView } from '../../core/api/types';
import { ScanProgress } from '../../core/scan-progress';
import { ItemMenu } from '../../media/item-menu';
import { genreChoice } from '../../media/list-frame';
import { TRACK_ROWS } from '../../media/looks';
import { MenuButton } from '../../media/menu-button';
import {
  filterChoices,
  type FilterChoice,
  type FilterParam,
  isDescendingFirst,
  queryOf,
  readFilter,
  type SongSort,
} from '../../media/song-filters';
import { trackSubject, type TrackSubject } from '../../media/subjects/subject';
import { TrackRow } from '../../media/track-row';
import type { Playable } from '../../player/playable';
import { Player } from '../../player/player';
import { EmptyState } from '../../ui/empty-state';
import { counted } from '../../ui/format';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import type { Column, ListLook } from '../../ui/list/list-look';
import { PagedLists } from '../../ui/list/paged-list';
import { orderAfterPress, sortedBy } from '../../ui/list/sorted';
import { matchesMedia } from '../../ui/media-query';
import { ColumnMenu } from './column-menu';
import { ShelfBar } from './shelf-bar';
import { ChosenColumns, SONG_COLUMNS, UNSORTED } from './song-columns';
import { ChosenInView } from '../../ui/chosen-in-view';
import { Icon } from '../../ui/icon';

const ICONS = {
  ellipsis: Ellipsis,
  play: Play,
  shuffle: Shuffle,
  x: X,
};

/** Who types pauses for so long before the list follows. */
const TYPING_MS = 250;
const sorts = (): readonly { readonly id: SongSort; readonly title: string }[] => [
  { id: 'title', title: $localize`Title` },
  { id: 'artist', title: $localize`Artist` },
  { id: 'album', title: $localize`Album` },
  { id: 'year', title: $localize`Newest release` },
  { id: 'added', title: $localize`Recently added` },
  { id: 'plays', title: $localize`Most played` },
  { id: 'heard', title: $localize`Last heard` },
  { id: 'length', title: $localize`Length` },
];
const text = (value: string | undefined): string => value ?? '';

/** Every song. The address is the state: words, filters and order. */
@Component({
  selector: 'px-songs-page',
  imports: [ChosenInView, ColumnMenu, EmptyState, List, ListItem, MenuButton, RouterLink, ShelfBar, TrackRow, Icon],
  templateUrl: './songs-page.html',
  styleUrl: './songs-page.css',
  host: { class: 'page' },
})
export class SongsPage {
  protected readonly icons = ICONS;
  readonly q = input('', { transform: text });
  readonly genre = input('', { transform: text });
  readonly decade = input('', { transform: text });
  readonly format = input('', { transform: text });
  readonly place = input('', { transform: text });
  readonly heart = input('', { transform: text });
  readonly heard = input('', { transform: text });
  readonly added = input('', { transform: text });
  /** Id of the artist. */
  readonly artist = input('', { transform: text });
  readonly sort = input('', { transform: text });
  /** `asc` or `desc`; absent: what suits the sort. */
  readonly order = input('', { transform: text });

  private readonly lists = inject(PagedLists);
  private readonly player = inject(Player);
  private readonly router = inject(Router);
  private readonly menu = inject(ItemMenu);
  private readonly columns = inject(ChosenColumns);
  private readonly scans = inject(ScanProgress);
  private readonly isWide = matchesMedia('(width >= 700px)');
  private typing?: ReturnType<typeof setTimeout>;

  protected readonly sorts = sorts();
  protected readonly isTable = this.isWide;
  protected readonly filter = computed(() =>
    readFilter({
      q: this.q(),
      genre: this.genre(),
      decade: this.decade(),
      format: this.format(),
      place: this.place(),
      heart: this.heart(),
      heard: this.heard(),
      added: this.added(),
      artist: this.artist(),
    }),
  );
  protected readonly isFiltered = computed(() => Object.keys(this.filter()).length > 0);
  protected readonly sorted = computed(() => {
    const sort = this.sorts.find(({ id }) => id === this.sort())?.id ?? 'title';
    return sortedBy(sort, this.order(), isDescendingFirst(sort));
  });
  private readonly genres = genreChoice(this.genre);
  protected readonly choices = computed<readonly FilterChoice[]>(() => {
    const { label, options } = this.genres();
    return [{ param: 'genre', label, options }, ...filterChoices()];
  });
  private readonly artistLoaded = query('/api/v1/artists/{id}', () => {
    const id = this.filter().artist;
    return id === undefined ? undefined : { path: { id } };
  });
  protected readonly artistShown = computed(() => {
    const id = this.filter().artist;
    return id === undefined ? undefined : { name: this.artistLoaded.value()?.name ?? $localize`One artist` };
  });

  protected readonly asked = computed(() => {
    const { id: sort, isDescending } = this.sorted();
    return { ...queryOf(this.filter()), sort, order: isDescending ? ('desc' as const) : ('asc' as const) };
  });
  protected readonly list = computed(() => {
    // What a scan found belongs into it.
    this.scans.ended();
    return this.lists.anywhere('/api/v1/tracks', this.asked());
  });
  protected readonly count = computed(() => this.list().count());
  protected readonly countWords = computed(() => {
    const count = this.count();
    return count === undefined ? '' : counted(count, 'song');
  });
  protected readonly look = computed<ListLook<SongView>>(() => {
    if (!this.isTable()) return TRACK_ROWS;
    const chosen = this.columns.ids();
    const current = this.player.current()?.id;
    return {
      kind: 'table',
      rowPx: 44,
      compactPx: 34,
      columns: [this.title, ...SONG_COLUMNS.filter(({ id }) => chosen.includes(id)).map(sortable)],
      sorted: this.sorted(),
      isCurrent: ({ id }) => id === current,
    };
  });
  private readonly title: Column<SongView> = {
    id: 'title',
    title: $localize`Title`,
    width: 'minmax(0, 3fr)',
    text: ({ title }) => title,
    press: {
      run: (song) => this.playFrom(song),
      name: ({ title, artist }) => $localize`Play ${title}:title:, ${artist}:artist:`,
    },
  };

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.typing));
  }

  protected readonly subjectOf = (song: SongView): TrackSubject => trackSubject(song, () => this.playFrom(song));

  protected play(): void {
    this.player.play(this.playable());
  }

  /** All that fits, each once before any comes again, without an end. */
  protected shuffle(): void {
    const title = this.isFiltered() ? $localize`Songs, shuffled` : $localize`Everything, shuffled`;
    this.player.play({ kind: 'everything', query: queryOf(this.filter()), title });
  }

  protected playFrom(song: SongView): void {
    if (!song.isMissing) this.player.playFrom(this.playable(), song);
  }

  protected openMenu(song: SongView, event: MouseEvent): void {
    event.preventDefault();
    const row = event.currentTarget as HTMLElement;
    // The menu key has no place of its own.
    const isKey = event.clientX === 0 && event.clientY === 0;
    const at = isKey ? (event.target as Element) : { x: event.clientX, y: event.clientY };
    void this.menu.open(this.subjectOf(song), at, row.querySelector('button') ?? row);
  }

  protected type(words: string): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.choose('q', words.trim()), TYPING_MS);
  }

  protected choose(param: FilterParam, value: string): void {
    this.go({ [param]: value || null });
  }

  /** By that column, or the other way round where it is sorted by it. */
  protected sortBy(id = 'title'): void {
    const sort = this.sorts.find((each) => each.id === id)?.id ?? 'title';
    const order = orderAfterPress(this.sorted(), sort, isDescendingFirst(sort));
    this.go({ sort: sort === 'title' ? null : sort, order });
  }

  private playable(): Playable {
    return { kind: 'tracks', query: this.asked(), title: $localize`Songs` };
  }

  private go(queryParams: Record<string, string | null>): void {
    window.scrollTo({ top: 0 });
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}

/** Whether its head sorts. */
function sortable(column: (typeof SONG_COLUMNS)[number]): Column<SongView> {
  if (!UNSORTED.includes(column.id)) return column;
  const { id: _, ...rest } = column;
  return rest;
}
