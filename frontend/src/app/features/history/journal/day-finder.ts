import { Component, computed, effect, inject, input, linkedSignal, output } from '@angular/core';
import { addDays, addYears, type Day, dayFrom, dayOf, isDay, yearOf } from '../shared/days';
import { ListeningDays } from '../shared/listening-days';
import { YearStrip } from './year-strip';

/** The ways to another day: a date, a few usual ones, and a year at a glance. */
@Component({
  selector: 'px-day-finder',
  imports: [YearStrip],
  template: `
    <label class="date">
      <span i18n>Go to a day</span>
      <input
        #date
        class="field tabular"
        type="date"
        [value]="here()"
        [min]="earliest()"
        [max]="today"
        (change)="goTo(date.value)"
      />
    </label>
    <div class="usual" role="group" i18n-aria-label aria-label="Usual days">
      @for (each of usual; track each.label) {
        <button type="button" class="chip" (click)="chosen.emit(each.day)">{{ each.label }}</button>
      }
    </div>
    <label class="year">
      <span i18n class="sr-only">Year of the squares</span>
      <select #years class="field tabular" (change)="year.set(+years.value)">
        @for (each of choices(); track each) {
          <option [value]="each" [selected]="each === year()">{{ each }}</option>
        }
      </select>
    </label>
    <px-year-strip
      [year]="year()"
      [days]="days.daysOf(year())"
      [here]="here()"
      [today]="today"
      (chosen)="chosen.emit($event)"
    />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--s3);
    }
    .date {
      display: grid;
      gap: var(--s1);
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    .field {
      width: 100%;
      color: var(--text);
      font-weight: 500;
    }
    .usual {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s1);
    }
    .chip {
      min-height: 1.75rem;
      padding: 0 0.6rem;
      border-radius: var(--radius-full);
      background: var(--hover);
      font-size: var(--step--1);
    }
    .chip:hover {
      background: var(--pressed);
    }
    @media (pointer: coarse) {
      .chip {
        min-height: 2.5rem;
        padding: 0 0.95rem;
      }
    }
  `,
})
export class DayFinder {
  /** The day that is in view. */
  readonly here = input.required<Day>();
  readonly chosen = output<Day>();

  protected readonly days = inject(ListeningDays);
  protected readonly today = dayOf(Date.now());
  protected readonly usual = [
    { label: $localize`Today`, day: this.today },
    { label: $localize`Last month`, day: addDays(this.today, -30) },
    { label: $localize`Last year`, day: addYears(this.today, -1) },
    { label: $localize`2 years ago`, day: addYears(this.today, -2) },
  ];
  /** Follows the journal until somebody chooses another. */
  protected readonly year = linkedSignal(() => yearOf(this.here()));
  protected readonly choices = computed(() => [...new Set([this.year(), ...this.days.years()])].sort((a, b) => b - a));
  protected readonly earliest = computed(() => {
    const year = this.days.years().at(-1);
    return year === undefined ? undefined : dayFrom(year, 1, 1);
  });

  constructor() {
    effect(() => void this.days.want(this.year()));
  }

  protected goTo(text: string): void {
    if (isDay(text)) this.chosen.emit(text);
  }
}
