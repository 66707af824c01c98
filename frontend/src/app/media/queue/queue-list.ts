import {
  afterNextRender,
  afterRenderEffect,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { GripVertical, X } from 'lucide';
import type { QueueItemView } from '../../core/api/types';
import { ChangedCovers } from '../../core/changed-covers';
import { plural } from '../../core/locale/formats';
import { Player } from '../../player/player';
import { PlayerQueue } from '../../player/player-queue';
import { clockTime } from '../../core/locale/time';
import { Cover } from '../../ui/cover';
import { followView } from '../../ui/list/follow-view';
import { FailureNote } from '../../ui/failure';
import { ListDrag } from '../../ui/list/list-drag';
import { ListPicks } from '../../ui/list/list-picks';
import { PickMark } from '../../ui/list/pick-mark';
import { between } from '../../ui/list/picks';
import { RovingFocus } from '../../ui/list/roving-focus';
import { Selection } from '../../ui/list/selection';
import { windowRange } from '../../ui/list/window-range';
import { MenuOn } from '../menu-on';
import { queueItemSubject, type QueueItemSubject } from '../subjects/subject';
import { placeOf, QueueDrag } from './queue-drag';
import { Label } from '../../ui/label';
import { Icon } from '../../ui/icon';

const ICONS = { gripVertical: GripVertical, x: X };

const ROW_REM = 3.5;
const OVERSCAN_ROWS = 8;
/** So much of what played is in view above the current item when the list opens. */
const PLAYED_IN_VIEW = 1;

interface Row {
  readonly item: QueueItemView;
  readonly index: number;
  readonly subject: QueueItemSubject;
}

/**
 * What played above, what plays, and what comes. Each can be jumped to, taken out, and moved: by its handle, or with
 * Alt and an arrow; those that are selected, together. Draws only what is in view.
 */
@Component({
  selector: 'px-queue-list',
  imports: [Label, Cover, FailureNote, MenuOn, PickMark, Icon],
  templateUrl: './queue-list.html',
  styleUrl: './queue-list.css',
  host: { '(keydown)': 'onKey($event)', '[class.selecting]': 'selection.count() > 0' },
})
export class QueueList {
  protected readonly icons = ICONS;
  protected readonly player = inject(Player);
  protected readonly queue = inject(PlayerQueue);
  protected readonly covers = inject(ChangedCovers);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');
  protected readonly clock = clockTime;
  protected readonly rowPx = ROW_REM * parseFloat(getComputedStyle(document.documentElement).fontSize || '16');
  private readonly seen = followView(() => this.list()?.nativeElement);
  protected readonly drag = new QueueDrag();
  protected readonly selection = inject(Selection);
  private readonly picks = new ListPicks({
    host: this.host,
    isOn: () => true,
    at: (index) => this.subjectAt(index),
    between: (from, to) =>
      Promise.resolve(between({ count: this.items().length, at: (at) => this.subjectAt(at) }, from, to)),
  });
  /** Lives as long as the list. */
  protected readonly dragOut = new ListDrag(this.host, ({ dataset }) => this.subjectAt(Number(dataset['index'])));
  private readonly focus = new RovingFocus({
    host: this.host,
    items: 'li',
    isGrid: () => false,
    columns: () => 1,
    count: () => this.items().length,
    indexOf: (row) => this.items().findIndex(({ itemId }) => itemId === row.dataset['item']),
    itemAt: (index) => this.rowOf(this.items()[index]?.itemId),
    entry: () => Math.max(0, this.currentIndex()),
    reveal: (index) => this.bringIntoView(index),
    key: (event, index, step) => this.picks.key(event, index, step),
  });
  /** What a screen reader hears of a move. */
  protected readonly told = signal('');
  private hasOpened = false;

  protected readonly items = computed(() => this.queue.items() ?? []);
  protected readonly currentIndex = computed(() => {
    const itemId = this.player.currentItem()?.itemId;
    return this.items().findIndex((item) => item.itemId === itemId);
  });
  private readonly range = computed(
    () => {
      const count = this.items().length;
      return windowRange({ ...this.seen.view(), rowPx: this.rowPx, columns: 1, count, overscan: OVERSCAN_ROWS });
    },
    { equal: (a, b) => a.start === b.start && a.end === b.end },
  );
  protected readonly drawn = computed(() => {
    const { start, end } = this.range();
    const row = (item: QueueItemView, index: number): Row => ({ item, index, subject: this.subjectOf(item) });
    const rows = this.items()
      .slice(start, end)
      .map((item, at) => row(item, start + at));
    const drag = this.drag.current();
    const dragged = drag && this.items()[drag.from];
    if (!dragged || (drag.from >= start && drag.from < end)) return rows;
    return [...rows, row(dragged, drag.from)];
  });

  constructor() {
    this.queue.watch();
    inject(DestroyRef).onDestroy(() => this.drag.cancel());
    afterRenderEffect(() => {
      if (this.currentIndex() < 0 || this.hasOpened) return;
      this.hasOpened = true;
      untracked(() => {
        this.scrollToCurrent();
        this.seen.measure();
      });
    });
  }

  private subjectOf(item: QueueItemView): QueueItemSubject {
    return queueItemSubject(item, () => this.player.jump(item));
  }

  private subjectAt(index: number): QueueItemSubject | undefined {
    const item = this.items()[index];
    return item && this.subjectOf(item);
  }

  protected topOf(index: number): number {
    const drag = this.drag.current();
    return drag?.from === index ? drag.topPx : placeOf(index, drag) * this.rowPx;
  }

  protected beginDrag(event: PointerEvent, { itemId }: QueueItemView, index: number): void {
    const list = this.list()?.nativeElement;
    if (!list) return;
    this.drag.begin(event, itemId, index, {
      list,
      scroller: scrollerOf(this.host),
      rowPx: this.rowPx,
      count: this.items().length,
      dropped: (dropped, to) => this.drop(dropped, to),
    });
  }

  /** With Alt, arrows take the row along. */
  protected onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const step = event.altKey ? { ArrowDown: 1, ArrowUp: -1 }[event.key] : undefined;
    const itemId = target.closest('li')?.dataset['item'];
    if (step === undefined || itemId === undefined || event.ctrlKey || event.metaKey || event.shiftKey) {
      this.focus.press(event);
      return;
    }
    event.preventDefault();
    const to = this.items().findIndex((item) => item.itemId === itemId) + step;
    if (to < 0 || to >= this.items().length) return;
    this.moveTo(itemId, to);
    this.focusAfterwards(itemId, target.dataset['part'] ?? 'jump', to);
  }

  /** A row that is selected takes the others that are with it. @param to place among all but that row */
  private drop(itemId: string, to: number): void {
    const selected = new Set(this.selection.items().map(({ id }) => id));
    if (!selected.has(itemId) || selected.size === 1) return this.moveTo(itemId, to);
    const behind = this.items()
      .filter((item) => item.itemId !== itemId)
      .slice(to);
    this.told.set(plural(selected.size, $localize`{COUNT, plural, one {# song moved.} other {# songs moved.}}`));
    void this.queue.move([...selected], behind.find((item) => !selected.has(item.itemId))?.itemId);
  }

  private moveTo(itemId: string, to: number): void {
    const rest = this.items().filter((item) => item.itemId !== itemId);
    const moved = this.items().find((item) => item.itemId === itemId);
    if (!moved) return;
    this.told.set($localize`${moved.track.title}:title:: place ${to + 1}:place: of ${rest.length + 1}:count:.`);
    void this.queue.move([itemId], rest[to]?.itemId);
  }

  private focusAfterwards(itemId: string, part: string, index: number): void {
    this.bringIntoView(index);
    afterNextRender(
      () => {
        this.rowOf(itemId)?.querySelector<HTMLElement>(`[data-part="${part}"]`)?.focus({ preventScroll: true });
      },
      { injector: this.injector },
    );
  }

  private rowOf(itemId: string | undefined): HTMLElement | undefined {
    if (itemId === undefined) return undefined;
    return this.host.querySelector<HTMLElement>(`li[data-item="${CSS.escape(itemId)}"]`) ?? undefined;
  }

  private bringIntoView(index: number): void {
    const list = this.list()?.nativeElement;
    const scroller = scrollerOf(this.host);
    if (!list) return;
    const isPage = scroller === document.documentElement;
    const view = isPage ? { top: 0, bottom: window.innerHeight } : scroller.getBoundingClientRect();
    const style = getComputedStyle(scroller);
    const top = list.getBoundingClientRect().top + index * this.rowPx;
    const above = view.top + (parseFloat(style.scrollPaddingTop) || 0) - top;
    const below = top + this.rowPx - (view.bottom - (parseFloat(style.scrollPaddingBottom) || 0));
    if (above > 0) scroller.scrollBy({ top: -above, behavior: 'instant' });
    else if (below > 0) scroller.scrollBy({ top: below, behavior: 'instant' });
  }

  private scrollToCurrent(): void {
    const row = this.currentIndex() - PLAYED_IN_VIEW;
    const list = this.list()?.nativeElement;
    if (row <= 0 || !list) return;
    const scroller = scrollerOf(this.host);
    const isPage = scroller === document.documentElement;
    const viewTop = isPage
      ? parseFloat(getComputedStyle(scroller).scrollPaddingTop) || 0
      : scroller.getBoundingClientRect().top;
    const top = list.getBoundingClientRect().top - viewTop + row * this.rowPx;
    scroller.scrollBy({ top, behavior: 'instant' });
  }
}

/** What scrolls the element: the nearest that does, else the page. */
function scrollerOf(element: HTMLElement): HTMLElement {
  for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement) {
    if (['auto', 'scroll'].includes(getComputedStyle(parent).overflowY)) return parent;
  }
  return document.documentElement;
}
