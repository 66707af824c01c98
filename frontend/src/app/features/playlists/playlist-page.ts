import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { GripVertical } from 'lucide';
import type { PlaylistItemView, PlaylistView } from '../../core/api/playlist-types';
import { Api } from '../../core/api/api';
import { query } from '../../core/api/query';
import { dayInWords, plural } from '../../core/locale/formats';
import { PageTitle } from '../../core/page-title';
import { AlbumWaiting } from '../../media/album-waiting';
import { CoverDrop } from '../../media/covers/cover-drop';
import { TRACK_ROWS } from '../../media/looks';
import { Density } from '../../ui/list/density';
import { MenuOn } from '../../media/menu-on';
import { PlayActions } from '../../media/play-actions';
import { PlaylistArt } from '../../media/playlists/playlist-art';
import { contentInWords } from '../../media/playlists/playlist-words';
import { Playlists } from '../../media/playlists/playlists';
import { placeOf, QueueDrag } from '../../media/queue/queue-drag';
import { playlistItemSubject, playlistSubject, type PlaylistItemSubject } from '../../media/subjects/subject';
import { TrackRow } from '../../media/track-row';
import type { Playable } from '../../player/playable';
import { Player } from '../../player/player';
import { EmptyState } from '../../ui/empty-state';
import { InlineEdit } from '../../ui/inline-edit';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { PagedLists } from '../../ui/list/paged-list';
import { Selection } from '../../ui/list/selection';
import { PageFailure } from '../../ui/page-failure';
import { DescriptionEdit } from './description-edit';
import { OriginNote } from './origin-note';
import { ItemEdits, type EditedPlaylist } from './item-edits';
import { Label } from '../../ui/label';
import { Icon } from '../../ui/icon';

const ICONS = { gripVertical: GripVertical };

/**
 * A playlist of one's own: played, renamed, described, and put in order by its handles, or with Alt and an arrow. Draws only
 * what is in view of it.
 */
@Component({
  selector: 'px-playlist-page',
  imports: [
    Label,
    AlbumWaiting,
    CoverDrop,
    DescriptionEdit,
    EmptyState,
    InlineEdit,
    List,
    ListItem,
    MenuOn,
    OriginNote,
    PageFailure,
    PlayActions,
    PlaylistArt,
    RouterLink,
    TrackRow,
    Icon,
  ],
  templateUrl: './playlist-page.html',
  styleUrl: './playlist-page.css',
  host: { class: 'page', '(keydown)': 'onKey($event)' },
})
export class PlaylistPage {
  protected readonly icons = ICONS;
  /** Of the playlist, from the address. */
  readonly id = input.required<string>();

  private readonly api = inject(Api);
  private readonly lists = inject(PagedLists);
  private readonly edits = inject(ItemEdits);
  private readonly player = inject(Player);
  private readonly playlists = inject(Playlists);
  private readonly title = inject(PageTitle);
  private readonly injector = inject(Injector);
  private readonly rows = viewChild<ElementRef<HTMLElement>>('rows');
  protected readonly look = TRACK_ROWS;
  private readonly density = inject(Density);
  private readonly rowPx = computed(() => this.density.rowPx(this.look));
  protected readonly loaded = query(
    '/api/v1/playlists/{id}',
    () => ({ path: { id: this.id() } }),
    $localize`the playlist`,
  );
  protected readonly playlist = this.loaded.latest;
  /** Counts when its items are to be asked for anew. */
  private readonly version = signal(0);
  protected readonly list = computed(() => {
    this.version();
    return this.lists.at('/api/v1/playlists/{id}/items', {}, { id: this.id() });
  });
  protected readonly isEmpty = computed(() => this.list().isComplete() && this.list().items().length === 0);
  protected readonly subject = computed(() => playlistSubject({ id: this.id(), title: this.playlist()?.name ?? '' }));
  protected readonly facts = computed(() => {
    const playlist = this.playlist();
    return playlist ? contentInWords(playlist) : '';
  });
  protected readonly changed = computed(
    () => $localize` · changed ${dayInWords(this.playlist()?.changedAtMs ?? 0)}:day:`,
  );
  private readonly isReadOnly = computed(() => this.playlist()?.isReadOnly ?? false);
  protected readonly isSounding = computed(() => this.player.isPlaying() && this.player.context()?.id === this.id());
  private readonly selection = inject(Selection);
  private readonly changesOfAll = {
    removeAll: (itemIds: readonly string[]): void => this.remove(itemIds),
    moveAll: (itemIds: readonly string[], to: 'top' | 'end'): void => {
      this.moveTo(itemIds, to === 'top' ? 0 : Infinity);
    },
  };
  protected readonly drag = new QueueDrag();
  /** What a screen reader hears of a move. */
  protected readonly told = signal('');

  constructor() {
    inject(DestroyRef).onDestroy(() => this.drag.cancel());
    const before = this.playlists.changes();
    effect(() => {
      if (this.playlists.changes() !== before) untracked(() => void this.lookAgain());
    });
    effect(() => {
      const name = this.playlist()?.name;
      if (name !== undefined) this.title.set(name);
    });
  }

  protected readonly rename = async (name: string): Promise<void> => {
    this.loaded.set(await this.playlists.change(this.id(), { name }));
  };

  protected readonly describe = async (description: string): Promise<void> => {
    this.loaded.set(await this.playlists.change(this.id(), { description }));
  };

  /** Another tab may have changed it. What this one did is known already, and rows that are dragged stay where they are. */
  private async lookAgain(): Promise<void> {
    const known = this.playlist();
    const now = await this.api.read('/api/v1/playlists/{id}', { path: { id: this.id() } }).catch(() => undefined);
    const knownAtMs = this.playlist()?.changedAtMs ?? 0;
    if (!known || !now || now.id !== this.id() || now.changedAtMs < knownAtMs || this.drag.current()) return;
    // Another cover is no reason to ask for its items anew.
    if (now.changedAtMs === knownAtMs) this.loaded.set(now);
    else this.takeOver(now);
  }

  /** What is in it may be another, too. */
  protected takeOver(playlist: PlaylistView): void {
    this.loaded.set(playlist);
    this.version.update((version) => version + 1);
  }

  protected play(): void {
    if (this.isSounding()) this.player.toggle();
    else this.player.play(this.playable());
  }

  protected shuffle(): void {
    this.player.playShuffled(this.playable());
  }

  protected playFrom({ itemId, track }: PlaylistItemView): void {
    this.player.playFrom({ ...this.playable(), query: { itemId } }, track);
  }

  protected aboutItem(item: PlaylistItemView, at: number): PlaylistItemSubject {
    const { length } = this.list().items();
    if (this.isReadOnly()) return playlistItemSubject(item, () => this.playFrom(item), {});
    return playlistItemSubject(item, () => this.playFrom(item), {
      ...this.changesOfAll,
      remove: () => this.remove([item.itemId]),
      ...(at > 0 && { moveUp: () => this.moveTo([item.itemId], at - 1) }),
      ...(at < length - 1 && { moveDown: () => this.moveTo([item.itemId], at + 1) }),
    });
  }

  /** What a row is when it is selected. */
  protected readonly selectedAs = (item: PlaylistItemView): PlaylistItemSubject =>
    playlistItemSubject(item, () => this.playFrom(item), this.isReadOnly() ? {} : this.changesOfAll);

  /** Where a row is drawn while one is dragged: the others make room. */
  protected shiftOf(index: number): string | null {
    const drag = this.drag.current();
    if (!drag) return null;
    const px = drag.from === index ? drag.topPx - index * this.rowPx() : (placeOf(index, drag) - index) * this.rowPx();
    return px === 0 ? null : `translateY(${px}px)`;
  }

  protected beginDrag(event: PointerEvent, { itemId }: PlaylistItemView, index: number): void {
    const list = this.rows()?.nativeElement;
    if (!list) return;
    const source = this.list();
    this.drag.begin(event, itemId, index, {
      list,
      scroller: document.documentElement,
      rowPx: this.rowPx(),
      // More come while the row is taken down.
      get count() {
        return source.items().length;
      },
      dropped: (dropped, to) => this.drop(dropped, to),
    });
  }

  /** Alt and an arrow take the row along, Delete takes it out. */
  protected onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const index = Number(target.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? -1);
    const item = this.list().items()[index];
    if (!item || this.isReadOnly() || event.ctrlKey || event.metaKey || event.shiftKey || target.matches('input'))
      return;
    const step = event.altKey ? { ArrowDown: 1, ArrowUp: -1 }[event.key] : undefined;
    const isRemoval = event.key === 'Delete' && !event.altKey;
    if (step === undefined && !isRemoval) return;
    event.preventDefault();
    event.stopPropagation();
    if (isRemoval) {
      this.remove([item.itemId]);
      this.focusRow(Math.min(index, this.list().items().length - 1));
    } else if (step !== undefined && index + step >= 0 && index + step < this.list().items().length) {
      this.focusRow(this.moveTo([item.itemId], index + step));
    }
  }

  private remove(itemIds: readonly string[]): void {
    this.edits.remove(this.edited(), itemIds);
    this.selection.clear();
  }

  /** A row that is selected takes the others that are with it. @param to place among all but that row */
  private drop(itemId: string, to: number): void {
    const selected = this.selection.items().map(({ id }) => id);
    if (!selected.includes(itemId)) {
      this.moveTo([itemId], to);
      return;
    }
    const others = this.list()
      .items()
      .filter((item) => item.itemId !== itemId);
    const isAbove = ({ itemId: id }: PlaylistItemView): boolean => !selected.includes(id);
    this.moveTo(selected, others.slice(0, to).filter(isAbove).length);
  }

  private moveTo(itemIds: readonly string[], to: number): number {
    const [itemId] = itemIds;
    const moved = this.list()
      .items()
      .find((item) => item.itemId === itemId);
    const at = this.edits.move(this.edited(), itemIds, to);
    if (itemIds.length > 1)
      this.told.set(plural(itemIds.length, $localize`{COUNT, plural, one {# track moved.} other {# tracks moved.}}`));
    else if (moved) {
      const all = this.playlist()?.trackCount ?? at + 1;
      this.told.set($localize`${moved.track.title}:title:: place ${at + 1}:place: of ${all}:count:.`);
    }
    return at;
  }

  private focusRow(index: number): void {
    afterNextRender(
      () => {
        const row = this.rows()?.nativeElement.querySelector(`.item[data-index="${index}"]`);
        row?.querySelector<HTMLElement>('.handle')?.focus({ preventScroll: true });
        row?.scrollIntoView({ block: 'nearest' });
      },
      { injector: this.injector },
    );
  }

  private edited(): EditedPlaylist {
    return {
      id: this.id(),
      name: this.playlist()?.name ?? '',
      list: this.list(),
      changed: (playlist) => this.loaded.set(playlist),
    };
  }

  private playable(): Playable {
    return { kind: 'playlist', id: this.id(), title: this.playlist()?.name ?? $localize`Playlist` };
  }
}
