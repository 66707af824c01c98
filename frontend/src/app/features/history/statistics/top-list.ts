import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { TopItem, TopMeasure } from '../../../core/api/history-types';
import { Cover } from '../../../ui/cover';
import { counted, lengthInWords } from '../../../ui/format';
import { Roving } from '../../../ui/list/roving';
import { ListenActions } from '../journal/listen-actions';
import { ChartFrame, type DataTable } from './chart-frame';
import { statistic } from './statistic';
import type { Window } from './windows';
import { numberInWords } from '../../../core/locale/formats';

const FETCHED = 50;
const SHOWN_AT_FIRST = 10;

/** Who or what was heard most, each with a bar as long as its part of the first. */
@Component({
  selector: 'px-top-list',
  imports: [ChartFrame, Cover, RouterLink, Roving],
  template: `
    <px-chart-frame [heading]="heading()" [of]="top" [table]="table()" waitingHeight="32rem">
      <ol pxRoving="rows">
        @for (item of shown(); track item.rank) {
          <li>
            <span class="bar" [style.width.%]="partOf(item)" aria-hidden="true"></span>
            <span class="rank tabular">{{ item.rank }}</span>
            <px-cover
              [class.round]="kind() === 'artists'"
              [artworkId]="item.artworkId"
              [placeholder]="item.placeholder"
              [title]="item.title"
              [artist]="item.artist ?? ''"
              [hasWords]="false"
              sizes="40px"
            />
            <span class="words">
              @if (item.libraryId; as id) {
                @if (kind() === 'artists') {
                  <a class="name truncate" dir="auto" [routerLink]="['/artist', id]">{{ item.title }}</a>
                } @else {
                  <button
                    type="button"
                    class="name truncate"
                    dir="auto"
                    [attr.aria-label]="playing(item)"
                    (click)="actions.play(id)"
                  >
                    {{ item.title }}
                  </button>
                }
              } @else {
                <span class="name truncate" dir="auto">{{ item.title }}</span>
              }
              @if (item.artist) {
                <span class="by truncate" dir="auto">{{ item.artist }}</span>
              }
            </span>
            <span class="amount tabular">{{ amountOf(item) }}</span>
          </li>
        }
      </ol>
      @if (items().length > shown().length) {
        <button i18n type="button" class="button quiet" (click)="isLong.set(true)">Show {{ items().length }}</button>
      }
    </px-chart-frame>
  `,
  styles: `
    li {
      position: relative;
      display: grid;
      grid-template-columns: 1.6rem 2.5rem minmax(0, 1fr) auto;
      align-items: center;
      gap: var(--s3);
      min-height: 3.25rem;
      padding-inline: var(--s2) var(--s3);
    }
    .bar {
      position: absolute;
      inset: 2px auto 2px 0;
      border-radius: var(--radius-s);
      background: var(--accent-soft);
    }
    .rank {
      position: relative;
      color: var(--text-dim);
      font-size: var(--step--1);
      text-align: end;
    }
    px-cover {
      width: 2.5rem;
      border-radius: var(--radius-s);
    }
    px-cover.round {
      border-radius: 50%;
    }
    .words {
      position: relative;
      display: grid;
      justify-items: start;
      min-width: 0;
      line-height: 1.3;
    }
    .name {
      max-width: 100%;
      min-height: 1.5rem;
      line-height: 1.5rem;
      font-weight: 550;
      text-align: start;
    }
    :is(a, button).name:hover {
      text-decoration: underline;
      text-underline-offset: 0.18em;
    }
    .by {
      max-width: 100%;
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    .amount {
      position: relative;
      font-size: var(--step--1);
    }
    .button {
      margin-top: var(--s2);
    }
  `,
})
export class TopList {
  readonly kind = input.required<'artists' | 'tracks'>();
  readonly by = input.required<TopMeasure>();
  readonly window = input.required<Window>();

  protected readonly actions = inject(ListenActions);
  protected readonly isLong = signal(false);
  protected readonly heading = computed(() =>
    this.kind() === 'artists' ? $localize`Top artists` : $localize`Top tracks`,
  );
  protected readonly top = statistic('/api/v1/history/statistics/top', () => ({
    query: { ...this.window(), kind: this.kind(), by: this.by(), limit: FETCHED },
  }));
  protected readonly items = computed(() => this.top.value()?.items ?? []);
  protected readonly shown = computed(() => (this.isLong() ? this.items() : this.items().slice(0, SHOWN_AT_FIRST)));
  protected readonly table = computed(() => topTable(this.items()));

  protected playing({ title }: TopItem): string {
    return $localize`Play ${title}:title:`;
  }

  protected partOf(item: TopItem): number {
    const first = this.items()[0];
    const most = first ? this.valueOf(first) : 0;
    return most > 0 ? (100 * this.valueOf(item)) / most : 0;
  }

  protected amountOf(item: TopItem): string {
    return this.by() === 'time' ? lengthInWords(item.heardMs) : counted(item.listens, 'listen');
  }

  private valueOf({ listens, heardMs }: TopItem): number {
    return this.by() === 'time' ? heardMs : listens;
  }
}

/** A list of the most heard, as a table. */
export function topTable(items: readonly TopItem[]): DataTable {
  const hasArtist = items.some(({ artist }) => artist !== undefined);
  return {
    columns: [$localize`Name`, ...(hasArtist ? [$localize`Artist`] : []), $localize`Listens`, $localize`Time`],
    rows: items.map((item) => [
      `${item.rank}. ${item.title}`,
      ...(hasArtist ? [item.artist ?? ''] : []),
      numberInWords(item.listens),
      lengthInWords(item.heardMs),
    ]),
  };
}
