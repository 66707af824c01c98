import { Component, computed, input } from '@angular/core';
import { FailureNote } from '../../../ui/failure';
import { counted, lengthInWords } from '../../../ui/format';
import { shortDay } from '../shared/days';
import type { Statistic } from './statistic';
import type { HistorySummary } from '../../../core/api/history-types';
import { numberInWords, plural } from '../../../core/locale/formats';

/** The window in a few large numbers. */
@Component({
  selector: 'px-summary-numbers',
  imports: [FailureNote],
  template: `
    @if (of().failure(); as failure) {
      <px-failure [failure]="failure" (retried)="of().reload()" />
    } @else {
      <dl [attr.aria-busy]="of().isLoading()">
        @for (fact of facts(); track fact.name) {
          <div>
            <dt>{{ fact.name }}</dt>
            <dd class="number tabular">{{ fact.value }}</dd>
            <dd class="note tabular">{{ fact.note }}</dd>
          </div>
        }
      </dl>
    }
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: repeat(6, 1fr);
      gap: 1px;
      overflow: hidden;
      border-radius: var(--radius-l);
      background: var(--line);
    }
    div {
      display: grid;
      align-content: start;
      min-height: 7rem;
      padding: var(--s4) var(--s5);
      background: var(--bg-raised);
    }
    dt,
    .note {
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    /* Room for what is not known yet. */
    .note:last-child {
      min-height: 2lh;
    }
    .number {
      font-family: var(--font-display);
      font-size: clamp(var(--step-4), 2.6vw, var(--step-6));
      font-weight: 720;
      line-height: 1.2;
      letter-spacing: -0.025em;
      white-space: nowrap;
    }
    [aria-busy='true'] {
      opacity: 0.7;
    }
    @media (width < 1200px) {
      dl {
        grid-template-columns: repeat(3, 1fr);
      }
    }
    @media (width < 700px) {
      dl {
        grid-template-columns: 1fr 1fr;
      }
      div {
        min-height: 6.2rem;
        padding: var(--s3) var(--s4);
      }
    }
  `,
})
export class SummaryNumbers {
  readonly of = input.required<Statistic<HistorySummary>>();
  protected readonly facts = computed(() => {
    const it = this.of().value();
    const waiting = it === undefined;
    const share = it && it.listens > 0 ? Math.round((100 * it.newListens) / it.listens) : 0;
    return [
      {
        name: $localize`Heard`,
        value: waiting ? '…' : hours(it.heardMs),
        note: waiting ? '' : counted(it.listens, 'listen'),
      },
      { name: $localize`Artists`, value: waiting ? '…' : numberInWords(it.artists), note: '' },
      { name: $localize`Albums`, value: waiting ? '…' : numberInWords(it.albums), note: '' },
      {
        name: $localize`Tracks`,
        value: waiting ? '…' : numberInWords(it.tracks),
        note: waiting ? '' : plural(it.newTracks, $localize`{COUNT, plural, other {# never before}}`),
      },
      {
        name: $localize`New to you`,
        value: waiting ? '…' : `${share} %`,
        note: waiting ? '' : $localize`of all listens`,
      },
      {
        name: $localize`Days in a row`,
        value: waiting ? '…' : numberInWords(it.currentStreakDays),
        note: waiting ? '' : longestStreak(it),
      },
    ];
  });
}

function longestStreak({ longestStreakDays, longestStreakFrom }: HistorySummary): string {
  const days = counted(longestStreakDays, 'day');
  return longestStreakFrom === undefined
    ? $localize`${days}:days: at most`
    : $localize`${days}:days: at most, from ${shortDay(longestStreakFrom)}:day:`;
}

/** Minutes mean something in an evening, not in a year. */
function hours(milliseconds: number): string {
  const whole = Math.round(milliseconds / 3_600_000);
  return whole < 100 ? lengthInWords(milliseconds) : $localize`${numberInWords(whole)}:hours: h`;
}
