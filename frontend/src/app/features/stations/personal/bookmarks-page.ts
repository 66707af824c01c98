import { Component, computed, ElementRef, inject, linkedSignal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../../core/api/api';
import { query } from '../../../core/api/query';
import type { StationBookmarkView } from '../../../core/api/types';
import { EmptyState } from '../../../ui/empty-state';
import { FailureNote } from '../../../ui/failure';
import { AccountSection } from './account-section';
import { BookmarkRow } from './bookmark-row';
import { PersonalStations } from './personal-stations';
import { SourceChoice } from './source-choice';

/** Songs and artists that were to be remembered while a station played, and the account that remembers them. */
@Component({
  selector: 'px-bookmarks-page',
  imports: [AccountSection, BookmarkRow, EmptyState, FailureNote, SourceChoice],
  template: `
    <h1 i18n #heading class="page-title" tabindex="-1">Bookmarks and account</h1>
    @if (source(); as at) {
      <px-source-choice [(sourceId)]="sourceId" />
      @if (bookmarks.latest()) {
        @for (group of groups(); track group.name) {
          <section [attr.aria-label]="group.name">
            <h2 class="section-title">{{ group.name }}</h2>
            <ul>
              @for (bookmark of group.items; track bookmark.id) {
                <li>
                  <px-bookmark-row [bookmark]="bookmark" (begun)="begin(bookmark)" (removed)="remove(bookmark)" />
                </li>
              }
            </ul>
          </section>
        } @empty {
          <px-empty-state i18n-heading heading="No bookmarks yet">
            <p i18n>
              While a station plays, choose “Bookmark song” or “Bookmark artist” in the menu of its song. What you
              bookmark in other apps of {{ at.name }} is here, too.
            </p>
          </px-empty-state>
        }
      } @else if (bookmarks.failure(); as failure) {
        <px-failure [failure]="failure" (retried)="bookmarks.reload()" />
      } @else {
        <div class="awaited" aria-busy="true" i18n-aria-label aria-label="Bookmarks"></div>
      }
      <px-account-section [sourceId]="at.sourceId" [name]="at.name" />
    } @else if (stations.isNowhere()) {
      <px-empty-state i18n-heading heading="No source of stations">
        <p i18n>A service that chooses music for you has to be switched on first. See the sources in the settings.</p>
      </px-empty-state>
    } @else if (stations.failure(); as failure) {
      <px-failure [failure]="failure" (retried)="stations.load()" />
    }
  `,
  styles: `
    :host {
      display: block;
    }
    section {
      margin-bottom: var(--s8);
    }
    .section-title {
      margin-bottom: var(--s2);
    }
    .awaited {
      min-height: 12rem;
    }
  `,
  host: { class: 'page' },
})
export class BookmarksPage {
  protected readonly stations = inject(PersonalStations);
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly sourceId = linkedSignal(() => this.stations.sources()[0]?.sourceId ?? '');
  protected readonly source = computed(() =>
    this.stations.sources().find(({ sourceId }) => sourceId === this.sourceId()),
  );
  protected readonly bookmarks = query('/api/v1/station-sources/{sourceId}/bookmarks', () =>
    this.source() ? { path: { sourceId: this.sourceId() } } : undefined,
  );
  protected readonly groups = computed(() => {
    const all = this.bookmarks.latest()?.items ?? [];
    const groups = [
      { name: $localize`Songs`, items: all.filter(({ kind }) => kind === 'track') },
      { name: $localize`Artists`, items: all.filter(({ kind }) => kind === 'artist') },
    ];
    return groups.filter(({ items }) => items.length > 0);
  });

  constructor() {
    void this.stations.load();
  }

  protected async begin({ ideaId = '' }: StationBookmarkView): Promise<void> {
    const station = await this.stations.create(this.sourceId(), { ideaId });
    if (station) await this.router.navigate(['/personal-station', station.id]);
  }

  protected async remove({ id, kind }: StationBookmarkView): Promise<void> {
    const path = { sourceId: this.sourceId(), kind, id };
    const isRemoved = await this.stations.isDone(() =>
      this.api.command('delete', '/api/v1/station-sources/{sourceId}/bookmarks/{kind}/{id}', { path }),
    );
    if (!isRemoved) return;
    const items = this.bookmarks.latest()?.items ?? [];
    this.bookmarks.set({ items: items.filter((each) => each.id !== id || each.kind !== kind) });
    // The button that was pressed is gone.
    this.heading().nativeElement.focus();
  }
}
