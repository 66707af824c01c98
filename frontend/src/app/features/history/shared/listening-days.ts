import { computed, inject, Service, signal } from '@angular/core';
import type { DayTotals } from '../../../core/api/history-types';
import { type Day, yearOf } from './days';
import { Api } from '../../../core/api/api';

/** How much was heard on each day, loaded a year at a time when somebody wants to know. One for each page. */
@Service({ autoProvided: false })
export class ListeningDays {
  private readonly api = inject(Api);
  private readonly known = signal<ReadonlyMap<number, ReadonlyMap<Day, DayTotals>>>(new Map());
  private readonly listed = signal<readonly number[]>([]);
  private readonly asked = new Set<number>();

  /** Every year with listens, newest first; empty until the first answer. */
  readonly years = computed(() => [...this.listed()].sort((a, b) => b - a));

  /** Loads a year unless it is there. What does not come is asked for again the next time somebody wants it. */
  async want(year: number): Promise<void> {
    if (this.asked.has(year)) return;
    this.asked.add(year);
    try {
      const { years, days } = await this.api.read('/api/v1/history/days', { query: { year } });
      this.listed.set(years);
      this.known.update((known) => new Map(known).set(year, new Map(days.map((day) => [day.day, day]))));
    } catch {
      // The journal beside it says what is wrong; here only the numbers are missing.
      this.asked.delete(year);
    }
  }

  /** The days of a year on which something was heard; absent until they are loaded. */
  daysOf(year: number): ReadonlyMap<Day, DayTotals> | undefined {
    return this.known().get(year);
  }

  /** Absent while the year is not loaded, and on a silent day. */
  totalsOf(day: Day): DayTotals | undefined {
    return this.daysOf(yearOf(day))?.get(day);
  }
}
