import { Component, computed, effect, inject, input } from '@angular/core';
import { query } from '../../core/api/query';
import { PageTitle } from '../../core/page-title';
import { AlbumCard } from '../../media/album-card';
import { PlaylistCard } from '../../media/playlist-card';
import { KnownSources } from '../../media/known-sources';
import { CardSkeletons } from '../../ui/card-skeletons';
import { EmptyState } from '../../ui/empty-state';
import { FailureNote } from '../../ui/failure';
import { Shelf } from '../../ui/shelf';

/** What somebody has collected at a source that knows them: likes, playlists, albums. Whose it is, is said first. */
@Component({
  selector: 'px-own-music-page',
  imports: [AlbumCard, CardSkeletons, EmptyState, FailureNote, PlaylistCard, Shelf],
  template: `
    <h1 class="page-title" tabindex="-1">{{ name() }}</h1>
    @if (loaded.failure(); as failure) {
      <px-failure [failure]="failure" (retried)="loaded.reload()" />
    }
    @if (loaded.value(); as own) {
      <p class="whose" dir="auto">
        <ng-container i18n
          >What <b>{{ own.name }}</b>{{ handle() }} has collected there.</ng-container
        >
        @if (others(); as words) {
          {{ words }}
        }
      </p>
      @if (lists().length === 0 && own.albums.length === 0 && wishes().length === 0) {
        <px-empty-state i18n-heading heading="Nothing yet">
          <p i18n>Playlists and albums that this account keeps there, and songs that it likes, are shown here.</p>
        </px-empty-state>
      }
      @if (lists().length > 0) {
        <px-shelf i18n-heading heading="Playlists">
          @for (playlist of lists(); track playlist.id) {
            <px-playlist-card [playlist]="playlist" />
          }
        </px-shelf>
      }
      @if (own.albums.length > 0) {
        <px-shelf i18n-heading heading="Albums">
          @for (album of own.albums; track album.id) {
            <px-album-card [album]="album" />
          }
        </px-shelf>
      }
      @if (wishes().length > 0) {
        <px-shelf i18n-heading heading="Wish list">
          @for (album of wishes(); track album.id) {
            <px-album-card [album]="album" />
          }
        </px-shelf>
      }
    } @else if (!loaded.failure()) {
      <px-card-skeletons [count]="6" />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--s6);
    }
    h1 {
      margin-bottom: calc(-1 * var(--s4));
    }
    .whose {
      color: var(--text-dim);
    }
  `,
  host: { class: 'page' },
})
export class OwnMusicPage {
  /** Of the source, from the address. */
  readonly sourceId = input.required<string>();
  private readonly sources = inject(KnownSources);
  private readonly title = inject(PageTitle);
  protected readonly name = computed(() => this.sources.nameOf(this.sourceId()));
  protected readonly loaded = query(
    '/api/v1/remote/own/{sourceId}',
    () => ({ path: { sourceId: this.sourceId() } }),
    $localize`what you have there`,
  );
  protected readonly handle = computed(() => {
    const handle = this.loaded.value()?.handle;
    return handle === undefined ? '' : ` (${handle})`;
  });
  private readonly accounts = query('/api/v1/remote/own/{sourceId}/accounts', () => ({
    path: { sourceId: this.sourceId() },
  }));
  /** Songs that are liked open as a playlist does. */
  protected readonly lists = computed(() => {
    const own = this.loaded.value();
    return own ? [...(own.likes ? [own.likes] : []), ...own.playlists] : [];
  });
  protected readonly wishes = computed(() => this.loaded.value()?.wishes ?? []);
  /** How to choose, where there is a choice. */
  protected readonly others = computed(() => {
    const items = this.accounts.value()?.items ?? [];
    if (items.length < 2) return undefined;
    const told = items.map(({ index, name }) => $localize`${index}:number: is ${name}:name:`).join(', ');
    const setting = `sources.${this.sourceId()}.account`;
    return $localize`Another account of that browser is chosen by ${setting}:setting:: ${told}:accounts:.`;
  });

  constructor() {
    effect(() => this.title.set(this.name()));
  }
}
