import { computed, signal } from '@angular/core';
import { explain, type Failure } from '../../core/api/api-error';
import type { Page } from '../../core/api/types';
import type { SeekableSource } from './list-source';

/** How long a list is, with the cursors of its pages but for the first. */
export interface Outline {
  readonly count: number;
  /** Items of a page. */
  readonly every: number;
  readonly cursors: readonly string[];
  /** Of lists by name: where the letters from A to Z are, as far as something begins with them or comes behind. */
  readonly letters?: readonly { readonly letter: string; readonly at: number }[];
}

/** Until the outline is there, the first page has as many. */
const FIRST_PAGE = 100;
/** Pages kept: what lies furthest from the view goes, so that going through everything takes no more memory than that. */
const MOST_PAGES = 24;
/** Pages asked for at the same time. Who scrolls fast is gone before more of them are there. */
const MOST_AT_ONCE = 2;

/** A list of any length, of which what is in view is loaded, wherever that is. */
export class SeekableList<Item> implements SeekableSource<Item> {
  private readonly pages = signal<ReadonlyMap<number, readonly Item[]>>(new Map());
  private readonly outline = signal<Outline | undefined>(undefined);
  private readonly asked = signal<ReadonlySet<number>>(new Set());
  private readonly failed = signal<Failure | undefined>(undefined);
  private readonly onlyPage = signal(false);
  private wanted = { from: 0, to: 0 };
  private outlining?: Promise<void>;

  /** What is loaded, in the order of the list. */
  readonly items = computed(() => [...this.pages()].sort(([a], [b]) => a - b).flatMap(([, items]) => items));
  readonly count = computed(() => {
    const first = this.pages().get(0)?.length;
    return this.onlyPage() ? first : this.outline()?.count;
  });
  readonly isLoading = computed(() => this.asked().size > 0);
  /** How long it is may be known before anything of it is there: then it is not empty. */
  readonly isComplete = computed(() => {
    const count = this.count();
    return count === 0 || (count !== undefined && this.pages().size > 0);
  });
  readonly failure = this.failed.asReadonly();

  /**
   * @param fetch gives the page behind a cursor
   * @param fetchOutline asked once, as soon as there is more than a page
   */
  constructor(
    private readonly fetch: (cursor: string | undefined, limit: number) => Promise<Page<Item>>,
    private readonly fetchOutline: () => Promise<Outline>,
    private readonly begun?: () => void,
  ) {}

  private get every(): number {
    return this.outline()?.every ?? FIRST_PAGE;
  }

  at(index: number): Item | undefined {
    const page = Math.floor(index / this.every);
    return this.pages().get(page)?.[index - page * this.every];
  }

  /** Loads what is missing from one item to before another; what was wanted before and has not begun is not loaded. */
  need(start: number, end: number): void {
    this.wanted = { from: Math.floor(start / this.every), to: Math.floor(Math.max(start, end - 1) / this.every) };
    if (!this.failed()) this.load();
  }

  async between(from: number, to: number): Promise<readonly Item[]> {
    const last = Math.min(to, (this.count() ?? 0) - 1);
    const first = Math.floor(from / this.every);
    const items: Item[] = [];
    for (let page = first; page * this.every <= last; page++) {
      const known = this.pages().get(page);
      const cursor = page === 0 ? undefined : this.outline()?.cursors[page - 1];
      items.push(...(known ?? (await this.fetch(cursor, this.every)).items));
    }
    return items.slice(from - first * this.every, last + 1 - first * this.every);
  }

  placesWhere(fits: (item: Item) => boolean): readonly number[] {
    return [...this.pages()].flatMap(([page, items]) =>
      items.flatMap((item, at) => (fits(item) ? [page * this.every + at] : [])),
    );
  }

  async placeOf(letter: string): Promise<number> {
    await this.loadOutline();
    const { count = 0, letters = [] } = this.outline() ?? {};
    return letters.find((each) => each.letter === letter)?.at ?? Math.max(0, count - 1);
  }

  /** Tries again after a failure. */
  more(): Promise<void> {
    this.failed.set(undefined);
    this.load();
    return Promise.resolve();
  }

  private load(): void {
    if (this.outline() === undefined) {
      if (this.pages().size === 0) void this.loadPage(0);
      else if (!this.onlyPage()) void this.loadOutline();
      return;
    }
    for (let page = this.wanted.from; page <= this.wanted.to; page++) {
      if (this.asked().size >= MOST_AT_ONCE) return;
      if (!this.pages().has(page) && !this.asked().has(page)) void this.loadPage(page);
    }
  }

  private async loadPage(page: number): Promise<void> {
    if (this.asked().has(page)) return;
    const cursor = page === 0 ? undefined : this.outline()?.cursors[page - 1];
    if (page > 0 && cursor === undefined) return;
    if (this.pages().size === 0) this.begun?.();
    this.asked.update((asked) => new Set([...asked, page]));
    try {
      const { items, nextCursor } = await this.fetch(cursor, this.every);
      if (page === 0 && nextCursor === undefined) this.onlyPage.set(true);
      this.pages.update((pages) => this.keepNear(new Map([...pages, [page, items]])));
    } catch (error) {
      this.failed.set(explain(error));
    } finally {
      this.asked.update((asked) => new Set([...asked].filter((one) => one !== page)));
    }
    if (!this.failed()) this.load();
  }

  private loadOutline(): Promise<void> {
    return (this.outlining ??= this.fetchOutline().then(
      (outline) => {
        this.outline.set(outline);
        this.load();
      },
      (error: unknown) => {
        this.outlining = undefined;
        this.failed.set(explain(error));
      },
    ));
  }

  private keepNear(pages: Map<number, readonly Item[]>): Map<number, readonly Item[]> {
    const middle = (this.wanted.from + this.wanted.to) / 2;
    const far = (page: number): number => Math.abs(page - middle);
    const spare = [...pages.keys()].sort((a, b) => far(b) - far(a)).slice(0, Math.max(0, pages.size - MOST_PAGES));
    // The first page says whether there is more.
    for (const page of spare) if (page !== 0) pages.delete(page);
    return pages;
  }
}
