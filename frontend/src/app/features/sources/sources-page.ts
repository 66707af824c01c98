import { Component, DestroyRef, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Connection } from '../../core/api/connection';
import { query } from '../../core/api/query';
import { Events } from '../../core/events/events';
import { FailureNote } from '../../ui/failure';
import { SourceCard } from './source-card';

/** Times are told by the minute. */
const TICK_MS = 15_000;

/** Where music comes from: how each source is doing, what to do about it, and what else there is. */
@Component({
  selector: 'px-sources-page',
  imports: [FailureNote, RouterLink, SourceCard],
  template: `
    <h1 i18n class="page-title" tabindex="-1">Sources</h1>
    @if (sources.failure(); as failure) {
      <px-failure [failure]="failure" (retried)="sources.reload()" />
    }
    @if (sources.value(); as list) {
      <div class="cards">
        @for (source of list.items; track source.id) {
          <px-source-card [source]="source" [nowMs]="nowMs()" (tried)="sources.reload()" />
        }
      </div>
      @if (list.off.length > 0) {
        <section aria-labelledby="px-sources-off">
          <h2 i18n id="px-sources-off">Not switched on</h2>
          <ul>
            @for (source of list.off; track source.setting) {
              <li i18n>
                {{ source.name }}: set <code>{{ source.setting }}: true</code> in the configuration and start Pyxis
                again.
              </li>
            }
          </ul>
        </section>
      }
      <p i18n class="dim">Folders and scans of your own files are in <a routerLink="/settings">Settings</a>.</p>
    } @else if (!sources.failure()) {
      <div class="cards" aria-hidden="true">
        @for (_ of [1, 2, 3]; track $index) {
          <div class="skeleton"></div>
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--s6);
      max-width: 60rem;
    }
    h1 {
      margin-bottom: calc(-1 * var(--s4));
    }
    .cards {
      display: grid;
      gap: var(--s3);
    }
    .skeleton {
      height: 6.5rem;
      border-radius: var(--radius-m);
    }
    h2 {
      margin-bottom: var(--s2);
      font-size: var(--step-2);
    }
    li {
      margin-bottom: var(--s1);
      overflow-wrap: anywhere;
    }
    .dim a {
      text-decoration: underline;
    }
    .dim {
      color: var(--text-dim);
    }
  `,
  host: { class: 'page' },
})
export class SourcesPage {
  private readonly connection = inject(Connection);
  protected readonly nowMs = signal(Date.now());
  protected readonly sources = query(
    '/api/v1/sources',
    () => {
      this.connection.recovered();
      return {};
    },
    $localize`the sources`,
  );

  constructor() {
    inject(Events).listen('sources', (list) => this.sources.set(list));
    const timer = setInterval(() => this.nowMs.set(Date.now()), TICK_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
