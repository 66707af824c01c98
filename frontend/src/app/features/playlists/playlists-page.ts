import { Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Plus } from 'lucide';
import { explain } from '../../core/api/api-error';
import { query } from '../../core/api/query';
import { Toasts } from '../../core/toasts';
import { ALBUM_CARDS } from '../../media/looks';
import { Playlists } from '../../media/playlists/playlists';
import { EmptyState } from '../../ui/empty-state';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { PagedLists } from '../../ui/list/paged-list';
import { settled } from '../../ui/settled';
import { ImportLists } from './import-lists';
import { DeletedPlaylists } from './deleted-playlists';
import { OwnPlaylistCard } from './own-playlist-card';
import { Icon } from '../../ui/icon';

const ICONS = { plus: Plus };

const sorts = () =>
  [
    { value: 'changed', label: $localize`Last changed` },
    { value: 'name', label: $localize`Name` },
  ] as const;
const text = (value: string | undefined): string => value ?? '';

/** All playlists of one's own. The order is in the address. */
@Component({
  selector: 'px-playlists-page',
  imports: [DeletedPlaylists, EmptyState, ImportLists, List, ListItem, OwnPlaylistCard, Icon],
  template: `
    <header>
      <h1 i18n class="page-title" tabindex="-1">Playlists</h1>
      <div class="tools">
        <!-- What there is nothing to do with keeps its room, so that nothing jumps. -->
        <input
          #field
          type="search"
          class="field"
          [class.away]="isEmpty()"
          i18n-placeholder
          placeholder="Find by name"
          i18n-aria-label
          aria-label="Find by name"
          autocomplete="off"
          maxlength="200"
          [value]="typed()"
          (input)="typed.set(field.value)"
        />
        <label [class.away]="isEmpty()">
          <span i18n class="sr-only">Sort by</span>
          <select #chosen class="field" (change)="sortBy(chosen.value)">
            @for (each of sorts; track each.value) {
              <option [value]="each.value" [selected]="each.value === order()">{{ each.label }}</option>
            }
          </select>
        </label>
        <px-import-lists />
        <button type="button" class="button primary" [disabled]="isMaking()" (click)="create()">
          <svg [pxIcon]="icons.plus" size="1.1em" aria-hidden="true"></svg>
          <ng-container i18n>New playlist</ng-container>
        </button>
      </div>
    </header>
    @if (isEmpty()) {
      <px-empty-state i18n-heading heading="No playlists yet">
        <p i18n>
          Make one here, or choose “Add to playlist…” in the menu of any song, album or artist, at home or at a source.
        </p>
        <button i18n type="button" class="button primary" [disabled]="isMaking()" (click)="create()">
          New playlist
        </button>
      </px-empty-state>
    } @else if (isNoneFound()) {
      <px-empty-state i18n-heading heading="No playlist has that name">
        <button i18n type="button" class="button" (click)="typed.set('')">Show all playlists</button>
      </px-empty-state>
    } @else {
      <px-list i18n-label label="Playlists" [look]="look">
        <px-own-playlist-card *pxListItem="let playlist of list()" [playlist]="playlist" />
      </px-list>
    }
    @if (deleted.latest()?.items; as gone) {
      @if (gone.length > 0) {
        <px-deleted-playlists [playlists]="gone" />
      }
    }
  `,
  styles: `
    :host {
      display: block;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--s3) var(--s4);
      margin-block: var(--s2) var(--s6);
    }
    .page-title {
      margin: 0;
    }
    .tools {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s2);
    }
    input {
      width: 11rem;
    }
    .away {
      visibility: hidden;
    }
    px-deleted-playlists {
      margin-top: var(--s10);
    }
    /* Where all of it does not fit beside the heading, there is no room to keep. */
    @media (width < 1100px) {
      .away {
        display: none;
      }
    }
    @media (width < 700px) {
      .field {
        font-size: 1rem;
      }
      .tools,
      input {
        flex: 1 1 auto;
      }
    }
  `,
  host: { class: 'page' },
})
export class PlaylistsPage {
  protected readonly icons = ICONS;
  readonly sort = input('', { transform: text });

  private readonly lists = inject(PagedLists);
  private readonly playlists = inject(Playlists);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  protected readonly sorts = sorts();
  protected readonly look = ALBUM_CARDS;
  protected readonly typed = signal('');
  private readonly words = settled(this.typed);
  protected readonly order = computed(() => this.sorts.find(({ value }) => value === this.sort())?.value ?? 'changed');
  protected readonly list = computed(() => {
    this.playlists.changes();
    const q = this.words().trim();
    return this.lists.at('/api/v1/playlists', { sort: this.order(), ...(q !== '' && { q }) });
  });
  private readonly isBare = computed(() => this.list().isComplete() && this.list().items().length === 0);
  /** What is looked for stays to be seen: it is no reason to say that there are none. */
  protected readonly isEmpty = computed(() => this.isBare() && this.words().trim() === '' && this.typed() === '');
  protected readonly isNoneFound = computed(() => this.isBare() && this.words().trim() !== '');
  protected readonly deleted = query(
    '/api/v1/playlists/deleted',
    () => {
      this.playlists.changes();
      return {};
    },
    $localize`deleted playlists`,
  );
  protected readonly isMaking = signal(false);

  protected sortBy(sort: string): void {
    void this.router.navigate([], { queryParams: { sort }, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected async create(): Promise<void> {
    this.isMaking.set(true);
    try {
      const { id } = await this.playlists.create({ name: $localize`New playlist` });
      await this.router.navigate(['/playlist', id], { queryParams: { new: '' } });
    } catch (error) {
      this.toasts.show(explain(error).message);
    } finally {
      this.isMaking.set(false);
    }
  }
}
