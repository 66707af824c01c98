import { Component, computed, inject, input } from '@angular/core';
import type { ArtistSummary } from '../../core/api/types';
import { ArtistCard } from '../../media/artist-card';
import { genreChoice, type ListChoice, ListFrame } from '../../media/list-frame';
import { PagedLists } from '../../ui/paged-list';
import { VirtualGrid } from '../../ui/virtual-grid';

const SORTS = [
  { value: 'name', label: 'Name' },
  { value: 'albums', label: 'Most albums' },
  { value: 'tracks', label: 'Most tracks' },
] as const;
const CAPTION_PX = 60;
const text = (value: string | undefined): string => value ?? '';

/** Every artist. The address is the state: sort, genre and letter. */
@Component({
  selector: 'px-artists-page',
  imports: [ArtistCard, ListFrame, VirtualGrid],
  template: `
    <px-list-frame
      heading="Artists"
      one="artist"
      whyNoneFits="Nobody in the library has this genre and letter together."
      [choices]="choices()"
      [isEmpty]="isEmpty()"
      [isFiltered]="isFiltered()"
      [hasLetters]="hasLetters()"
      [letter]="from()"
    >
      <px-virtual-grid
        [list]="list()"
        label="Artists"
        [minColumnPx]="150"
        [gapPx]="24"
        [extraPx]="captionPx"
        [isRound]="true"
      >
        <ng-template let-artist><px-artist-card [artist]="asArtist(artist)" /></ng-template>
      </px-virtual-grid>
    </px-list-frame>
  `,
  styles: ':host { display: block; }',
  host: { class: 'page' },
})
export class ArtistsPage {
  readonly sort = input('', { transform: text });
  readonly genre = input('', { transform: text });
  readonly from = input('', { transform: text });

  private readonly lists = inject(PagedLists);
  protected readonly captionPx = CAPTION_PX;
  private readonly order = computed(() => SORTS.find(({ value }) => value === this.sort())?.value ?? 'name');
  private readonly genreChoice = genreChoice(this.genre);
  protected readonly choices = computed<ListChoice[]>(() => [
    { param: 'sort', label: 'Sort by', value: this.order(), options: SORTS },
    this.genreChoice(),
  ]);
  protected readonly hasLetters = computed(() => this.order() === 'name');
  protected readonly list = computed(() =>
    this.lists.open('/api/v1/artists', {
      sort: this.order(),
      genreId: this.genre() || undefined,
      from: this.hasLetters() ? this.from() || undefined : undefined,
    }),
  );
  protected readonly isEmpty = computed(() => this.list().isComplete() && this.list().items().length === 0);
  protected readonly isFiltered = computed(() => this.genre() !== '' || this.from() !== '');

  /** Templates of a generic grid do not know what they are given. */
  protected asArtist(item: unknown): ArtistSummary {
    return item as ArtistSummary;
  }
}
