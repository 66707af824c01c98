import type { SourceItems, SourceSnapshots, SourceItemKind } from '../catalogue/index.js';
import { BoundedCache, type Clock, DomainError, SharedWork } from '../common/index.js';
import type { Database } from '../database/index.js';

/** Nothing is asked twice within this. */
const RECENT_MS = 60_000;
/** Of each kind: some megabytes where they are long. */
const RECENT_PAGES = 50;

/** A page of a source. */
export interface Opened<Page> {
  readonly page: Page;
  /** When the source told so, where it cannot be asked now. Absent: now. */
  readonly seenAtMs?: number;
}

export interface PageTools {
  readonly items: SourceItems;
  readonly snapshots: SourceSnapshots;
  readonly database: Database;
  readonly clock: Clock;
}

/**
 * Pages of one kind. Each is asked for once for all who want it at the same time, not again within a minute, and kept as it
 * was seen last: that is shown when the source does not answer.
 */
export class OpenedPages<Page extends object> {
  private readonly recent = new BoundedCache<string, { readonly page: Page; readonly atMs: number }>(RECENT_PAGES);
  private readonly work = new SharedWork<Page>();

  constructor(
    private readonly kind: Exclude<SourceItemKind, 'track'>,
    private readonly tools: PageTools,
  ) {}

  /**
   * @param ask asks the source
   * @throws what `ask` throws, where the page was never seen or is there no more
   */
  async open(
    source: string,
    nativeId: string,
    ask: (signal: AbortSignal) => Promise<Page>,
    signal: AbortSignal,
  ): Promise<Opened<Page>> {
    const name = `${source}:${nativeId}`;
    const recent = this.recentOf(name);
    if (recent) return { page: recent };
    try {
      return { page: await this.work.do(name, (shared) => this.ask(source, nativeId, ask, shared), signal) };
    } catch (error) {
      if (!(error instanceof DomainError && error.kind === 'unavailable')) throw error;
      const [kept] = await this.tools.items.read<Page>(this.tools.database.read, this.kind, [{ source, nativeId }]);
      if (!kept) throw error;
      return { page: kept.value, seenAtMs: kept.fetchedAtMs };
    }
  }

  private recentOf(name: string): Page | undefined {
    const recent = this.recent.get(name);
    return recent && this.tools.clock.nowMs() - recent.atMs < RECENT_MS ? recent.page : undefined;
  }

  private async ask(
    source: string,
    nativeId: string,
    ask: (signal: AbortSignal) => Promise<Page>,
    signal: AbortSignal,
  ): Promise<Page> {
    const page = await ask(signal);
    this.recent.set(`${source}:${nativeId}`, { page, atMs: this.tools.clock.nowMs() });
    await this.tools.snapshots.keep([{ source, kind: this.kind, nativeId, value: page }]);
    return page;
  }
}
