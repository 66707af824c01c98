import { Component, computed, inject, input } from '@angular/core';
import type { GenreView } from '../../core/api/types';
import { type ListChoice, ListFrame } from '../../media/list-frame';
import { ALBUM_CARDS } from '../../media/looks';
import { counted } from '../../ui/format';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { PagedLists } from '../../ui/list/paged-list';
import { WayCard } from './way-card';
import { WaysTabs } from './ways-tabs';

const SORTS = [
  { value: 'name', label: () => $localize`Name` },
  { value: 'albums', label: () => $localize`Most albums` },
] as const;

/** Every genre. The address is the state: the sort. */
@Component({
  selector: 'px-genres-page',
  imports: [List, ListFrame, ListItem, WayCard, WaysTabs],
  template: `
    <px-list-frame
      i18n-heading
      heading="Genres"
      one="genre"
      whyNoneFits=""
      letter=""
      [choices]="choices()"
      [isEmpty]="isEmpty()"
      [isFiltered]="false"
    >
      <px-ways-tabs tabs />
      <px-list i18n-label label="Genres" [look]="look">
        <px-way-card
          *pxListItem="let genre of list()"
          [name]="genre.name"
          [amount]="amount(genre)"
          [artworkIds]="genre.artworkIds ?? []"
          [link]="['/genre', genre.id]"
        />
      </px-list>
    </px-list-frame>
  `,
  styles: ':host { display: block; }',
  host: { class: 'page' },
})
export class GenresPage {
  readonly sort = input('', { transform: (value: string | undefined) => value ?? '' });

  private readonly lists = inject(PagedLists);
  protected readonly look = ALBUM_CARDS;
  private readonly order = computed(() => SORTS.find(({ value }) => value === this.sort())?.value ?? 'name');
  protected readonly choices = computed<ListChoice[]>(() => [
    {
      param: 'sort',
      label: $localize`Sort by`,
      value: this.order(),
      options: SORTS.map(({ value, label }) => ({ value, label: label() })),
    },
  ]);
  protected readonly list = computed(() => this.lists.at('/api/v1/genres', { sort: this.order(), covers: 'yes' }));
  protected readonly isEmpty = computed(() => this.list().isComplete() && this.list().items().length === 0);

  protected amount({ albumCount, trackCount }: GenreView): string {
    return `${counted(albumCount, 'album')} · ${counted(trackCount, 'song')}`;
  }
}
