import { Component, computed, inject, input } from '@angular/core';
import { ArtistCard } from '../../media/artist-card';
import { genreChoice, heartsChoice, type ListChoice, ListFrame } from '../../media/list-frame';
import { ARTIST_CARDS } from '../../media/looks';
import { artistSubject } from '../../media/subjects/subject';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { PagedLists } from '../../ui/list/paged-list';

const SORTS = [
  { value: 'name', label: () => $localize`Name` },
  { value: 'albums', label: () => $localize`Most albums` },
  { value: 'tracks', label: () => $localize`Most tracks` },
] as const;
const text = (value: string | undefined): string => value ?? '';

/** Every artist. The address is the state: sort, genre, hearts and letter. */
@Component({
  selector: 'px-artists-page',
  imports: [ArtistCard, List, ListFrame, ListItem],
  template: `
    <px-list-frame
      i18n-heading
      heading="Artists"
      one="artist"
      i18n-whyNoneFits
      whyNoneFits="Nobody in the library matches all of these filters."
      [choices]="choices()"
      [isEmpty]="isEmpty()"
      [isFiltered]="isFiltered()"
      [lettered]="order() === 'name' ? list() : undefined"
      [letter]="from()"
    >
      <px-list i18n-label label="Artists" [look]="look" [selects]="subjectOf">
        <px-artist-card *pxListItem="let artist of list()" [artist]="artist" />
      </px-list>
    </px-list-frame>
  `,
  styles: ':host { display: block; }',
  host: { class: 'page' },
})
export class ArtistsPage {
  readonly sort = input('', { transform: text });
  readonly genre = input('', { transform: text });
  readonly hearts = input('', { transform: (value: string | undefined) => (value === 'yes' ? value : '') });
  readonly from = input('', { transform: text });

  private readonly lists = inject(PagedLists);
  protected readonly look = ARTIST_CARDS;
  protected readonly subjectOf = artistSubject;
  protected readonly order = computed(() => SORTS.find(({ value }) => value === this.sort())?.value ?? 'name');
  private readonly genreChoice = genreChoice(this.genre);
  protected readonly choices = computed<ListChoice[]>(() => [
    {
      param: 'sort',
      label: $localize`Sort by`,
      value: this.order(),
      options: SORTS.map(({ value, label }) => ({ value, label: label() })),
    },
    this.genreChoice(),
    heartsChoice(this.hearts()),
  ]);
  protected readonly list = computed(() =>
    this.lists.anywhere('/api/v1/artists', {
      sort: this.order(),
      genreId: this.genre() || undefined,
      isHearted: this.hearts() !== '' || undefined,
    }),
  );
  protected readonly isEmpty = computed(() => this.list().isComplete() && this.list().items().length === 0);
  protected readonly isFiltered = computed(() => this.genre() !== '' || this.hearts() !== '');
}
