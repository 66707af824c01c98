import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Bookmark, ChevronRight } from 'lucide';
import { query } from '../../core/api/query';
import { placesIn } from '../../core/places';
import { AlbumCard } from '../../media/album-card';
import { CardSkeletons } from '../../ui/card-skeletons';
import { SavedShelves } from '../../media/saved-shelves';
import { addressOf } from '../../media/song-filters';
import { Shelf } from '../../ui/shelf';
import { Icon } from '../../ui/icon';

const ICONS = { bookmark: Bookmark, chevronRight: ChevronRight };

const SHELF_SIZE = 12;

/** What the rail shows beside each other, for a phone: the ways into what there is, and what came last. */
@Component({
  selector: 'px-library-page',
  imports: [AlbumCard, CardSkeletons, Icon, RouterLink, Shelf],
  template: `
    <h1 i18n class="page-title" tabindex="-1">Library</h1>
    <nav i18n-aria-label aria-label="Library">
      <ul>
        @for (place of places; track place.path) {
          <li>
            <a [routerLink]="'/' + place.path">
              <svg [pxIcon]="place.icon" size="22" aria-hidden="true"></svg>
              <span>{{ place.title }}</span>
              <svg [pxIcon]="icons.chevronRight" class="go" size="18" aria-hidden="true"></svg>
            </a>
          </li>
        }
        @for (shelf of shelves(); track shelf.id) {
          <li>
            <a routerLink="/songs" [queryParams]="shelf.address">
              <svg [pxIcon]="icons.bookmark" size="22" aria-hidden="true"></svg>
              <span dir="auto" class="truncate">{{ shelf.name }}</span>
              <svg [pxIcon]="icons.chevronRight" class="go" size="18" aria-hidden="true"></svg>
            </a>
          </li>
        }
      </ul>
    </nav>
    @if (albums()?.length !== 0) {
      <px-shelf i18n-heading heading="Recently added" link="/albums" [query]="{ sort: 'added' }">
        @for (album of albums(); track album.id) {
          <px-album-card place="added" [album]="album" />
        } @empty {
          <px-card-skeletons [count]="6" />
        }
      </px-shelf>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    nav {
      margin-bottom: var(--s8);
    }
    a {
      display: flex;
      align-items: center;
      gap: var(--s4);
      min-height: 3.5rem;
      border-bottom: 1px solid var(--line);
      font-size: var(--step-1);
      font-weight: 600;
    }
    a > svg {
      color: var(--accent);
    }
    span {
      flex: 1;
    }
    a > .go {
      color: var(--text-dim);
    }
    a > .go:dir(rtl) {
      scale: -1 1;
    }
    @media (hover: hover) {
      nav a:hover {
        background: var(--hover);
      }
    }
  `,
  host: { class: 'page' },
})
export class LibraryPage {
  protected readonly icons = ICONS;
  protected readonly places = placesIn('library');
  private readonly added = query(
    '/api/v1/albums',
    () => ({ query: { sort: 'added', limit: SHELF_SIZE } }),
    $localize`the albums`,
  );
  private readonly saved = inject(SavedShelves);
  protected readonly shelves = computed(() =>
    this.saved.all().map(({ id, name, query }) => ({ id, name, address: addressOf(query) })),
  );
  protected readonly albums = computed(() => this.added.value()?.items);

  constructor() {
    void this.saved.load();
  }
}
