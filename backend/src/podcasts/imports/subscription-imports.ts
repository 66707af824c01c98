import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { Subject, type Observable } from 'rxjs';
import { decodeCursor, encodeCursor } from '../../api/index.js';
import { causeOf, Clock, DomainError, InvalidRequest, newId, NotFound, present } from '../../common/index.js';
import { Directories } from '../../config/index.js';
import { DatabaseUnusable } from '../../database/index.js';
import type { ListedSubscription } from '../../sources/index.js';
import { FeedNotReadable, ImportRunning } from '../podcast-errors.js';
import { PodcastAccess } from '../podcast-access.js';
import { Subscriptions } from '../shows/subscriptions.js';
import { ImportJournal, type ImportHead, type SettledEntry } from './import-journal.js';
import type { ImportEntriesQuery, ImportEntryPage, ImportEntryView, SubscriptionImportView } from './imports.dto.js';

/** Entries that are dealt with at a time. Of one host there is one call at a time in any case. */
const AT_ONCE = 8;
/** A host that has had enough is waited for so long, so often. */
const LONGEST_WAIT_MS = 60 * 60_000;
const MOST_TRIES = 5;
const SHOW_EVERY_MS = 500;

interface CurrentImport {
  readonly head: ImportHead;
  readonly entries: readonly ListedSubscription[];
  readonly settled: Map<number, SettledEntry>;
  readonly ending: AbortController;
  state: SubscriptionImportView['state'];
  ended: Promise<void>;
}

/** Follows all shows of a list of subscriptions, one import at a time. It goes on after a restart. */
@Injectable()
export class SubscriptionImports implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('podcasts');
  private readonly journal: ImportJournal;
  private readonly progressed = new Subject<void>();
  /** Says that the newest import got on. */
  readonly changes: Observable<void> = this.progressed.asObservable();
  private current: CurrentImport | undefined;

  constructor(
    private readonly access: PodcastAccess,
    private readonly subscriptions: Subscriptions,
    private readonly clock: Clock,
    { data }: Directories,
  ) {
    this.journal = new ImportJournal(data);
  }

  onApplicationBootstrap(): void {
    const kept = this.journal.read();
    if (!kept) return;
    const { head, entries, settled, isOver } = kept;
    this.current = begun(head, entries, settled);
    if (isOver || !this.access.isThere) this.current.state = 'finished';
    else this.current.ended = this.run(this.current);
  }

  /** What is under way is not written down, and begun anew after the next start. */
  async onApplicationShutdown(): Promise<void> {
    this.current?.ending.abort();
    await this.current?.ended;
  }

  /** The newest; absent where there was none. */
  get newest(): SubscriptionImportView | undefined {
    return this.current && viewOf(this.current);
  }

  /**
   * Begins to follow what is in an OPML file.
   * @throws InvalidRequest it is none
   * @throws ImportRunning, PodcastsOff
   */
  async start(ownerId: string, file: Uint8Array): Promise<SubscriptionImportView> {
    this.requireIdle();
    const list = await this.access.now.readSubscriptions(file);
    if (list.kind === 'refused')
      throw new InvalidRequest([
        { field: 'file', detail: `cannot be read. ${list.reason}`, because: 'no-subscriptions' },
      ]);
    // Another may have begun meanwhile.
    this.requireIdle();
    const head = { id: newId(), ownerId, startedAtMs: this.clock.nowMs() };
    this.journal.begin(head, list.entries);
    this.current = begun(head, list.entries, []);
    this.current.ended = this.run(this.current);
    return viewOf(this.current);
  }

  /** @throws NotFound it is not the newest, or another person's */
  find(ownerId: string, id: string): SubscriptionImportView {
    return viewOf(this.owned(ownerId, id));
  }

  /** Every entry of the list, with what became of it. @throws NotFound */
  entries(ownerId: string, id: string, { outcome, limit, cursor }: ImportEntriesQuery): ImportEntryPage {
    const current = this.owned(ownerId, id);
    const [after] = cursor === undefined ? [0] : decodeCursor(cursor, ['number']);
    const items: ImportEntryView[] = [];
    for (const [i, entry] of current.entries.entries()) {
      const view = entryView(i, entry, current.settled.get(i));
      if (view.line <= after || (outcome !== undefined && view.outcome !== outcome)) continue;
      if (items.length === limit) return { items, nextCursor: encodeCursor([items.at(-1)?.line ?? 0]) };
      items.push(view);
    }
    return { items };
  }

  /** Ends it, if it runs. Shows that are followed by then stay. @throws NotFound */
  async cancel(ownerId: string, id: string): Promise<void> {
    const current = this.owned(ownerId, id);
    if (current.state !== 'running') return;
    current.state = 'cancelled';
    current.ending.abort();
    await current.ended;
    this.journal.end();
    this.progressed.next();
  }

  /** Resolves when no import runs. */
  async settled(): Promise<void> {
    await this.current?.ended;
  }

  private async run(current: CurrentImport): Promise<void> {
    const shown = setInterval(() => this.progressed.next(), SHOW_EVERY_MS);
    const waiting = [...current.entries.keys()].filter((line) => !current.settled.has(line)).values();
    try {
      const work = async (): Promise<void> => {
        for (const line of waiting) {
          if (current.ending.signal.aborted) return;
          await this.deal(current, line);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      if (current.ending.signal.aborted) return;
      current.state = 'finished';
      this.journal.end();
    } catch (error) {
      // It goes on after the next start.
      this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      current.state = 'cancelled';
    } finally {
      clearInterval(shown);
      this.progressed.next();
    }
  }

  private async deal(current: CurrentImport, line: number): Promise<void> {
    const entry = current.entries[line];
    if (!entry) return;
    const { address, refusal = 'It names no feed.' } = entry;
    const settled =
      address === undefined
        ? ({ line, outcome: 'failed', reason: refusal } as const)
        : await this.follow(current, line, { ...entry, address });
    if (!settled) return;
    current.settled.set(line, settled);
    this.journal.settle(settled);
  }

  /** @returns undefined where it was given up in the middle */
  private async follow(
    { head, ending: { signal } }: CurrentImport,
    line: number,
    { address, group }: ListedSubscription & { readonly address: string },
  ): Promise<SettledEntry | undefined> {
    for (let tries = 1; ; tries++) {
      try {
        const wish = { address, priority: 'background', signal, ...(group !== undefined && { group }) } as const;
        const { showId, isNew } = await this.subscriptions.subscribe(head.ownerId, wish);
        return { line, outcome: isNew ? 'added' : 'known', showId };
      } catch (error) {
        if (signal.aborted) return undefined;
        // That the database fails is no matter of this entry alone.
        if (!(error instanceof DomainError) || error instanceof DatabaseUnusable) throw error;
        const waitMs = error instanceof FeedNotReadable ? this.waitFor(error) : undefined;
        if (waitMs === undefined || tries === MOST_TRIES) {
          return { line, outcome: 'failed', reason: error.message, cause: causeOf(error) };
        }
        await delay(waitMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** A host that says when it may be asked again is asked then: the list has more of it. */
  private waitFor({ failure: { retryAtMs } }: FeedNotReadable): number | undefined {
    if (retryAtMs === undefined) return undefined;
    const waitMs = Math.max(0, retryAtMs - this.clock.nowMs());
    return waitMs <= LONGEST_WAIT_MS ? waitMs : undefined;
  }

  private requireIdle(): void {
    if (this.current?.state === 'running') throw new ImportRunning();
  }

  private owned(ownerId: string, id: string): CurrentImport {
    const { current } = this;
    if (current?.head.id !== id || current.head.ownerId !== ownerId) throw new NotFound('import', id);
    return current;
  }
}

function begun(
  head: ImportHead,
  entries: readonly ListedSubscription[],
  settled: readonly SettledEntry[],
): CurrentImport {
  return {
    head,
    entries,
    settled: new Map(settled.map((entry) => [entry.line, entry])),
    ending: new AbortController(),
    state: 'running',
    ended: Promise.resolve(),
  };
}

function viewOf({ head, entries, settled, state }: CurrentImport): SubscriptionImportView {
  const count = { added: 0, known: 0, failed: 0 };
  for (const { outcome } of settled.values()) count[outcome]++;
  return { id: head.id, state, total: entries.length, ...count, startedAtMs: head.startedAtMs };
}

function entryView(
  i: number,
  { title, group }: ListedSubscription,
  settled: SettledEntry | undefined,
): ImportEntryView {
  const { outcome = 'waiting', showId, reason } = settled ?? {};
  return present({ line: i + 1, title, group, outcome, showId, reason });
}
