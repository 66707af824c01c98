import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { TopItem } from '../../../core/api/history-types';
import { Cover } from '../../../ui/cover';
import { counted, lengthInWords } from '../../../ui/format';
import { Roving } from '../../../ui/list/roving';
import { matchesMedia } from '../../../ui/media-query';
import { ChartFrame } from './chart-frame';
import { hangWall } from './cover-wall';
import { statistic } from './statistic';
import { topTable } from './top-list';
import type { Window } from './windows';

const FETCHED = 60;

/** The albums of the window as a wall of covers: the longer heard, the larger. */
@Component({
  selector: 'px-album-wall',
  imports: [ChartFrame, Cover, NgTemplateOutlet, RouterLink, Roving],
  template: `
    <px-chart-frame
      i18n-heading
      heading="Top albums"
      [of]="top"
      [table]="table()"
      waitingHeight="clamp(24rem, 30vw, 48rem)"
    >
      <ol pxRoving="cards" [style.grid-template-columns]="'repeat(' + columns() + ', minmax(0, 1fr))'">
        @for (hung of wall(); track hung.item.rank) {
          <li [style.grid-area]="hung.area" [attr.title]="hung.words">
            @if (hung.item.libraryId; as id) {
              <a [routerLink]="['/album', id]" [attr.aria-label]="hung.words">
                <ng-container [ngTemplateOutlet]="picture" [ngTemplateOutletContext]="{ $implicit: hung.item }" />
              </a>
            } @else {
              <span class="sr-only">{{ hung.words }}</span>
              <ng-container [ngTemplateOutlet]="picture" [ngTemplateOutletContext]="{ $implicit: hung.item }" />
            }
          </li>
        }
      </ol>
      <ng-template #picture let-item>
        <px-cover
          aria-hidden="true"
          [artworkId]="item.artworkId"
          [placeholder]="item.placeholder"
          [title]="item.title"
          [artist]="item.artist"
          sizes="(width < 700px) 50vw, 25vw"
        />
      </ng-template>
    </px-chart-frame>
  `,
  styles: `
    ol {
      display: grid;
      gap: 0;
      overflow: hidden;
      border-radius: var(--radius-l);
    }
    li {
      min-width: 0;
      aspect-ratio: 1;
    }
    a {
      display: block;
      position: relative;
    }
    px-cover {
      width: 100%;
      border-radius: 0;
    }
    a:focus-visible {
      z-index: 1;
      outline-offset: -3px;
    }
    @media (hover: hover) {
      a:hover px-cover {
        filter: brightness(1.12);
      }
    }
  `,
})
export class AlbumWall {
  readonly window = input.required<Window>();
  protected readonly top = statistic('/api/v1/history/statistics/top', () => ({
    query: { ...this.window(), kind: 'albums', by: 'time', limit: FETCHED },
  }));
  private readonly isNarrow = matchesMedia('(width < 700px)');
  private readonly isMiddling = matchesMedia('(width < 1200px)');
  protected readonly columns = computed(() => (this.isNarrow() ? 8 : this.isMiddling() ? 12 : 16));
  private readonly items = computed(() => this.top.value()?.items ?? []);
  protected readonly table = computed(() => topTable(this.items()));
  protected readonly wall = computed(() => {
    const items = this.items();
    const { places } = hangWall(
      items.map(({ heardMs }) => heardMs),
      this.columns(),
      this.isNarrow() ? 12 : 8,
    );
    return places.flatMap(({ index, x, y, size }) => {
      const item = items[index];
      if (!item) return [];
      return [{ item, area: `${y + 1} / ${x + 1} / span ${size} / span ${size}`, words: wordsFor(item) }];
    });
  });
}

function wordsFor({ rank, title, artist, heardMs, listens }: TopItem): string {
  const name = artist ? $localize`${title}:title: by ${artist}:artist:` : title;
  return `${rank}. ${name}: ${lengthInWords(heardMs)}, ${counted(listens, 'listen')}`;
}
