import { NgTemplateOutlet } from '@angular/common';
import {
  afterRenderEffect,
  Component,
  computed,
  contentChild,
  DestroyRef,
  ElementRef,
  inject,
  input,
  signal,
  TemplateRef,
  untracked,
} from '@angular/core';
import { FailureNote } from './failure';
import type { GrowingList } from './paged-list';
import { columnsIn, windowRange } from './window-range';

/** Where items are awaited, so many are drawn as skeletons. */
const AWAITED = 48;
const OVERSCAN_ROWS = 3;

/**
 * Draws only what is in view of a list of any length, in a grid or, with `minColumnPx` 0, in rows; scrolls with the
 * page and loads on as its end comes near. Arrow keys move between the first links of the items.
 */
@Component({
  selector: 'px-virtual-grid',
  imports: [NgTemplateOutlet, FailureNote],
  template: `
    <div class="space" [style.height.px]="heightPx()">
      <ul
        [attr.aria-label]="label()"
        [attr.aria-busy]="list().isLoading()"
        [style.transform]="'translateY(' + range().firstRow * rowPx() + 'px)'"
        [style.grid-template-columns]="'repeat(' + columns() + ', minmax(0, 1fr))'"
        [style.grid-auto-rows.px]="rowPx() - gapPx()"
        [style.gap.px]="gapPx()"
      >
        @for (entry of drawn(); track entry.index) {
          <li [attr.data-index]="entry.index" [attr.aria-hidden]="entry.item === undefined ? true : null">
            @if (entry.item !== undefined) {
              <ng-container
                [ngTemplateOutlet]="itemTemplate()"
                [ngTemplateOutletContext]="{ $implicit: entry.item, index: entry.index }"
              />
            } @else if (minColumnPx() > 0) {
              <div class="skeleton square" [class.round]="isRound()"></div>
              <div class="skeleton line"></div>
              <div class="skeleton line short"></div>
            } @else {
              <div class="skeleton bar"></div>
            }
          </li>
        }
      </ul>
    </div>
    @if (list().failure(); as failure) {
      <px-failure [failure]="failure" (retried)="list().more()" />
    }
  `,
  host: { '(keydown)': 'moveFocus($event)' },
  styles: `
    :host {
      display: block;
    }
    .space {
      position: relative;
      contain: layout style;
    }
    ul {
      position: absolute;
      inset: 0 0 auto;
      display: grid;
    }
    li {
      min-width: 0;
    }
    .square {
      aspect-ratio: 1;
      border-radius: var(--radius-m);
    }
    .square.round {
      border-radius: 50%;
    }
    .line {
      height: 0.8rem;
      width: 75%;
      margin-top: var(--s3);
    }
    .line.short {
      width: 45%;
      margin-top: var(--s2);
    }
    .bar {
      height: calc(100% - 0.5rem);
      margin-block: 0.25rem;
    }
  `,
})
export class VirtualGrid<Item> {
  readonly list = input.required<GrowingList<Item>>();
  readonly label = input.required<string>();
  /** The least width of a card; 0 for rows. */
  readonly minColumnPx = input(0);
  /** Height of a row, or of what stands below the square of a card. */
  readonly extraPx = input.required<number>();
  readonly gapPx = input(0);
  readonly isRound = input(false);

  protected readonly itemTemplate = contentChild.required<TemplateRef<{ $implicit: Item; index: number }>>(TemplateRef);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly widthPx = signal(this.host.clientWidth || 800);
  private readonly view = signal({ scrolledPx: 0, viewPx: window.innerHeight });
  protected readonly columns = computed(() =>
    this.minColumnPx() > 0 ? Math.max(2, columnsIn(this.widthPx(), this.minColumnPx(), this.gapPx())) : 1,
  );
  protected readonly rowPx = computed(() => {
    const cell = this.minColumnPx() > 0 ? (this.widthPx() - (this.columns() - 1) * this.gapPx()) / this.columns() : 0;
    return cell + this.extraPx() + this.gapPx();
  });
  private readonly count = computed(() => {
    const isGrowing = !this.list().isComplete() && !this.list().failure();
    return this.list().items().length + (isGrowing ? AWAITED : 0);
  });
  protected readonly range = computed(
    () =>
      windowRange({
        ...this.view(),
        rowPx: this.rowPx(),
        columns: this.columns(),
        count: this.count(),
        overscan: OVERSCAN_ROWS,
      }),
    { equal: (a, b) => a.start === b.start && a.end === b.end && a.rows === b.rows },
  );
  protected readonly heightPx = computed(() => Math.max(0, this.range().rows * this.rowPx() - this.gapPx()));
  protected readonly drawn = computed(() => {
    const { start, end } = this.range();
    const items = this.list().items();
    return Array.from({ length: end - start }, (_, at) => ({ index: start + at, item: items[start + at] }));
  });

  constructor() {
    const measure = (): void => {
      this.view.set({ scrolledPx: -this.host.getBoundingClientRect().top, viewPx: window.innerHeight });
    };
    const observer = new ResizeObserver(() => {
      this.widthPx.set(this.host.clientWidth);
      measure();
    });
    observer.observe(this.host);
    window.addEventListener('scroll', measure, { passive: true });
    window.addEventListener('resize', measure, { passive: true });
    inject(DestroyRef).onDestroy(() => {
      observer.disconnect();
      window.removeEventListener('scroll', measure);
      window.removeEventListener('resize', measure);
    });
    afterRenderEffect(() => {
      const list = this.list();
      const isNearEnd = this.range().end + this.columns() * OVERSCAN_ROWS * 2 >= list.items().length;
      if (isNearEnd && !list.isComplete() && !list.isLoading() && !list.failure()) untracked(() => void list.more());
    });
  }

  /** Arrows go to the neighbour, Home and End to the ends of what is loaded. */
  protected moveFocus(event: KeyboardEvent): void {
    const from = (event.target as Element).closest('li')?.dataset['index'];
    if (from === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if ((event.target as Element).matches('input')) return;
    const steps: Partial<Record<string, number>> = {
      ArrowDown: this.columns(),
      ArrowUp: -this.columns(),
      ...(this.minColumnPx() > 0 && { ArrowRight: 1, ArrowLeft: -1 }),
    };
    const step = steps[event.key];
    const to = step === undefined ? -1 : Number(from) + step;
    if (to < 0 || to >= this.list().items().length) return;
    event.preventDefault();
    // Arrows seek elsewhere; here they have been used.
    event.stopPropagation();
    const target = this.host.querySelector<HTMLElement>(`li[data-index="${to}"] :is(a, button)`);
    target?.focus({ preventScroll: true });
    target?.closest('li')?.scrollIntoView({ block: 'nearest' });
  }
}
