import { HttpClient } from '@angular/common/http';
import { computed, inject, Service, type Signal, signal } from '@angular/core';
import { NavigationStart, Router } from '@angular/router';
import { filter, firstValueFrom } from 'rxjs';
import { explain, type Failure } from '../core/api/api-error';
import type { Page } from '../core/api/types';

/** What a list is asked for beside its page; absent values are left out. */
export type ListParams = Readonly<Record<string, string | number | undefined>>;

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
  private readonly http = inject(HttpClient);
  private readonly kept = new Map<string, PagedList<unknown>>();
  private isGoingBack = false;

  constructor() {
    const router = inject(Router);
    this.isGoingBack = router.currentNavigation()?.trigger === 'popstate';
    router.events.pipe(filter((event) => event instanceof NavigationStart)).subscribe((event) => {
      this.isGoingBack = event.navigationTrigger === 'popstate';
    });
  }

  /** The list at `url`: as it was left when going back, otherwise fresh. */
  open<Item>(url: string, params: ListParams): PagedList<Item> {
    const wanted = Object.entries(params).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
    const key = `${url}?${wanted.map(([name, value]) => `${name}=${value}`).join('&')}`;
    const known = this.kept.get(key);
    this.kept.delete(key);
    const list =
      known && this.isGoingBack
        ? (known as PagedList<Item>)
        : new PagedList<Item>((cursor) => {
            const query = { ...Object.fromEntries(wanted), limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) };
            return firstValueFrom(this.http.get<Page<Item>>(url, { params: query }));
          });
    this.kept.set(key, list);
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return list;
  }
}
