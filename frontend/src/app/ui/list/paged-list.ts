import { inject, Service, signal } from '@angular/core';
import { NavigationStart, Router } from '@angular/router';
import { filter } from 'rxjs';
import { explain, type Failure } from '../../core/api/api-error';
import type { Page } from '../../core/api/types';
import { Api } from '../../core/api/api';
import type { ItemOf, ListPath, ListQuery } from '../../core/api/contract';
import { Connection } from '../../core/api/connection';
import { Waiting } from '../../core/api/waiting';
import type { ListSource } from './list-source';
import { SeekableList } from './seekable-list';

/** As many as the server gives at once. */
const PAGE_SIZE = 120;
/** Lists kept for going back; more would only hold memory. */
const MOST_KEPT = 12;

/** Lists that tell how long they are, and lead into any part of them. */
type OutlinedPath = '/api/v1/tracks' | '/api/v1/albums' | '/api/v1/artists';

/** A list that grows page by page, as far as somebody scrolls. */
export class PagedList<Item> implements ListSource<Item> {
  private readonly loaded = signal<readonly Item[]>([]);
  private readonly loading = signal(false);
  private readonly complete = signal(false);
  private readonly failed = signal<Failure | undefined>(undefined);
  private cursor?: string;

  readonly items = this.loaded.asReadonly();
  readonly isLoading = this.loading.asReadonly();
  readonly isComplete = this.complete.asReadonly();
  readonly failure = this.failed.asReadonly();

  constructor(
    private readonly fetch: (cursor: string | undefined) => Promise<Page<Item>>,
    private readonly begun?: () => void,
  ) {}

  /** Changes what has come, as a person did on the server: what comes later follows it. */
  edit(change: (items: readonly Item[]) => readonly Item[]): void {
    this.loaded.update(change);
  }

  async more(): Promise<void> {
    if (this.loading() || this.complete()) return;
    this.loading.set(true);
    this.failed.set(undefined);
    if (this.cursor === undefined) this.begun?.();
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
  private readonly waiting = inject(Waiting);
  private readonly connection = inject(Connection);
  private outdated = 0;
  private readonly kept = new Map<string, PagedList<unknown> | SeekableList<unknown>>();
  private isGoingBack = false;

  constructor() {
    const router = inject(Router);
    this.isGoingBack = router.currentNavigation()?.trigger === 'popstate';
    router.events.pipe(filter((event) => event instanceof NavigationStart)).subscribe((event) => {
      this.isGoingBack = event.navigationTrigger === 'popstate';
    });
  }

  /**
   * The list at that path: as it was left when going back, otherwise fresh. A computation may ask: a list is kept from when
   * it begins to load.
   * @param names for those in braces in the path
   */
  at<P extends ListPath>(path: P, query: ListQuery<P>, names: Record<string, string> = {}): PagedList<ItemOf<P>> {
    const key = `${path} ${JSON.stringify([query, names])}`;
    const known = this.known(key);
    if (known) return known as PagedList<ItemOf<P>>;
    const list: PagedList<ItemOf<P>> = new PagedList(
      (cursor) => this.load(this.api.readPage(path, query, { limit: PAGE_SIZE, cursor }, names)),
      () => this.keep(key, list),
    );
    return list;
  }

  /**
   * What fits of the library, as a list that can be entered anywhere; kept in the same way.
   * @param besides what pages are to tell, which changes nothing about the list
   */
  anywhere<P extends OutlinedPath>(path: P, query: ListQuery<P>, besides?: ListQuery<P>): SeekableList<ItemOf<P>> {
    const key = `${path} anywhere ${JSON.stringify([query, besides])}`;
    const asked = { ...query, ...besides };
    const known = this.known(key);
    if (known) return known as SeekableList<ItemOf<P>>;
    const outline: `${OutlinedPath}/outline` = `${path}/outline`;
    const list: SeekableList<ItemOf<P>> = new SeekableList(
      (cursor, limit) => this.load(this.api.readPage(path, asked, { limit, ...(cursor !== undefined && { cursor }) })),
      () => this.api.read(outline, { query }),
      () => this.keep(key, list),
    );
    return list;
  }

  /** A list of answers that this browser had kept is made anew when the server is back: it may say something else now. */
  private known(key: string): unknown {
    const outdated = this.connection.outdated();
    if (outdated !== this.outdated) this.kept.clear();
    this.outdated = outdated;
    return this.isGoingBack ? this.kept.get(key) : undefined;
  }

  private async load<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const end = this.waiting.begin($localize`the list`);
    try {
      return await answer;
    } finally {
      end();
    }
  }

  private keep(key: string, list: PagedList<unknown> | SeekableList<unknown>): void {
    this.kept.delete(key);
    this.kept.set(key, list);
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }
}
