import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ArtistSummary, GenrePage } from '../api/types';
import { artistsUrl, genresUrl } from '../api/urls';
import { ArtistCard } from '../ui/artist-card';
import { EmptyState } from '../ui/empty-state';
import { LetterRail } from '../ui/letter-rail';
import { PagedLists } from '../ui/paged-list';
import { VirtualGrid } from '../ui/virtual-grid';

const SORTS = [
  { value: 'name', label: 'Name' },
  { value: 'albums', label: 'Most albums' },
  { value: 'tracks', label: 'Most tracks' },
] as const;
const CAPTION_PX = 60;
const MOST_GENRES = 200;
const text = (value: string | undefined): string => value ?? '';

/** Every artist. The address is the state: sort, genre and letter. */
@Component({
  selector: 'px-artists-page',
  imports: [ArtistCard, EmptyState, LetterRail, RouterLink, VirtualGrid],
  template: `
    <header class="bar">
      <h1 class="page-title" tabindex="-1">Artists</h1>
      <div class="controls">
        <label>
          <span class="sr-only">Sort by</span>
          <select #order class="field" (change)="change({ sort: order.value, from: null })">
            @for (each of sorts; track each.value) {
              <option [value]="each.value" [selected]="each.value === sort()">{{ each.label }}</option>
            }
          </select>
        </label>
        <label>
          <span class="sr-only">Genre</span>
          <select #kind class="field" (change)="change({ genre: kind.value || null })">
            <option value="">All genres</option>
            @for (each of genres(); track each.id) {
              <option [value]="each.id" [selected]="each.id === genre()">{{ each.name }}</option>
            }
          </select>
        </label>
      </div>
    </header>
    @if (isEmpty()) {
      @if (isFiltered()) {
        <px-empty-state heading="No artist fits">
          <p>Nobody in the library has this genre and letter together.</p>
          <a class="button" routerLink="/artists">Show all artists</a>
        </px-empty-state>
      } @else {
        <px-empty-state heading="No artists yet">
          <p>Artists appear here as soon as a music folder has been scanned.</p>
          <a class="button primary" routerLink="/settings">Music folders and scan</a>
        </px-empty-state>
      }
    } @else {
      <px-virtual-grid
        [class.railed]="hasLetters()"
        [list]="list()"
        label="Artists"
        [minColumnPx]="150"
        [gapPx]="24"
        [extraPx]="captionPx"
        [isRound]="true"
      >
        <ng-template let-artist><px-artist-card [artist]="asArtist(artist)" /></ng-template>
      </px-virtual-grid>
    }
    @if (hasLetters()) {
      <px-letter-rail [letter]="from()" (chosen)="change({ from: $event || null })" />
    }
  `,
  host: { class: 'page' },
  styleUrl: '../ui/list-page.css',
})
export class ArtistsPage {
  readonly sort = input('name', { transform: (value: string | undefined) => value ?? 'name' });
  readonly genre = input('', { transform: text });
  readonly from = input('', { transform: text });

  private readonly lists = inject(PagedLists);
  private readonly router = inject(Router);
  protected readonly sorts = SORTS;
  protected readonly captionPx = CAPTION_PX;
  private readonly genrePage = httpResource<GenrePage>(() => ({
    url: genresUrl,
    params: { sort: 'name', limit: MOST_GENRES },
  }));
  protected readonly genres = computed(() => (this.genrePage.hasValue() ? this.genrePage.value().items : []));
  protected readonly hasLetters = computed(() => this.sort() === 'name');
  protected readonly list = computed(() =>
    this.lists.open<ArtistSummary>(artistsUrl, {
      sort: this.sort(),
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

  protected change(queryParams: Record<string, string | null>): void {
    window.scrollTo({ top: 0 });
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
