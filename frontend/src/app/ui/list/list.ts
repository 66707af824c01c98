import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  afterRenderEffect,
  Component,
  computed,
  contentChild,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { FailureNote } from '../failure';
import { Density } from './density';
import { followView } from './follow-view';
import { gradually } from './gradually';
import { ListItem } from './list-item';
import type { Column, ListLook } from './list-look';
import { isSeekable } from './list-source';
import { ListDrag } from './list-drag';
import { ListPicks } from './list-picks';
import { MOST_SELECTED, type Selectable, Selection } from './selection';
import { PickMark } from './pick-mark';
import { RovingFocus } from './roving-focus';
import { columnsIn, scaledList, windowRange } from './window-range';

/** Where items are awaited, so many are drawn as skeletons. */
const AWAITED = 48;
const OVERSCAN_ROWS = 3;
/** Of the last column, which is the template's: room for a button. */
const ACTIONS_WIDTH = '2.75rem';

/**
 * Draws only what is in view of a list of any length, as cards, rows or a table; scrolls with the page and loads on as
 * its end comes near. One stop of the Tab key; arrows and the other keys of {@link RovingFocus} go on from there.
 */
@Component({
  selector: 'px-list',
  imports: [NgTemplateOutlet, FailureNote, PickMark, RouterLink],
  template: `
    <div
      [attr.role]="table() ? 'table' : null"
      [attr.aria-label]="table() ? label() : null"
      [attr.aria-rowcount]="rowCount()"
      [attr.aria-busy]="table() ? source().isLoading() : null"
    >
      @if (table(); as table) {
        <div class="heads" role="rowgroup">
          <div class="row head" role="row" [style.grid-template-columns]="tracks()">
            @for (column of shownColumns(); track column.title) {
              <span role="columnheader" [class.number]="column.isNumber" [attr.aria-sort]="sortOf(column)">
                @if (column.id) {
                  <button type="button" class="sort truncate" (click)="sorted.emit(column)">
                    {{ column.title }}
                    @if (sortOf(column); as order) {
                      <span aria-hidden="true">{{ order === 'ascending' ? '↑' : '↓' }}</span>
                    }
                  </button>
                } @else {
                  {{ column.title }}
                }
              </span>
            }
            <span role="columnheader"><span i18n class="sr-only">Actions</span></span>
          </div>
        </div>
      }
      <div class="space" [attr.role]="table() ? 'rowgroup' : null" [style.height.px]="heightPx()">
        <div
          class="window"
          [class.square-picks]="cards()"
          [class.awaited]="isAwaited()"
          [attr.role]="table() ? 'none' : 'list'"
          [attr.aria-label]="table() ? null : label()"
          [attr.aria-busy]="table() ? null : source().isLoading()"
          [style.transform]="'translateY(' + offsetPx() + 'px)'"
          [style.grid-template-columns]="'repeat(' + columns() + ', minmax(0, 1fr))'"
          [style.grid-auto-rows]="autoRows()"
          [style.gap.px]="gapPx()"
          (contextmenu)="askMenu($event)"
          (dblclick)="pressRow($event)"
        >
          @for (entry of drawn(); track entry.index) {
            <div
              class="item"
              [class.pickable]="selects() && entry.item !== undefined"
              [class.row]="table() && entry.item !== undefined"
              [class.current]="entry.item !== undefined && isCurrent(entry.item)"
              [attr.aria-current]="entry.item !== undefined && isCurrent(entry.item) ? 'true' : null"
              [attr.role]="table() ? 'row' : 'listitem'"
              [attr.aria-rowindex]="table() ? entry.index + 2 : null"
              [attr.data-index]="entry.index"
              [attr.aria-hidden]="entry.item === undefined ? true : null"
              [style.grid-template-columns]="table() && entry.item !== undefined ? tracks() : null"
            >
              @if (entry.item !== undefined) {
                @for (column of shownColumns(); track column.title) {
                  @let share = shareOf(column, entry.item);
                  <span
                    role="cell"
                    class="truncate"
                    dir="auto"
                    [class.number]="column.isNumber"
                    [class.measured]="share > 0"
                    [style.--share]="share || null"
                  >
                    @if (column.press; as press) {
                      <button
                        type="button"
                        class="press truncate"
                        [attr.aria-label]="press.name(entry.item)"
                        (click)="press.run(entry.item)"
                      >
                        {{ column.text(entry.item) }}
                      </button>
                    } @else if (column.link?.(entry.item); as link) {
                      <a [routerLink]="link">{{ column.text(entry.item) }}</a>
                    } @else {
                      {{ column.text(entry.item) }}
                    }
                  </span>
                }
                @if (table()) {
                  <span role="cell">
                    @if (selects()?.(entry.item); as thing) {
                      <px-pick-mark [thing]="thing" />
                    }
                    <ng-container
                      [ngTemplateOutlet]="each().template"
                      [ngTemplateOutletContext]="{ $implicit: entry.item, index: entry.index }"
                    />
                  </span>
                } @else {
                  @if (selects()?.(entry.item); as thing) {
                    <px-pick-mark [thing]="thing" />
                  }
                  <ng-container
                    [ngTemplateOutlet]="each().template"
                    [ngTemplateOutletContext]="{ $implicit: entry.item, index: entry.index }"
                  />
                }
              } @else if (cards(); as cards) {
                <div class="skeleton square" [class.round]="cards.isRound"></div>
                <div class="skeleton line"></div>
                <div class="skeleton line short"></div>
              } @else {
                <div class="skeleton bar"></div>
              }
            </div>
          }
        </div>
      </div>
    </div>
    @if (source().failure(); as failure) {
      <px-failure [failure]="failure" (retried)="source().more()" />
    }
  `,
  host: { '(keydown)': 'focus.press($event)', '[class.selecting]': 'selection.count() > 0' },
  styleUrl: './list.css',
})
export class List<Item> {
  readonly label = input.required<string>();
  readonly look = input.required<ListLook<Item>>();
  /** As what an item is selected; absent where items cannot be. */
  readonly selects = input<(item: Item) => Selectable>();
  /** Lists with the same one are selected from together; absent: from this one alone. */
  readonly together = input<object>();
  /** The head of a column was pressed. */
  readonly sorted = output<Column<Item>>();
  /** The menu of a row of a table is asked for. */
  readonly menu = output<{ readonly item: Item; readonly event: MouseEvent }>();

  protected readonly each = contentChild.required<ListItem<Item>>(ListItem);
  protected readonly source = computed(() => this.each().pxListItemOf());
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly density = inject(Density);
  private readonly view = followView(() => this.host).view;
  private readonly widthPx = computed(() => this.view().widthPx);
  protected readonly cards = computed(() => {
    const look = this.look();
    if (look.kind !== 'cards') return undefined;
    return { ...look, minColumnPx: look.minColumnPx * this.density.coverScale() };
  });
  protected readonly table = computed(() => {
    const look = this.look();
    return look.kind === 'table' ? look : undefined;
  });
  protected readonly shownColumns = computed(() => {
    const widthPx = this.widthPx() ?? 0;
    return this.table()?.columns.filter(({ fromPx = 0 }) => widthPx >= fromPx) ?? [];
  });
  /** Of what columns measure, in all that is loaded. */
  private readonly most = computed(() => {
    const items = this.source().items();
    const most = new Map<Column<Item>, number>();
    for (const column of this.shownColumns()) {
      const { amount } = column;
      if (amount) most.set(column, items.reduce((most, item) => Math.max(most, amount(item)), 0)); // prettier-ignore
    }
    return most;
  });
  protected readonly tracks = computed(() =>
    [...this.shownColumns().map(({ width }) => width), ACTIONS_WIDTH].join(' '),
  );
  protected readonly rowCount = computed(() => {
    if (!this.table()) return null;
    return this.source().isComplete() ? this.count() + 1 : -1;
  });
  protected readonly gapPx = computed(() => this.cards()?.gapPx ?? 0);
  protected readonly columns = computed(() => {
    const cards = this.cards();
    return cards ? Math.max(2, columnsIn(this.widthPx() ?? 0, cards.minColumnPx, cards.gapPx)) : 1;
  });
  protected readonly rowPx = computed(() => {
    const look = this.look();
    if (look.kind !== 'cards') return this.density.rowPx(look);
    const squarePx = ((this.widthPx() ?? 0) - (this.columns() - 1) * look.gapPx) / this.columns();
    return squarePx + look.captionPx + look.gapPx;
  });
  /** A row may grow while something in it is edited. */
  protected readonly autoRows = computed(() =>
    this.cards() ? `${this.rowPx() - this.gapPx()}px` : `minmax(${this.rowPx()}px, auto)`,
  );
  private readonly seekable = computed(() => {
    const source = this.source();
    return isSeekable(source) ? source : undefined;
  });
  private readonly count = computed(() => {
    const count = this.seekable()?.count();
    if (count !== undefined) return count;
    const isGrowing = !this.source().isComplete() && !this.source().failure();
    return this.source().items().length + (isGrowing ? AWAITED : 0);
  });
  protected readonly range = computed(
    () =>
      windowRange({
        ...this.view(),
        scrolledPx: this.scaled().scrolledPx,
        rowPx: this.rowPx(),
        columns: this.columns(),
        // Nothing can be laid out before the width is known.
        count: this.widthPx() === undefined ? 0 : this.count(),
        overscan: OVERSCAN_ROWS,
      }),
    { equal: (a, b) => a.start === b.start && a.end === b.end && a.rows === b.rows },
  );
  /** Of a list that is higher than an element can be. */
  private readonly scaled = computed(() => {
    const { scrolledPx, viewPx } = this.view();
    const rows = Math.ceil(this.count() / this.columns());
    return scaledList(rows * this.rowPx() - this.gapPx(), scrolledPx, viewPx);
  });
  protected readonly heightPx = computed(() => (this.widthPx() === undefined ? 0 : this.scaled().heightPx));
  protected readonly offsetPx = computed(() => this.scaled().placeOf(this.range().firstRow * this.rowPx()));
  private readonly inRange = computed(() => {
    const { start, end } = this.range();
    return Array.from({ length: Math.max(0, end - start) }, (_, at) => ({
      index: start + at,
      item: this.itemAt(start + at),
    }));
  });
  protected readonly drawn = gradually(this.inRange, this.columns);
  protected readonly isAwaited = computed(() => {
    const drawn = this.drawn();
    return drawn.length > 0 && drawn.every(({ item }) => item === undefined);
  });

  protected readonly selection = inject(Selection);
  private readonly picks = new ListPicks({
    host: this.host,
    isOn: () => this.selects() !== undefined,
    together: () => this.together(),
    at: (index) => this.selectedAt(index),
    between: async (from, to) => {
      const last = Math.min(to, from + MOST_SELECTED - 1);
      const items =
        (await this.seekable()?.between(from, last)) ??
        this.source()
          .items()
          .slice(from, last + 1);
      return items.flatMap((item) => this.selects()?.(item) ?? []);
    },
  });

  /** Lives as long as the list. */
  protected readonly drag = new ListDrag(this.host, ({ dataset }) => this.selectedAt(Number(dataset['index'])));

  protected readonly focus = new RovingFocus({
    host: this.host,
    items: '.item',
    isGrid: () => this.cards() !== undefined,
    columns: () => this.columns(),
    // What is awaited at the end of a list that grows is nowhere to go to.
    count: () => this.seekable()?.count() ?? this.source().items().length,
    indexOf: (item) => Number(item.dataset['index']),
    itemAt: (index) => this.host.querySelector<HTMLElement>(`.item[data-index="${index}"]`) ?? undefined,
    // Before anything is laid out, what it lists need not be there either.
    entry: () =>
      this.widthPx() === undefined
        ? 0
        : Math.ceil(Math.max(0, this.scaled().scrolledPx) / this.rowPx()) * this.columns(),
    reveal: (index) => this.scrollTo(index),
    key: (event, index, step) => this.picks.key(event, index, step),
  });

  constructor() {
    afterRenderEffect(() => {
      const source = this.source();
      if (this.widthPx() === undefined) return;
      const seekable = this.seekable();
      if (seekable) {
        const { start, end } = this.range();
        untracked(() => seekable.need(start, end));
        return;
      }
      const isNearEnd = this.range().end + this.columns() * OVERSCAN_ROWS * 2 >= source.items().length;
      if (isNearEnd && !source.isComplete() && !source.isLoading() && !source.failure()) {
        untracked(() => void source.more());
      }
    });
  }

  /** Scrolls there, once it is as high as it will be. */
  show(index: number): void {
    afterNextRender({ read: () => this.scrollTo(index) }, { injector: this.injector });
  }

  /** Absent while it is not loaded. */
  private itemAt(index: number): Item | undefined {
    const seekable = this.seekable();
    return seekable ? seekable.at(index) : this.source().items()[index];
  }

  private selectedAt(index: number): Selectable | undefined {
    const item = this.itemAt(index);
    return item === undefined ? undefined : this.selects()?.(item);
  }

  protected sortOf({ id }: Column<Item>): 'ascending' | 'descending' | null {
    const sorted = this.table()?.sorted;
    if (id === undefined || sorted?.id !== id) return null;
    return sorted.isDescending ? 'descending' : 'ascending';
  }

  /** Of the most that is known of the list: 0 to 1. */
  protected shareOf(column: Column<Item>, item: Item): number {
    const most = this.most().get(column) ?? 0;
    return most > 0 ? (column.amount?.(item) ?? 0) / most : 0;
  }

  protected isCurrent(item: Item): boolean {
    return this.table()?.isCurrent?.(item) ?? false;
  }

  protected askMenu(event: MouseEvent): void {
    const item = this.rowOf(event);
    if (item !== undefined) this.menu.emit({ item, event });
  }

  /** A double click anywhere on a row does what its pressed column does. */
  protected pressRow(event: MouseEvent): void {
    const item = this.rowOf(event);
    if (item === undefined || (event.target as Element).closest('a, button, input')) return;
    this.shownColumns()
      .find(({ press }) => press)
      ?.press?.run(item);
  }

  /** What stands in the row of a table that an event came from. */
  private rowOf({ target }: Event): Item | undefined {
    const row = (target as Element).closest<HTMLElement>('.item.row');
    return row ? this.itemAt(Number(row.dataset['index'])) : undefined;
  }

  /** So that what is at that place is drawn, below what sticks to the top. */
  private scrollTo(index: number): void {
    const space = this.host.querySelector('.space');
    if (!space) return;
    const row = Math.floor(index / this.columns());
    const top = space.getBoundingClientRect().top + this.scaled().scrollOf(row * this.rowPx());
    const { scrollPaddingTop } = getComputedStyle(document.documentElement);
    window.scrollBy({ top: top - (parseFloat(scrollPaddingTop) || 0), behavior: 'instant' });
  }
}
