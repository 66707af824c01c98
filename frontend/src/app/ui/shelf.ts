import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { ChevronLeft, ChevronRight } from 'lucide';
import { isRightToLeft } from './direction';
import { Density } from './list/density';
import { type Pickable, Picks } from './list/picks';
import { Roving } from './list/roving';
import { Icon } from './icon';

const ICONS = { chevronLeft: ChevronLeft, chevronRight: ChevronRight };

/** A heading, with what is put `pxBeside` it, over a row of cards that scrolls sideways: by trackpad, finger, arrow keys or its two buttons. */
@Component({
  selector: 'px-shelf',
  imports: [Picks, Roving, RouterLink, Icon],
  host: { '[style.--cover-scale]': 'density.coverScale()' },
  template: `
    <section [attr.aria-label]="heading()">
      <header>
        <h2 class="section-title">
          @if (link(); as to) {
            <a class="all" [routerLink]="to" [queryParams]="query()">{{ heading() }}</a>
          } @else {
            {{ heading() }}
          }
        </h2>
        <ng-content select="[pxBeside]" />
        <span class="steps" [class.needless]="fits()">
          <button
            type="button"
            class="icon-button"
            [disabled]="atStart()"
            i18n-aria-label
            aria-label="Scroll back"
            (click)="step(-1)"
          >
            <svg [pxIcon]="icons.chevronLeft" size="20" aria-hidden="true"></svg>
          </button>
          <button
            type="button"
            class="icon-button"
            [disabled]="atEnd()"
            i18n-aria-label
            aria-label="Scroll on"
            (click)="step(1)"
          >
            <svg [pxIcon]="icons.chevronRight" size="20" aria-hidden="true"></svg>
          </button>
        </span>
      </header>
      <div
        #row
        class="row"
        pxRoving="cards"
        [pxPicks]="picks()"
        [together]="together()"
        role="group"
        [attr.aria-label]="heading()"
        (scroll)="look()"
      >
        <ng-content />
      </div>
    </section>
  `,
  styles: `
    :host {
      display: block;
      margin-top: var(--s8);
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--s4);
      min-height: 2.5rem;
      margin-bottom: var(--s2);
    }
    .all:hover {
      text-decoration: underline;
      text-underline-offset: 0.15em;
    }
    .steps {
      display: flex;
    }
    .needless {
      visibility: hidden;
    }
    .row {
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: clamp(8.75rem * min(var(--cover-scale), 1), 42vw, 11.5rem * var(--cover-scale));
      gap: var(--s5);
      margin-inline: calc(-1 * var(--gutter));
      padding: var(--s2) var(--gutter);
      overflow: auto hidden;
      overscroll-behavior-x: contain;
      scroll-snap-type: x proximity;
      scroll-padding-inline: var(--gutter);
      scrollbar-width: none;
    }
    .row ::ng-deep > * {
      scroll-snap-align: start;
    }
    .steps svg:dir(rtl) {
      scale: -1 1;
    }
    @media (pointer: coarse) {
      .steps {
        display: none;
      }
    }
  `,
})
export class Shelf {
  protected readonly icons = ICONS;
  protected readonly density = inject(Density);
  readonly heading = input.required<string>();
  /** Where all of it is. */
  readonly link = input<string>();
  readonly query = input<Record<string, string>>({});
  /** What of its cards can be selected; absent: none. */
  readonly picks = input<Pickable>();
  /** Lists with the same one are selected from together. */
  readonly together = input<object>();
  private readonly row = viewChild.required<ElementRef<HTMLElement>>('row');
  protected readonly atStart = signal(true);
  protected readonly atEnd = signal(true);
  protected readonly fits = computed(() => this.atStart() && this.atEnd());

  constructor() {
    const destroyed = inject(DestroyRef);
    // Whether there is more to see depends on the width and on how many cards have come.
    afterNextRender(() => {
      const row = this.row().nativeElement;
      const sizes = new ResizeObserver(() => this.look());
      const cards = new MutationObserver(() => this.look());
      sizes.observe(row);
      cards.observe(row, { childList: true });
      destroyed.onDestroy(() => {
        sizes.disconnect();
        cards.disconnect();
      });
    });
  }

  protected step(direction: 1 | -1): void {
    const row = this.row().nativeElement;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const toEnd = isRightToLeft(row) ? -1 : 1;
    row.scrollBy({ left: toEnd * direction * row.clientWidth * 0.8, behavior: isStill ? 'auto' : 'smooth' });
  }

  protected look(): void {
    const { scrollLeft, clientWidth, scrollWidth } = this.row().nativeElement;
    this.atStart.set(Math.abs(scrollLeft) < 4);
    this.atEnd.set(Math.abs(scrollLeft) + clientWidth > scrollWidth - 4);
  }
}
