import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { AlbumSummary, GenrePage } from '../api/types';
import { albumsUrl, genresUrl } from '../api/urls';
import { ALBUM_CARD_CAPTION_PX, AlbumCard } from '../ui/album-card';
import { EmptyState } from '../ui/empty-state';
import { LetterRail } from '../ui/letter-rail';
import { PagedLists } from '../ui/paged-list';
import { VirtualGrid } from '../ui/virtual-grid';

const SORTS = [
  { value: 'title', label: 'Title' },
  { value: 'artist', label: 'Artist' },
  { value: 'year', label: 'Newest release' },
  { value: 'added', label: 'Recently added' },
] as const;
const FIRST_DECADE = 1950;
const MOST_GENRES = 200;

const text = (value: string | undefined): string => value ?? '';

/** Every album. The address is the state: sort, genre, decade and letter. */
@Component({
  selector: 'px-albums-page',
  imports: [AlbumCard, EmptyState, LetterRail, RouterLink, VirtualGrid],
  template: `
    <header class="bar">
      <h1 class="page-title" tabindex="-1">Albums</h1>
      <div class="controls">
        <label>
          <span class="sr-only">Sort by</span>
          <select #order class="field" [value]="sort()" (change)="change({ sort: order.value, from: null })">
            @for (each of sorts; track each.value) {
              <option [value]="each.value" [selected]="each.value === sort()">{{ each.label }}</option>
            }
          </select>
        </label>
        <label>
          <span class="sr-only">Genre</span>
          <select #kind class="field" [value]="genre()" (change)="change({ genre: kind.value || null })">
            <option value="">All genres</option>
            @for (each of genres(); track each.id) {
              <option [value]="each.id" [selected]="each.id === genre()">{{ each.name }}</option>
            }
          </select>
        </label>
        <label>
          <span class="sr-only">Decade</span>
          <select #years class="field" [value]="decade()" (change)="change({ decade: years.value || null })">
            <option value="">Any year</option>
            @for (each of decades; track each) {
              <option [value]="each" [selected]="each === decade()">{{ each }}s</option>
            }
          </select>
        </label>
      </div>
    </header>
    @if (isEmpty()) {
      @if (isFiltered()) {
        <px-empty-state heading="No album fits">
          <p>Nothing in the library has this genre, time and letter together.</p>
          <a class="button" routerLink="/albums">Show all albums</a>
        </px-empty-state>
      } @else {
        <px-empty-state heading="No albums yet">
          <p>Albums appear here as soon as a music folder has been scanned.</p>
          <a class="button primary" routerLink="/settings">Music folders and scan</a>
        </px-empty-state>
      }
    } @else {
      <px-virtual-grid
        [class.railed]="hasLetters()"
        [list]="list()"
        label="Albums"
        [minColumnPx]="160"
        [gapPx]="20"
        [extraPx]="captionPx"
      >
        <ng-template let-album><px-album-card [album]="asAlbum(album)" /></ng-template>
      </px-virtual-grid>
    }
    @if (hasLetters()) {
      <px-letter-rail [letter]="from()" (chosen)="change({ from: $event || null })" />
    }
  `,
  host: { class: 'page' },
  styleUrl: '../ui/list-page.css',
})
export class AlbumsPage {
  readonly sort = input('title', { transform: (value: string | undefined) => value ?? 'title' });
  readonly genre = input('', { transform: text });
  readonly decade = input('', { transform: text });
  readonly from = input('', { transform: text });

  private readonly lists = inject(PagedLists);
  private readonly router = inject(Router);
  protected readonly sorts = SORTS;
  protected readonly captionPx = ALBUM_CARD_CAPTION_PX;
  protected readonly decades = decadesUntil(new Date().getFullYear());
  private readonly genrePage = httpResource<GenrePage>(() => ({
    url: genresUrl,
    params: { sort: 'name', limit: MOST_GENRES },
  }));
  protected readonly genres = computed(() => (this.genrePage.hasValue() ? this.genrePage.value().items : []));
  protected readonly list = computed(() => {
    const decade = Number(this.decade());
    return this.lists.open<AlbumSummary>(albumsUrl, {
      sort: this.sort(),
      genreId: this.genre() || undefined,
      fromYear: decade || undefined,
      toYear: decade ? decade + 9 : undefined,
      from: this.hasLetters() ? this.from() || undefined : undefined,
    });
  });
  protected readonly isEmpty = computed(() => this.list().isComplete() && this.list().items().length === 0);
  protected readonly isFiltered = computed(() => this.genre() !== '' || this.decade() !== '' || this.from() !== '');
  protected readonly hasLetters = computed(() => ['title', 'artist'].includes(this.sort()));

  /** Templates of a generic grid do not know what they are given. */
  protected asAlbum(item: unknown): AlbumSummary {
    return item as AlbumSummary;
  }

  protected change(queryParams: Record<string, string | null>): void {
    window.scrollTo({ top: 0 });
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}

/** `2020`, `2010` … as the address holds them. */
function decadesUntil(year: number): string[] {
  const decades: string[] = [];
  for (let decade = Math.floor(year / 10) * 10; decade >= FIRST_DECADE; decade -= 10) decades.push(String(decade));
  return decades;
}
