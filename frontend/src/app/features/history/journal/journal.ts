import { computed, signal } from '@angular/core';
import { explain, type Failure } from '../../../core/api/api-error';
import type { ListenPage } from '../../../core/api/history-types';

/** Newer is up, older is down. */
export type Direction = 'newer' | 'older';

/** Which page is asked for: the first, or the one that lies next to what is held. */
export type FetchPage = (beyond?: { cursor: string; direction: Direction }) => Promise<ListenPage>;

/** Held at once; more is dropped at the end from which somebody scrolls away, so that ten years need no more memory. */
const MOST_PAGES = 8;

/**
 * A stretch of the journal without gaps, newest first, that grows to either end as somebody scrolls there. Where it
 * begins is up to the first page that `fetch` brings.
 */
export class Journal {
  private readonly pages = signal<readonly ListenPage[]>([]);
  private readonly loading = signal<Direction | undefined>(undefined);
  private readonly failed = signal<(Failure & { direction: Direction }) | undefined>(undefined);

  readonly listens = computed(() => this.pages().flatMap((page) => page.items));
  readonly hasBegun = computed(() => this.pages().length > 0);
  readonly hasNewer = computed(() => this.pages()[0]?.newerCursor !== undefined);
  readonly hasOlder = computed(() => !this.hasBegun() || this.pages().at(-1)?.olderCursor !== undefined);
  readonly isLoading = computed(() => this.loading() !== undefined);
  /** Why the last attempt at that end did not succeed; what is held stays. */
  readonly failure = this.failed.asReadonly();

  constructor(private readonly fetch: FetchPage) {}

  /** Loads the next page at that end, unless one is on its way or none is left. Tries again after a failure. */
  async extend(direction: Direction): Promise<void> {
    const held = this.pages();
    const cursor = direction === 'newer' ? held[0]?.newerCursor : held.at(-1)?.olderCursor;
    if (this.loading() || (held.length > 0 && cursor === undefined)) return;
    this.loading.set(direction);
    this.failed.set(undefined);
    try {
      const page = await this.fetch(cursor === undefined ? undefined : { cursor, direction });
      this.pages.set(direction === 'newer' ? [page, ...held].slice(0, MOST_PAGES) : [...held, page].slice(-MOST_PAGES));
    } catch (error) {
      this.failed.set({ ...explain(error), direction });
    } finally {
      this.loading.set(undefined);
    }
  }
}
