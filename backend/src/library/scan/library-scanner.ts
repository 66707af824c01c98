import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { SourceRegistry, type CapableSource, type CollectedUnit, type CollectionEvent } from '../../sources/index.js';
import { marks } from '../../sql/index.js';
import type { ScanProgress } from './scan-progress.js';
import { ScanStore } from './scan-store.js';

/**
 * Tracks in one transaction: some fifty milliseconds of writing, for which an edit may have to wait. Larger ones write
 * the pages of each index fewer times, smaller ones lose less when the power goes.
 */
const BATCH_ITEMS = 500;
/** Moved files that are looked for at once. */
const MAX_CANDIDATES = 2_000;
/** SQLite takes 32,766 in one statement, and a folder may hold more files. */
const MAX_PARAMETERS = 5_000;
/** Units in one transaction that only marks things as missing. */
const REMOVE_AT_ONCE = 50;

export interface ScanOptions {
  /** Read also what has not changed. */
  readonly rereadAll?: boolean;
  /** Only these units, by source id. */
  readonly only?: ReadonlyMap<string, readonly string[]>;
  /** An earlier scan ended before it had counted everything. */
  readonly isAfterInterruption?: boolean;
  readonly signal: AbortSignal;
}

interface Running {
  readonly source: CapableSource<'collection'>;
  readonly store: ScanStore;
  readonly progress: ScanProgress;
  /** Units known before and not met yet. */
  readonly unseen: Set<string>;
  /** Whether anything was known of this source before: else nothing can have moved. */
  readonly isFirst: boolean;
  readonly complete: string[];
  readonly unreadable: string[];
  /** What was known of units that are being read now. */
  readonly itemsOf: Map<string, ReadonlyMap<string, string>>;
}

/**
 * Brings the library in line with every source that has a collection. What is unchanged is not opened; what has gone is
 * marked as missing, and only where the source could be seen whole. Each batch is a transaction: a scan that ends
 * anywhere loses at most one, and the next one takes up where it ended.
 */
@Injectable()
export class LibraryScanner {
  private readonly logger = new Logger(LibraryScanner.name);

  constructor(
    private readonly database: Database,
    private readonly sources: SourceRegistry,
    private readonly clock: Clock,
  ) {}

  /** Runs until everything is done or the signal aborts. One source's fault does not stop the others; it is thrown last. */
  async scan(options: ScanOptions, progress: ScanProgress): Promise<void> {
    const store = ScanStore.for(this.database);
    const faults: unknown[] = [];
    try {
      if (options.isAfterInterruption) await store.touchAll();
      for (const source of this.sources.having('collection')) {
        if (options.signal.aborted) break;
        if (options.only && !options.only.has(source.source.id)) continue;
        try {
          await this.scanSource(source, store, options, progress);
        } catch (error) {
          this.logger.error(`Scanning ${source.source.name} failed: ${String(error)}`);
          faults.push(error);
        }
      }
      const hasChanges = progress.added + progress.updated + progress.moved + progress.missing > 0;
      if (hasChanges || options.isAfterInterruption) await store.settle();
    } finally {
      await store.close();
    }
    if (faults.length > 0) throw faults[0];
  }

  private async scanSource(
    source: CapableSource<'collection'>,
    store: ScanStore,
    options: ScanOptions,
    progress: ScanProgress,
  ): Promise<void> {
    const { id } = source.source;
    const rows = await this.database.read.all<{ name: string; version: string }>(
      'SELECT name, version FROM collection_unit WHERE source = ?',
      [id],
    );
    const known = new Map(rows.map(({ name, version }) => [name, options.rereadAll ? '' : version]));
    const isFirst = (await this.database.read.get('SELECT key FROM track_source LIMIT 1')) === undefined;
    const running: Running = {
      source, store, progress, unseen: new Set(known.keys()), isFirst, complete: [], unreadable: [], itemsOf: new Map(),
    }; // prettier-ignore
    const events = source.capability.scan({
      known,
      knownItems: async (unitKey) => {
        const items = await this.knownItems(id, unitKey);
        running.itemsOf.set(unitKey, items);
        // Which items there were is of use all the same.
        return options.rereadAll ? new Map(Array.from(items.keys(), (locator) => [locator, ''])) : items;
      },
      keptWhole: await this.keptWhole(id),
      only: options.only?.get(id),
      signal: options.signal,
    });
    await this.takeIn(events, running);
    if (!options.signal.aborted) await this.removeGone(running);
  }

  private async takeIn(events: AsyncIterable<CollectionEvent>, running: Running): Promise<void> {
    const { progress, store, unseen } = running;
    const seenBefore = progress.itemsSeen;
    let batch: CollectedUnit[] = [];
    let items = 0;
    let seen = 0;
    const flush = async (): Promise<void> => {
      const [units, count] = [batch, seen];
      batch = [];
      items = 0;
      seen = 0;
      if (units.length > 0) await this.write(running, units, count);
    };
    for await (const event of events) {
      switch (event.kind) {
        case 'progress':
          progress.itemsSeen = seenBefore + event.itemsSeen;
          progress.isWalkDone = event.isWalkDone;
          // What was not met may turn out to have gone: that is written, too.
          if (event.isWalkDone) store.expect(event.itemsSeen + unseen.size);
          break;
        case 'unchanged':
          for (const key of event.unitKeys) unseen.delete(key);
          progress.itemsDone += event.items;
          break;
        case 'unit':
          unseen.delete(event.unit.key);
          batch.push(event.unit);
          items += event.unit.items.length;
          seen += event.unit.itemsSeen ?? event.unit.items.length;
          if (items >= BATCH_ITEMS) await flush();
          break;
        case 'complete':
          running.complete.push(event.unitKeyPrefix);
          break;
        case 'unreadable':
          running.unreadable.push(event.unitKeyPrefix);
          this.logger.warn(`${running.source.source.name}: ${event.unitKeyPrefix}: ${event.reason}`);
      }
    }
    await flush();
  }

  private async write(running: Running, units: readonly CollectedUnit[], items: number): Promise<void> {
    const { source, store, progress, isFirst } = running;
    const gone = isFirst ? [] : await this.goneAmong(running, units);
    const counts = await store.write(
      { source: source.source.id, units, isFirstScan: isFirst, gone },
      this.clock.nowMs(),
    );
    progress.count(items, counts, this.clock.nowMs());
  }

  /** Of the known items with the content of something that is new here, those that are not where they were. */
  private async goneAmong(
    { source: { source, capability }, itemsOf }: Running,
    units: readonly CollectedUnit[],
  ): Promise<readonly string[]> {
    const contents = new Set<string>();
    for (const { key, items } of units) {
      const known = itemsOf.get(key);
      itemsOf.delete(key);
      for (const item of items)
        if (item.kind === 'track' && !known?.has(item.locator)) contents.add(item.track.contentKey);
    }
    const locators: string[] = [];
    const all = [...contents];
    for (let from = 0; from < all.length && locators.length < MAX_CANDIDATES; from += MAX_PARAMETERS) {
      const some = all.slice(from, from + MAX_PARAMETERS);
      const rows = await this.database.read.all<{ locator: string }>(
        `SELECT locator FROM track_source WHERE source = ? AND is_missing = ? AND content_key IN (${marks(some)}) LIMIT ?`,
        [source.id, false, ...some, MAX_CANDIDATES - locators.length],
      );
      for (const { locator } of rows) locators.push(locator);
    }
    if (locators.length === 0) return [];
    const present = await capability.present(locators);
    return locators.filter((locator) => !present.has(locator));
  }

  private async removeGone({ source, store, progress, unseen, complete, unreadable }: Running): Promise<void> {
    const isBelow = (key: string) => (prefix: string) => key.startsWith(prefix);
    const gone = [...unseen].filter((key) => complete.some(isBelow(key)) && !unreadable.some(isBelow(key)));
    for (let from = 0; from < gone.length; from += REMOVE_AT_ONCE) {
      const counts = await store.remove(source.source.id, gone.slice(from, from + REMOVE_AT_ONCE));
      progress.count(0, counts, this.clock.nowMs());
    }
  }

  private async keptWhole(source: string): Promise<ReadonlySet<string>> {
    const rows = await this.database.read.all<{ content_key: string }>(
      'SELECT content_key FROM kept_whole WHERE source = ?',
      [source],
    );
    return new Set(rows.map(({ content_key }) => content_key));
  }

  /** Versions of what is known of one unit, readable or not. What is missing is not known: it must be read to return. */
  private async knownItems(source: string, unitName: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.read.all<{ locator: string; version: string }>(
      `SELECT s.locator, s.version FROM track_source s JOIN collection_unit u ON u.key = s.unit_key
         WHERE u.source = ? AND u.name = ? AND NOT s.is_missing
       UNION ALL
       SELECT f.locator, f.version FROM scan_fault f JOIN collection_unit u ON u.key = f.unit_key
         WHERE u.source = ? AND u.name = ?`,
      [source, unitName, source, unitName],
    );
    return new Map(rows.map(({ locator, version }) => [locator, version]));
  }
}
