import { Component, computed, input, signal } from '@angular/core';
import { counted, lengthInWords } from '../../../ui/format';
import { ChartFrame, type DataTable } from './chart-frame';
import { busiestHour, type ClockHour, clockGrid, hourInWords, shortWeekdays, weeklyHourInWords } from './clock-grid';
import { statistic } from './statistic';
import type { Window } from './windows';

/** The drawing's own units. */
const CELL = 20;

/** When in the week music is heard: an hour each, larger and darker the more. */
@Component({
  selector: 'px-listening-clock',
  imports: [ChartFrame],
  template: `
    <px-chart-frame i18n-heading heading="Listening clock" [of]="clock" [table]="table()" waitingHeight="13rem">
      <div class="plot" dir="ltr">
        <ul class="weekdays" aria-hidden="true">
          @for (name of weekdays; track name) {
            <li>{{ name }}</li>
          }
        </ul>
        <svg
          role="img"
          [attr.aria-label]="summary()"
          [attr.viewBox]="'0 0 ' + cell * 24 + ' ' + cell * 7"
          preserveAspectRatio="none"
          (pointerover)="point($event)"
          (pointerleave)="pointed.set(undefined)"
        >
          @for (row of grid(); track $index) {
            @for (hour of row; track hour.hour) {
              <g [attr.data-hour]="hour.weekday * 24 + hour.hour">
                <rect
                  class="ground"
                  rx="3"
                  [attr.x]="hour.hour * cell + 1"
                  [attr.y]="(hour.weekday - 1) * cell + 1"
                  [attr.width]="cell - 2"
                  [attr.height]="cell - 2"
                />
                @if (hour.part > 0) {
                  <rect
                    class="heard"
                    rx="2.5"
                    [attr.x]="hour.hour * cell + cell / 2 - sideOf(hour) / 2"
                    [attr.y]="(hour.weekday - 0.5) * cell - sideOf(hour) / 2"
                    [attr.width]="sideOf(hour)"
                    [attr.height]="sideOf(hour)"
                    [style.fill-opacity]="0.35 + 0.65 * hour.part"
                  />
                }
              </g>
            }
          }
        </svg>
        <ul class="hours tabular" aria-hidden="true">
          @for (hour of [0, 3, 6, 9, 12, 15, 18, 21]; track hour) {
            <li>{{ hour }}</li>
          }
        </ul>
      </div>
      <p class="note tabular">{{ note() }}</p>
    </px-chart-frame>
  `,
  styles: `
    .plot {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: var(--s1) var(--s2);
    }
    .weekdays,
    .hours {
      display: grid;
      color: var(--text-dim);
      font-size: var(--step--2);
    }
    .weekdays {
      grid-template-rows: repeat(7, 1fr);
      align-items: center;
    }
    .hours {
      grid-column: 2;
      grid-template-columns: repeat(8, 1fr);
    }
    svg {
      width: 100%;
      height: clamp(10rem, 18vw, 13rem);
    }
    .ground {
      fill: var(--hover);
    }
    .heard {
      fill: var(--accent);
    }
    g:hover .ground {
      stroke: var(--text);
      stroke-width: 1.5;
    }
    .note {
      min-height: 1.5em;
      margin-top: var(--s2);
      color: var(--text-dim);
      font-size: var(--step--1);
    }
  `,
})
export class ListeningClock {
  readonly window = input.required<Window>();
  protected readonly clock = statistic('/api/v1/history/statistics/clock', () => ({ query: this.window() }));
  protected readonly cell = CELL;
  protected readonly weekdays = shortWeekdays();
  protected readonly grid = computed(() => clockGrid(this.clock.value()?.cells ?? []));
  protected readonly summary = computed(() => {
    const hour = busiestHour(this.grid());
    return hour ? $localize`Most is heard on ${inWords(hour)}:hour:` : $localize`Nothing was heard.`;
  });
  protected readonly pointed = signal<ClockHour | undefined>(undefined);
  protected readonly note = computed(() => {
    const hour = this.pointed();
    return hour ? inWords(hour) : this.summary();
  });
  protected readonly table = computed<DataTable>(() => ({
    columns: [$localize`Hour`, ...this.weekdays],
    rows: this.clock.value()?.cells.length
      ? Array.from({ length: 24 }, (_, hour) => [
          hourInWords(hour),
          ...this.grid().map((row) => (row[hour]?.listens ? lengthInWords(row[hour].heardMs) : '–')),
        ])
      : [],
  }));

  /** The area tells the amount, so the side its root. */
  protected sideOf({ part }: ClockHour): number {
    return Math.max(4, (CELL - 2) * Math.sqrt(part));
  }

  protected point(event: Event): void {
    const key = Number((event.target as Element).closest<SVGElement>('[data-hour]')?.dataset['hour'] ?? NaN);
    const weekday = Math.floor(key / 24);
    this.pointed.set(this.grid()[weekday - 1]?.[key % 24]);
  }
}

function inWords(hour: ClockHour): string {
  return `${weeklyHourInWords(hour)}: ${lengthInWords(hour.heardMs)}, ${counted(hour.listens, 'listen')}`;
}
