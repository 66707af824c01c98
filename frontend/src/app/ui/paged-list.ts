import { computed, inject, Service, type Signal, signal } from '@angular/core';
import { NavigationStart, Router } from '@angular/router';
import { filter } from 'rxjs';
import { explain, type Failure } from '../core/api/api-error';
import type { Page } from '../core/api/types';
import { Api } from '../core/api/api';
import type { ItemOf, ListPath, ListQuery } from '../core/api/contract';

/** As many as the server gives at once. */
const PAGE_SIZE = 120;
/** Lists kept for going back; more would only hold memory. */
const MOST_KEPT = 12;

/** What can be shown of a list that grows. */
export interface GrowingList<Item> {
  readonly items: Signal<readonly Item[]>;
  readonly isLoading: Signal<boolean>;
  /** Whether the last page is there. */
  readonly isComplete: Signal<boolean>;
  /** Why the last attempt did not succeed; what was loaded before stays. */
  readonly failure: Signal<Failure | undefined>;
  /** Loads the next page, unless one is on its way or none is left. Tries again after a failure. */
  more(): Promise<void>;
}

/** Of a list what still belongs into it, as that changes after it was loaded. */
export function keeping<Item>(list: GrowingList<Item>, belongs: (item: Item) => boolean): GrowingList<Item> {
  const { isLoading, isComplete, failure } = list;
  return {
    items: computed(() => list.items().filter(belongs)),
    isLoading,
    isComplete,
    failure,
    more: () => list.more(),
  };
}

/** A list that grows page by page, as far as somebody scrolls. */
export class PagedList<Item> implements GrowingList<Item> {
  private readonly loaded = signal<readonly Item[]>([]);
  private readonly loading = signal(false);
  private readonly complete = signal(false);
  private readonly failed = signal<Failure | undefined>(undefined);
  private cursor?: string;

  readonly items = this.loaded.asReadonly();
  readonly isLoading = this.loading.asReadonly();
  readonly isComplete = this.complete.asReadonly();
  readonly failure = this.failed.asReadonly();

  constructor(private readonly fetch: (cursor: string | undefined) => Promise<Page<Item>>) {}

  async more(): Promise<void> {
    if (this.loading() || this.complete()) return;
    this.loading.set(true);
    this.failed.set(undefined);
    try {
      const page = await this.fetch(this.cursor);
      this.loaded.update((items) => [...items, ...page.items]);
      this.cursor = page.nextCursor;
      this.complete.set(page.nextCursor === undefined);
    } catch (error) {
      this.failed.set(explain(error));
    } finally {
      this.loading.set(false);
    }
  }
}

/**
 * Hands out lists, and the same one again to who comes back with the browser's back button, so that the page is as
 * high as it was and can be scrolled to where it was.
 */
@Service()
export class PagedLists {
  private readonly api = inject(Api);
  private readonly kept = new Map<string, PagedList<unknown>>();
  private isGoingBack = false;

  constructor() {
    const router = inject(Router);
    this.isGoingBack = router.currentNavigation()?.trigger === 'popstate';
    router.events.pipe(filter((event) => event instanceof NavigationStart)).subscribe((event) => {
      this.isGoingBack = event.navigationTrigger === 'popstate';
    });
  }

  /** The list at that path: as it was left when going back, otherwise fresh. */
  open<P extends ListPath>(path: P, query: ListQuery<P>): PagedList<ItemOf<P>> {
    const key = `${path} ${JSON.stringify(query)}`;
    const known = this.kept.get(key);
    this.kept.delete(key);
    const list =
      known && this.isGoingBack
        ? known
        : new PagedList((cursor) => this.api.readPage(path, query, { limit: PAGE_SIZE, cursor }));
    this.kept.set(key, list);
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return list as PagedList<ItemOf<P>>;
  }
}
