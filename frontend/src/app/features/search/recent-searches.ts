import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Search, X } from 'lucide';
import { Api } from '../../core/api/api';
import { explain } from '../../core/api/api-error';
import { query } from '../../core/api/query';
import { Toasts } from '../../core/toasts';
import { Label } from '../../ui/label';
import { Icon } from '../../ui/icon';

const ICONS = { search: Search, x: X };

/** What was searched for lately, to search for it again or to forget it. */
@Component({
  selector: 'px-recent-searches',
  imports: [Label, RouterLink, Icon],
  template: `
    @if (items().length > 0) {
      <section aria-labelledby="px-recent">
        <header>
          <h2 i18n id="px-recent" class="section-title">Searched for lately</h2>
          <button i18n type="button" class="button" (click)="forgetAll()">Clear all</button>
        </header>
        <ul>
          @for (item of items(); track item.q) {
            <li>
              <a routerLink="/search" [queryParams]="{ q: item.q }">
                <svg [pxIcon]="icons.search" size="18" aria-hidden="true"></svg>
                <bdi class="truncate">{{ item.q }}</bdi>
              </a>
              <button
                type="button"
                class="icon-button"
                i18n-pxLabel
                pxLabel="Forget {{ item.q }}"
                (click)="forget(item.q)"
              >
                <svg [pxIcon]="icons.x" size="16" aria-hidden="true"></svg>
              </button>
            </li>
          }
        </ul>
      </section>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--s4);
      margin-bottom: var(--s2);
    }
    li {
      display: flex;
      align-items: center;
      max-width: 40rem;
    }
    a {
      display: flex;
      flex: 1;
      align-items: center;
      gap: var(--s3);
      min-width: 0;
      min-height: 3rem;
      padding-inline: var(--s2);
      border-radius: var(--radius-m);
    }
    a:hover {
      background: var(--hover);
    }
    svg {
      flex: none;
      color: var(--text-dim);
    }
  `,
})
export class RecentSearches {
  protected readonly icons = ICONS;
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly recent = query('/api/v1/search/recent');
  protected readonly items = computed(() => this.recent.latest()?.items ?? []);

  protected async forget(q: string): Promise<void> {
    this.recent.set({ items: this.items().filter((item) => item.q !== q) });
    await this.send({ q });
  }

  protected async forgetAll(): Promise<void> {
    this.recent.set({ items: [] });
    await this.send({});
  }

  private async send(which: { q?: string }): Promise<void> {
    try {
      await this.api.command('delete', '/api/v1/search/recent', { query: which });
    } catch (error) {
      this.toasts.show(explain(error).message);
      this.recent.reload();
    }
  }
}
