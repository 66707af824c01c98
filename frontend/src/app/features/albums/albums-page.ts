import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Ellipsis } from 'lucide';
import type { Placement } from '../../core/api/types';
import { AlbumCard } from '../../media/album-card';
import { EmptyState } from '../../ui/empty-state';
import { genreChoice, heartsChoice, type ListChoice, ListFrame } from '../../media/list-frame';
import { albumSubject } from '../../media/subjects/subject';
import { PLACEMENTS, Placements } from '../../media/placements';
import { MenuButton } from '../../media/menu-button';
import { ALBUM_CARDS, albumTable } from '../../media/looks';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { keeping } from '../../ui/list/list-source';
import { PagedLists } from '../../ui/list/paged-list';
import { orderAfterPress, sortedBy } from '../../ui/list/sorted';
import { ChosenInView } from '../../ui/chosen-in-view';
import { Icon } from '../../ui/icon';

const ICONS = { ellipsis: Ellipsis };

const SORTS = [
  { value: 'title', label: () => $localize`Title` },
  { value: 'artist', label: () => $localize`Artist` },
  { value: 'year', label: () => $localize`Newest release` },
  { value: 'added', label: () => $localize`Recently added` },
  { value: 'plays', label: () => $localize`Most played` },
  { value: 'heard', label: () => $localize`Last heard` },
] as const;
const IN_WORDS: readonly string[] = ['title', 'artist'];
/** Words go from A to Z; all else has what is newest or most first. */
const isDescendingFirst = (sort: string): boolean => !IN_WORDS.includes(sort);
/** Where a verdict was given, the last one comes first. */
const PLACED = { value: 'placed', label: () => $localize`Recently moved` } as const;
const FIRST_DECADE = 1950;
/** What stands for albums that are in sight: waiting for a verdict, or kept. */
const all = () => ({ id: '', name: $localize`All` }) as const;

const text = (value: string | undefined): string => value ?? '';

/** Every album. The address is the state: place, sort, genre, decade, hearts, letter and view. */
@Component({
  selector: 'px-albums-page',
  imports: [ChosenInView, AlbumCard, EmptyState, List, ListFrame, ListItem, MenuButton, RouterLink, Icon],
  template: `
    <px-list-frame
      i18n-heading
      heading="Albums"
      one="album"
      i18n-whyNoneFits
      whyNoneFits="Nothing here matches all of these filters."
      [choices]="choices()"
      [isEmpty]="isEmpty() && !isBare()"
      [isFiltered]="isFiltered()"
      [lettered]="hasLetters() ? list() : undefined"
      [letter]="from()"
    >
      <nav tabs pxChosenInView class="segments" i18n-aria-label aria-label="Place">
        @for (tab of tabs; track tab.id) {
          <a
            [routerLink]="[]"
            [queryParams]="{ placement: tab.id || null, sort: null, order: null, from: null }"
            queryParamsHandling="merge"
            [class.here]="tab.id === place()"
            [attr.aria-current]="tab.id === place() ? 'page' : null"
            >{{ tab.name }}</a
          >
        }
      </nav>
      @if (isBare()) {
        <px-empty-state [heading]="bareWords().heading">
          <p>{{ bareWords().why }}</p>
        </px-empty-state>
      } @else {
        <px-list i18n-label label="Albums" [look]="look()" [selects]="subjectOf" (sorted)="sortBy($event.id)">
          <ng-container *pxListItem="let album of list()">
            @if (view() === 'table') {
              <button class="icon-button" [pxMenuButton]="subjectOf(album)">
                <svg [pxIcon]="icons.ellipsis" size="18" aria-hidden="true"></svg>
              </button>
            } @else {
              <px-album-card [album]="album" />
            }
          </ng-container>
        </px-list>
      }
    </px-list-frame>
  `,
  styles: `
    :host {
      display: block;
    }
    .segments {
      margin-block: calc(-1 * var(--s3)) var(--s5);
    }
  `,
  host: { class: 'page' },
})
export class AlbumsPage {
  protected readonly icons = ICONS;
  readonly placement = input('', { transform: text });
  readonly sort = input('', { transform: text });
  /** `asc` or `desc`; absent: what suits the sort. */
  readonly order = input('', { transform: text });
  readonly genre = input('', { transform: text });
  readonly decade = input('', { transform: text });
  readonly from = input('', { transform: text });
  readonly hearts = input('', { transform: (value: string | undefined) => (value === 'yes' ? value : '') });
  readonly view = input('', { transform: (value: string | undefined) => (value === 'table' ? value : '') });

  private readonly router = inject(Router);
  private readonly lists = inject(PagedLists);
  private readonly placements = inject(Placements);
  protected readonly subjectOf = albumSubject;
  protected readonly look = computed(() => (this.view() === 'table' ? albumTable(this.sorted()) : ALBUM_CARDS));
  protected readonly tabs = [all(), ...PLACEMENTS];
  private readonly decades = decadesUntil(new Date().getFullYear());
  private readonly genreChoice = genreChoice(this.genre);
  /** Empty for all that is in sight. */
  protected readonly place = computed<Placement | ''>(
    () => PLACEMENTS.find(({ id }) => id === this.placement())?.id ?? '',
  );
  private readonly isOrderedByMove = computed(() => this.place() !== '' && this.place() !== 'collection');
  private readonly sorts = computed(() => (this.isOrderedByMove() ? [PLACED, ...SORTS] : SORTS));
  private readonly sorted = computed(() => {
    const id = this.sorts().find(({ value }) => value === this.sort())?.value ?? this.sorts()[0].value;
    return sortedBy(id, this.order(), isDescendingFirst(id));
  });
  protected readonly choices = computed<ListChoice[]>(() => [
    {
      param: 'sort',
      label: $localize`Sort by`,
      value: this.sorted().id,
      options: this.sorts().map(({ value, label }) => ({ value, label: label() })),
    },
    this.genreChoice(),
    {
      param: 'decade',
      label: $localize`Decade`,
      value: this.decade(),
      options: [
        { value: '', label: $localize`Any year` },
        ...this.decades.map((each) => ({ value: each, label: $localize`${each}:year:s` })),
      ],
    },
    heartsChoice(this.hearts()),
    {
      param: 'view',
      label: $localize`View`,
      value: this.view(),
      options: [
        { value: '', label: $localize`Covers` },
        { value: 'table', label: $localize`Table` },
      ],
    },
  ]);
  protected readonly list = computed(() => {
    const decade = Number(this.decade());
    const place = this.place();
    const asked = {
      placement: place || undefined,
      sort: this.sorted().id,
      order: this.sorted().isDescending ? ('desc' as const) : ('asc' as const),
      genreId: this.genre() || undefined,
      fromYear: decade || undefined,
      toYear: decade ? decade + 9 : undefined,
      isHearted: this.hearts() !== '' || undefined,
    };
    const list = this.lists.anywhere('/api/v1/albums', asked, this.view() === 'table' ? { plays: 'yes' } : {});
    return keeping(list, (album) => {
      const now = this.placements.of(album);
      return place === '' ? now === 'discovery' || now === 'collection' : now === place;
    });
  });
  protected readonly isEmpty = computed(() => this.list().isComplete() && this.list().items().length === 0);
  protected readonly isFiltered = computed(() => this.genre() !== '' || this.decade() !== '' || this.hearts() !== '');
  /** Whether a place holds nothing at all, which is no fault. */
  protected readonly isBare = computed(() => this.isEmpty() && this.place() !== '' && !this.isFiltered());
  protected readonly bareWords = computed(() => {
    const words: Record<Placement | '', { heading: string; why: string }> = {
      '': { heading: '', why: '' },
      discovery: {
        heading: $localize`Nothing is in discovery`,
        why: $localize`Albums that you save from search wait here for a verdict.`,
      },
      collection: {
        heading: $localize`Nothing is in the collection`,
        why: $localize`Albums that you keep, and all of your own files, live here.`,
      },
      archive: {
        heading: $localize`Nothing is in the archive`,
        why: $localize`Albums that you move here are kept, but out of sight. “Move to” is in the menu of every album.`,
      },
      dismissed: {
        heading: $localize`Nothing is in what you dismissed`,
        why: $localize`What you dismiss is remembered here, so that it is not offered again.`,
      },
    };
    return words[this.place()];
  });
  protected readonly hasLetters = computed(() => !this.sorted().isDescending && IN_WORDS.includes(this.sorted().id));

  /** By that column, or the other way round where it is sorted by it. */
  protected sortBy(id = ''): void {
    const order = orderAfterPress(this.sorted(), id, isDescendingFirst(id));
    window.scrollTo({ top: 0 });
    void this.router.navigate([], {
      queryParams: { sort: id || null, order, from: null },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }
}

/** `2020`, `2010` … as the address holds them. */
function decadesUntil(year: number): string[] {
  const decades: string[] = [];
  for (let decade = Math.floor(year / 10) * 10; decade >= FIRST_DECADE; decade -= 10) decades.push(String(decade));
  return decades;
}
