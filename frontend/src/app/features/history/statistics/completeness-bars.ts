import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AlbumCompleteness } from '../../../core/api/history-types';
import { Cover } from '../../../ui/cover';
import { ChartFrame, type DataTable } from './chart-frame';
import { statistic } from './statistic';
import type { Window } from './windows';
import { numberInWords } from '../../../core/locale/formats';

const FETCHED = 24;

/** How much of each album was heard, of those heard most. */
@Component({
  selector: 'px-completeness-bars',
  imports: [ChartFrame, Cover, RouterLink],
  template: `
    <px-chart-frame
      i18n-heading
      heading="Albums heard through"
      [of]="completeness"
      [table]="table()"
      waitingHeight="16rem"
    >
      <ul>
        @for (item of items(); track item.album.id) {
          <li>
            <px-cover
              [artworkId]="item.album.artworkId"
              [placeholder]="item.album.placeholder"
              [title]="item.album.title"
              [artist]="item.album.artist"
              sizes="48px"
            />
            <div class="words">
              <a class="truncate" dir="auto" [routerLink]="['/album', item.album.id]">{{ item.album.title }}</a>
              <span class="bar" aria-hidden="true"><i [style.width.%]="percentOf(item)"></i></span>
            </div>
            <span i18n class="amount tabular">{{ item.heardTracks }} of {{ item.trackCount }}</span>
          </li>
        }
      </ul>
    </px-chart-frame>
  `,
  styles: `
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
      gap: var(--s3) var(--s8);
    }
    li {
      display: grid;
      grid-template-columns: 3rem minmax(0, 1fr) auto;
      align-items: center;
      gap: var(--s3);
    }
    px-cover {
      width: 3rem;
      border-radius: var(--radius-s);
    }
    .words {
      display: grid;
      gap: 3px;
      min-width: 0;
    }
    a {
      min-height: 1.5rem;
      font-weight: 550;
      line-height: 1.5rem;
    }
    a:hover {
      text-decoration: underline;
      text-underline-offset: 0.18em;
    }
    .bar {
      height: 6px;
      overflow: hidden;
      border-radius: 3px;
      background: var(--pressed);
    }
    i {
      display: block;
      height: 100%;
      border-radius: 3px;
      background: var(--accent);
    }
    .amount {
      color: var(--text-dim);
      font-size: var(--step--1);
    }
  `,
})
export class CompletenessBars {
  readonly window = input.required<Window>();
  protected readonly completeness = statistic('/api/v1/history/statistics/completeness', () => ({
    query: { ...this.window(), limit: FETCHED },
  }));
  protected readonly items = computed(() => this.completeness.value()?.items ?? []);
  protected readonly table = computed<DataTable>(() => ({
    columns: [$localize`Album`, $localize`Artist`, $localize`Heard`, $localize`Tracks`, $localize`Listens`],
    rows: this.items().map(({ album, heardTracks, trackCount, listens }) => [
      album.title,
      album.artist,
      numberInWords(heardTracks),
      numberInWords(trackCount),
      numberInWords(listens),
    ]),
  }));

  protected percentOf({ heardTracks, trackCount }: AlbumCompleteness): number {
    return trackCount === 0 ? 0 : (100 * heardTracks) / trackCount;
  }
}
