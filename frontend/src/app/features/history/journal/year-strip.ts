import { Component, computed, ElementRef, inject, input, linkedSignal, output, signal } from '@angular/core';
import { datesWith } from '../../../core/locale/formats';
import type { DayTotals } from '../../../core/api/history-types';
import { counted, lengthInWords } from '../../../ui/format';
import { addDays, type Day, dayFrom, fullDay, yearOf } from '../shared/days';
import { busyDay, darkness, type MonthSpan, monthSpans, weeksOf } from './year-weeks';
import { Label } from '../../../ui/label';

const MONTH = datesWith({ month: 'short', timeZone: 'UTC' });
const MONTH_OF_YEAR = datesWith({ month: 'short', year: 'numeric', timeZone: 'UTC' });
const NOTHING: ReadonlyMap<Day, DayTotals> = new Map();

/**
 * A year as small squares, a row for each week, newest at the top as in the journal; the darker, the more was heard.
 * One stop of the Tab key: arrows move over the days, Enter goes there.
 */
@Component({
  selector: 'px-year-strip',
  imports: [Label],
  template: `
    <div class="months">
      @for (span of months(); track span.month) {
        <!-- Of a month that has only begun there is no room for a name that can be hit. -->
        @if (span.rows > 2) {
          <button
            type="button"
            [style.grid-row]="span.row + ' / span ' + span.rows"
            [attr.aria-label]="monthOfYear(span)"
            (click)="chosen.emit(span.lastDay)"
          >
            {{ monthName(span) }}
          </button>
        }
      }
    </div>
    <div
      class="weeks"
      dir="ltr"
      role="grid"
      tabindex="0"
      i18n-pxLabel
      pxLabel="Days of {{ year() }}, arrow keys move, Enter goes there"
      [attr.aria-activedescendant]="id(active())"
      (keydown)="move($event)"
      (click)="choose($event)"
      (pointerover)="point($event)"
      (pointerleave)="pointed.set(undefined)"
    >
      @for (week of squares(); track $index) {
        <div role="row" class="week">
          @for (square of week; track $index) {
            @if (square.day; as day) {
              <span
                role="gridcell"
                class="day"
                [id]="id(day)"
                [class.active]="day === active()"
                [class.here]="day === here()"
                [class.future]="day > today()"
                [attr.data-day]="day"
                [attr.aria-label]="words(day)"
                [style.--heard]="square.heard"
              ></span>
            } @else {
              <span role="gridcell" class="day none"></span>
            }
          }
        </div>
      }
    </div>
    <p class="note tabular" aria-hidden="true">{{ words(pointed() ?? active()) }}</p>
  `,
  styleUrl: './year-strip.css',
})
export class YearStrip {
  readonly year = input.required<number>();
  readonly days = input<ReadonlyMap<Day, DayTotals> | undefined>();
  /** The day that is in view elsewhere on the page. */
  readonly here = input.required<Day>();
  readonly today = input.required<Day>();
  readonly chosen = output<Day>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly weeks = computed(() => weeksOf(this.year(), this.today()));
  protected readonly months = computed(() => monthSpans(this.year(), this.weeks()));
  protected readonly squares = computed(() => {
    const days = this.days() ?? NOTHING;
    const busyMs = busyDay([...days.values()].map(({ heardMs }) => heardMs));
    return this.weeks().map((week) =>
      week.map((day) => {
        const heard = darkness(day === undefined ? 0 : (days.get(day)?.heardMs ?? 0), busyMs);
        return { day, heard: `${Math.round(heard * 100)}%` };
      }),
    );
  });
  /** Where the arrow keys stand. */
  protected readonly active = linkedSignal<Day>(() => {
    const inYear = yearOf(this.here()) === this.year() ? this.here() : dayFrom(this.year(), 12, 31);
    return inYear > this.today() ? this.today() : inYear;
  });
  protected readonly pointed = signal<Day | undefined>(undefined);

  protected monthName({ lastDay }: MonthSpan): string {
    return MONTH(Date.parse(lastDay));
  }

  protected monthOfYear({ lastDay }: MonthSpan): string {
    return MONTH_OF_YEAR(Date.parse(lastDay));
  }

  protected id(day: Day): string {
    return `px-day-${day}`;
  }

  protected words(day: Day): string {
    const totals = this.days()?.get(day);
    const amount = totals
      ? `${lengthInWords(totals.heardMs)}, ${counted(totals.listens, 'listen')}`
      : $localize`silence`;
    return `${fullDay(day)}: ${this.days() === undefined ? '…' : amount}`;
  }

  protected point(event: Event): void {
    this.pointed.set(dayAt(event));
  }

  protected choose(event: Event): void {
    const day = dayAt(event);
    if (day !== undefined && day <= this.today()) this.chosen.emit(day);
  }

  protected move(event: KeyboardEvent): void {
    const from = this.active();
    const to: Partial<Record<string, Day>> = {
      ArrowUp: addDays(from, 7),
      ArrowDown: addDays(from, -7),
      ArrowLeft: addDays(from, -1),
      ArrowRight: addDays(from, 1),
      PageUp: addDays(from, 28),
      PageDown: addDays(from, -28),
      Home: dayFrom(this.year(), 1, 1),
      End: dayFrom(this.year(), 12, 31),
      Enter: from,
      ' ': from,
    };
    const day = to[event.key];
    if (day === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    // Arrows seek and Space pauses elsewhere; here they have been used.
    event.stopPropagation();
    if (event.key === 'Enter' || event.key === ' ') this.chosen.emit(day);
    else if (yearOf(day) === this.year()) {
      this.active.set(day > this.today() ? this.today() : day);
      this.host.querySelector(`#${this.id(this.active())}`)?.scrollIntoView({ block: 'nearest' });
    }
  }
}

function dayAt(event: Event): Day | undefined {
  return (event.target as Element).closest<HTMLElement>('[data-day]')?.dataset['day'];
}
