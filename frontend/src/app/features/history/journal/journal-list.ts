import {
  afterRenderEffect,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { ListenView } from '../../../core/api/history-types';
import { followView } from '../../../ui/list/follow-view';
import { PickMark } from '../../../ui/list/pick-mark';
import { type Pickable, Picks } from '../../../ui/list/picks';
import { Roving } from '../../../ui/list/roving';
import { FailureNote } from '../../../ui/failure';
import { counted, lengthInWords } from '../../../ui/format';
import { matchesMedia } from '../../../ui/media-query';
import { type Day, dayInWords, dayOf, fullDay } from '../shared/days';
import { ListeningDays } from '../shared/listening-days';
import type { Journal } from './journal';
import { blocksWithin, type DrawnBlock, type JournalSizes, layOut, rowBelow, topOfRow } from './journal-layout';
import { listenSubject } from './listen-actions';
import { ListenRow } from './listen-row';

/** Skeletons drawn where more is awaited. */
const AWAITED_ROWS = 10;
/** Drawn beyond the view, and loaded beyond it, in heights of the view. */
const DRAWN_BEYOND = 0.6;
const LOADED_BEYOND = 2.5;

interface JournalRow {
  index: number;
  listen: ListenView;
}

/**
 * The journal, day by day, as far as anyone scrolls: only what is in view is drawn, the rest is height. What is in view
 * stays where it is whatever is added above it, because the place is kept as a row and a distance to it.
 */
@Component({
  selector: 'px-journal-list',
  imports: [FailureNote, ListenRow, PickMark, Picks, Roving],
  templateUrl: './journal-list.html',
  styleUrl: './journal-list.css',
  host: {
    '[style.--head-px]': 'sizes().headPx',
    '[style.--row-px]': 'sizes().rowPx',
  },
})
export class JournalList {
  readonly journal = input.required<Journal>();
  /** Whether it begins at a day that somebody chose, and not at the newest. */
  readonly isJump = input(false);
  /** What was looked for, to mark it. */
  readonly query = input('');
  /** Whether only part of each day is listed, so that the totals of the day would mislead. */
  readonly isFiltered = input(false);
  /** The day at the top of what is in view. */
  readonly seen = output<Day>();

  private readonly days = inject(ListeningDays);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly isNarrow = matchesMedia('(width < 700px)');
  private readonly today = dayOf(Date.now());
  private readonly listens = computed(() => this.journal().listens());
  protected readonly subjectOf = listenSubject;
  protected readonly picked = computed<Pickable>(() => {
    const listens = this.listens();
    const at: Pickable['at'] = (index) => listens[index] && listenSubject(listens[index]);
    return { count: listens.length, at };
  });
  protected readonly sizes = computed<JournalSizes>(() => {
    const [headPx, rowPx, gapPx] = this.isNarrow() ? [48, 76, 12] : [56, 58, 20];
    return { headPx, rowPx, gapPx, leadPx: this.journal().hasNewer() ? AWAITED_ROWS * rowPx : 0 };
  });
  private readonly blocks = computed(() =>
    layOut(
      this.listens().map(({ day }) => day),
      this.sizes(),
    ),
  );
  private readonly rowOf = computed(() => new Map(this.listens().map(({ id }, row) => [id, row])));
  private readonly view = signal<{ anchorId?: string; offsetPx: number; viewPx: number }>({
    offsetPx: 0,
    viewPx: window.innerHeight,
  });
  /** From the top of the list to the top of the view, as it should be with the rows that are there now. */
  private readonly scrolledPx = computed(() => {
    const { anchorId, offsetPx } = this.view();
    const row = anchorId === undefined ? undefined : this.rowOf().get(anchorId);
    return (row === undefined ? 0 : (topOfRow(this.blocks(), row, this.sizes()) ?? 0)) + offsetPx;
  });
  private readonly endPx = computed(() => {
    const last = this.blocks().at(-1);
    return last ? last.topPx + last.heightPx : this.sizes().leadPx;
  });
  protected readonly awaited = Array.from({ length: AWAITED_ROWS }, (_, at) => at);
  protected readonly heightPx = computed(
    () => this.endPx() + (this.journal().hasOlder() ? AWAITED_ROWS * this.sizes().rowPx : 0),
  );
  protected readonly endsAtPx = this.endPx;
  protected readonly drawn = computed(() => {
    const beyondPx = this.view().viewPx * DRAWN_BEYOND;
    const fromPx = this.scrolledPx() - beyondPx;
    return blocksWithin(this.blocks(), fromPx, this.scrolledPx() + this.view().viewPx + beyondPx, this.sizes());
  });
  private knownScrolledPx = 0;
  private placed?: Journal;

  constructor() {
    followView(
      () => this.host,
      () => this.measure(),
    );
    afterRenderEffect(() => {
      const journal = this.journal();
      if (!journal.hasBegun() || this.placed === journal) return;
      this.placed = journal;
      untracked(() => this.place());
    });
    afterRenderEffect(() => {
      const movedPx = this.scrolledPx() - this.knownScrolledPx;
      this.knownScrolledPx += movedPx;
      if (Math.abs(movedPx) >= 1) window.scrollBy({ top: movedPx, behavior: 'instant' });
    });
    afterRenderEffect(() => this.loadWhatIsNear());
  }

  protected rowsOf(block: DrawnBlock): JournalRow[] {
    const listens = this.listens().slice(block.from, block.to);
    return listens.map((listen, at) => ({ listen, index: block.from + at }));
  }

  protected dayWords(day: Day): string {
    return dayInWords(day, this.today);
  }

  protected fullWords(day: Day): string {
    return fullDay(day);
  }

  /** How much was heard on the day; empty until that is known. */
  protected amountOf(block: DrawnBlock): string {
    if (this.isFiltered()) return '';
    const totals = this.days.totalsOf(block.day);
    return totals ? `${counted(totals.listens, 'listen')} · ${lengthInWords(totals.heardMs)}` : '';
  }

  /** A chosen day begins below what sticks to the top; the newest with the head of the page above it. */
  private place(): void {
    this.view.update(({ viewPx }) => ({ offsetPx: 0, viewPx }));
    this.knownScrolledPx = this.scrolledPx();
    if (this.isJump() && this.journal().hasNewer()) {
      const top = this.host.getBoundingClientRect().top + this.sizes().leadPx - this.stickyPx();
      window.scrollBy({ top, behavior: 'instant' });
    }
    this.measure();
  }

  private measure(): void {
    const viewPx = window.innerHeight;
    const scrolledPx = -this.host.getBoundingClientRect().top;
    const linePx = scrolledPx + this.stickyPx() + this.sizes().headPx;
    // Below all rows, where more is awaited, the last one holds the place.
    const row = rowBelow(this.blocks(), linePx, this.sizes()) ?? this.listens().length - 1;
    const anchor = this.listens()[row];
    const topPx = topOfRow(this.blocks(), row, this.sizes()) ?? 0;
    this.knownScrolledPx = scrolledPx;
    this.view.set({ offsetPx: scrolledPx - topPx, viewPx, ...(anchor && { anchorId: anchor.id }) });
    if (anchor && this.placed === this.journal()) this.seen.emit(anchor.day);
  }

  private loadWhatIsNear(): void {
    const journal = this.journal();
    const { viewPx } = this.view();
    const nearPx = viewPx * LOADED_BEYOND;
    if (journal.isLoading() || journal.failure()) return;
    const isNearEnd = this.scrolledPx() + viewPx + nearPx > this.endPx();
    const isNearStart = this.scrolledPx() - nearPx < this.sizes().leadPx;
    if (journal.hasOlder() && isNearEnd) untracked(() => void journal.extend('older'));
    else if (journal.hasNewer() && isNearStart) untracked(() => void journal.extend('newer'));
  }

  /** Where the headings of days stick, from the top of the view. */
  private stickyPx(): number {
    return Number.parseFloat(getComputedStyle(this.host).scrollMarginTop) || 0;
  }
}
