import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { query } from '../../core/api/query';
import type { KeptEntry } from '../../core/api/types';
import { HomeKeeping } from '../../media/home-keeping';
import { EmptyState } from '../../ui/empty-state';
import { sizeInWords } from '../../ui/format';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { keeping } from '../../ui/list/list-source';
import { PagedLists } from '../../ui/list/paged-list';
import { KEPT_ROWS, KeptRow } from './kept-row';
import { costInWords, fetchingInWords, offlineInWords } from './words';

/** What is at home of what lies elsewhere: why, what it takes, and what would play without the internet. */
@Component({
  selector: 'px-kept-page',
  imports: [EmptyState, KeptRow, List, ListItem],
  template: `
    <h1 i18n class="page-title" tabindex="-1">Kept at home</h1>
    <p class="offline">
      @if (offline.latest(); as view) {
        {{ sentence(view) }}
      } @else if (offline.failure(); as failure) {
        {{ failure.message }}
      } @else {
        <span class="skeleton" aria-hidden="true"></span>
      }
    </p>
    <div class="facts">
      <div class="fact">
        <p class="tabular">{{ room() }}</p>
        <button i18n type="button" class="button" [disabled]="isNothingToRemove()" (click)="removeHeard()">
          Clear cached music
        </button>
      </div>
      @for (cost of costs(); track cost) {
        <p class="dim tabular">{{ cost }}</p>
      }
      @if (fetching(); as words) {
        <div class="fact" role="status">
          <p class="tabular">{{ words }}</p>
          <button type="button" class="button" (click)="home.pause(!isPaused())">
            @if (isPaused()) {
              <ng-container i18n>Resume</ng-container>
            } @else {
              <ng-container i18n>Pause</ng-container>
            }
          </button>
        </div>
      }
    </div>
    @if (isEmpty()) {
      <px-empty-state i18n-heading heading="Nothing is kept yet">
        <p i18n>
          Albums from other services are kept once you add them to your collection, and so is anything you choose to
          “Keep at home”. What you listen to stays as long as there is room.
        </p>
      </px-empty-state>
    } @else {
      <px-list i18n-label label="Kept at home" [look]="rows">
        <px-kept-row *pxListItem="let entry of entries()" [entry]="entry" (removed)="remove(entry)" />
      </px-list>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .offline {
      max-width: 46rem;
      min-height: 3em;
      margin-block: var(--s2) var(--s5);
      font-size: var(--step-1);
    }
    .offline .skeleton {
      display: block;
      max-width: 30rem;
      height: 1.2em;
    }
    .facts {
      display: grid;
      gap: var(--s3);
      margin-bottom: var(--s6);
    }
    .fact {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--s2) var(--s4);
      min-height: 2.75rem;
    }
    @media (width < 700px) {
      /* Whether both fit in a line is known only once there are words. */
      .fact {
        flex-direction: column;
        align-items: start;
      }
      .fact p {
        min-height: 1lh;
      }
    }
    .dim {
      color: var(--text-dim);
    }
  `,
  host: { class: 'page' },
})
export class KeptPage {
  protected readonly home = inject(HomeKeeping);
  private readonly lists = inject(PagedLists);
  private readonly version = signal(0);
  private readonly removed = signal<ReadonlySet<string>>(new Set());
  protected readonly rows = KEPT_ROWS;
  protected readonly sentence = offlineInWords;
  protected readonly offline = query('/api/v1/kept/offline', () => ({}), $localize`what would play`);
  /** Of all pages the first tells what all of it takes. */
  private readonly summary = query('/api/v1/kept', () => ({ query: { limit: 1 } }), $localize`what is kept`);
  private readonly all = computed(() => {
    this.version();
    return this.lists.at('/api/v1/kept', {});
  });
  protected readonly entries = computed(() => keeping(this.all(), ({ id }) => !this.removed().has(id)));
  protected readonly isEmpty = computed(() => this.all().isComplete() && this.entries().items().length === 0);
  protected readonly isPaused = computed(() => this.home.state()?.isPaused === true);
  protected readonly fetching = computed(() => {
    const state = this.home.state();
    return state && fetchingInWords(state);
  });
  protected readonly costs = computed(() => this.summary.latest()?.costs.map((cost) => costInWords(cost)) ?? []);
  protected readonly room = computed(() => {
    const totals = this.summary.latest()?.totals;
    if (!totals) return ' ';
    const room = sizeInWords(totals.maxBytes);
    return totals.sizeBytes > 0
      ? $localize`${sizeInWords(totals.sizeBytes)}:taken: of ${room}:room: used.`
      : $localize`None of ${room}:room: used.`;
  });
  protected readonly isNothingToRemove = computed(() => {
    const totals = this.summary.latest()?.totals;
    return !totals || totals.sizeBytes <= totals.pinnedBytes;
  });
  private readonly hasMissing = computed(() => (this.home.state()?.missingCount ?? 0) > 0);

  constructor() {
    effect(() => {
      // Something came home or went: what it comes to is another now.
      if (this.home.changes() > 0) untracked(() => this.recount());
    });
    effect(() => {
      // The list is shown anew when all has come, and not below the finger with each track.
      if (!this.hasMissing()) untracked(() => this.version.update((count) => count + 1));
    });
  }

  protected async remove({ id }: KeptEntry): Promise<void> {
    if (!(await this.home.remove(id))) return;
    this.removed.update((ids) => new Set(ids).add(id));
    this.recount();
  }

  protected async removeHeard(): Promise<void> {
    if (!(await this.home.removeUnpinned())) return;
    this.version.update((count) => count + 1);
    this.recount();
  }

  private recount(): void {
    this.offline.reload();
    this.summary.reload();
  }
}
