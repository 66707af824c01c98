import type { SourceItems, SourceSnapshots, SourceItemKind } from '../catalogue/index.js';
import { type Clock, DomainError, RecentAnswers } from '../common/index.js';
import type { Database } from '../database/index.js';

/** Nothing is asked twice within this. */
export const RECENT_MS = 60_000;
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
  private readonly recent: RecentAnswers<Page>;

  constructor(
    private readonly kind: Exclude<SourceItemKind, 'track'>,
    private readonly tools: PageTools,
  ) {
    this.recent = new RecentAnswers(tools.clock, RECENT_MS, RECENT_PAGES);
  }

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
    const { items, snapshots, database } = this.tools;
    const askAndKeep = async (shared: AbortSignal): Promise<Page> => {
      const page = await ask(shared);
      await snapshots.keep([{ source, kind: this.kind, nativeId, value: page }]);
      return page;
    };
    try {
      return { page: await this.recent.get(`${source}:${nativeId}`, askAndKeep, signal) };
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      const [kept] = await items.read<Page>(database.read, this.kind, [{ source, nativeId }]);
      if (!kept) throw error;
      return { page: kept.value, seenAtMs: kept.fetchedAtMs };
    }
  }
}

/** The source does not answer now, or is not asked. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof DomainError && error.kind === 'unavailable';
}
