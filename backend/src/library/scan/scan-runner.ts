import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { BehaviorSubject, type Observable } from 'rxjs';
import { causeOf, Clock, DomainError, newId } from '../../common/index.js';
import { SourceRegistry } from '../../sources/index.js';
import type { ScanTrigger, ScanView } from '../scans.dto.js';
import { LibraryScanner } from './library-scanner.js';
import { ScanProgress } from './scan-progress.js';
import { ScanRepository } from './scan-repository.js';

const SHOW_EVERY_MS = 250;
/** Scans that are remembered. */
const KEPT_SCANS = 100;

interface CurrentScan {
  readonly view: ScanView;
  readonly progress: ScanProgress;
  readonly abort: AbortController;
  readonly ended: Promise<ScanView>;
}

export interface StartOptions {
  readonly trigger: ScanTrigger;
  readonly rereadAll?: boolean;
  /** Only these units, by source id. */
  readonly only?: ReadonlyMap<string, readonly string[]>;
}

/** Runs one scan at a time: when the server starts, when a person asks, and when a source reports a change. */
@Injectable()
export class ScanRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ScanRunner.name);
  private readonly latest = new BehaviorSubject<ScanView | undefined>(undefined);
  private readonly watching = new AbortController();
  /** Units that changed while a scan ran, by source id: looked at when it has ended. */
  private readonly changed = new Map<string, Set<string>>();
  /** Among these are some that are to be read though they have not changed. */
  private isRereadWanted = false;
  private current?: CurrentScan;
  private isAfterInterruption = false;

  constructor(
    private readonly scanner: LibraryScanner,
    private readonly scans: ScanRepository,
    private readonly sources: SourceRegistry,
    private readonly clock: Clock,
  ) {}

  /** The newest scan as it goes; absent as long as none ever ran. */
  get newest(): ScanView | undefined {
    return this.latest.value;
  }

  /** The newest scan as it goes, then each further one; undefined as long as none ever ran. */
  get views(): Observable<ScanView | undefined> {
    return this.latest.asObservable();
  }

  /** The scan that is running. */
  get running(): ScanView | undefined {
    return this.current && this.show(this.current);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.isAfterInterruption = (await this.scans.markInterrupted(this.clock.nowMs())) > 0;
    const [last] = await this.scans.newest(1);
    this.latest.next(last);
  }

  /** Looks through everything once, then follows what the sources report. Called when the server listens. */
  begin(): void {
    const collections = this.sources.having('collection');
    if (collections.length === 0) return;
    this.start({ trigger: 'start' });
    for (const { source, capability } of collections) {
      const watched = capability.watch?.((keys) => this.follow(source.id, keys), this.watching.signal);
      watched?.catch((error: unknown) => this.logger.warn(`${source.name} is not watched: ${String(error)}`));
    }
  }

  /** Starts a scan. @returns the running one if there is one already, and whether it was started now */
  start(options: StartOptions): { view: ScanView; isNew: boolean } {
    if (this.current) return { view: this.show(this.current), isNew: false };
    const view: ScanView = {
      id: newId(), state: 'running', trigger: options.trigger, startedAtMs: this.clock.nowMs(), itemsSeen: 0, itemsDone: 0,
      tracksAdded: 0, tracksUpdated: 0, tracksMoved: 0, tracksMissing: 0, itemsBroken: 0,
    }; // prettier-ignore
    const progress = new ScanProgress();
    const abort = new AbortController();
    const ended = this.run(view, progress, abort.signal, options);
    ended.catch((error: unknown) => this.logger.error(`The end of a scan was not written down: ${String(error)}`));
    this.current = { view, progress, abort, ended };
    this.latest.next(view);
    return { view, isNew: true };
  }

  /** Resolves when the running scan has ended, at once if none runs. */
  async settled(): Promise<ScanView | undefined> {
    return this.current?.ended;
  }

  /** Ends the running scan soon. What it has written stays. */
  async cancel(): Promise<void> {
    this.current?.abort.abort();
    await this.current?.ended;
  }

  async onApplicationShutdown(): Promise<void> {
    this.watching.abort();
    this.changed.clear();
    await this.cancel();
    this.latest.complete();
  }

  private async run(
    view: ScanView,
    progress: ScanProgress,
    signal: AbortSignal,
    options: StartOptions,
  ): Promise<ScanView> {
    const shown = setInterval(() => this.latest.next(this.running), SHOW_EVERY_MS);
    try {
      await this.scans.open(view);
      const { isAfterInterruption } = this;
      await this.scanner.scan({ ...options, isAfterInterruption, signal }, progress);
      this.isAfterInterruption = signal.aborted;
      view.state = signal.aborted ? 'cancelled' : 'finished';
    } catch (error) {
      this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      view.state = signal.aborted ? 'cancelled' : 'failed';
      view.reason = error instanceof Error ? error.message : String(error);
      if (error instanceof DomainError) view.cause = causeOf(error);
      this.isAfterInterruption = true;
    } finally {
      clearInterval(shown);
    }
    copy(progress, view);
    view.finishedAtMs = this.clock.nowMs();
    try {
      // Still the current one: whoever shuts down waits until it is written down.
      await this.scans.close(view, KEPT_SCANS);
    } finally {
      this.current = undefined;
      this.latest.next(view);
    }
    if (view.state === 'finished') this.followUp();
    return view;
  }

  /** Reads these units, changed or not, as soon as no scan runs. */
  readAgain(sourceId: string, unitKeys: readonly string[]): void {
    this.isRereadWanted = true;
    this.follow(sourceId, unitKeys);
  }

  private follow(sourceId: string, unitKeys: readonly string[]): void {
    const keys = this.changed.get(sourceId) ?? new Set();
    for (const key of unitKeys) keys.add(key);
    this.changed.set(sourceId, keys);
    this.followUp();
  }

  private followUp(): void {
    if (this.current || this.changed.size === 0 || this.watching.signal.aborted) return;
    const only = new Map([...this.changed].map(([id, keys]) => [id, [...keys]]));
    this.changed.clear();
    const rereadAll = this.isRereadWanted;
    this.isRereadWanted = false;
    this.start({ trigger: 'watch', only, rereadAll });
  }

  private show({ view, progress }: CurrentScan): ScanView {
    const nowMs = this.clock.nowMs();
    const shown = copy(progress, structuredClone(view));
    const rate = progress.itemsPerSecond(nowMs);
    if (rate !== undefined) shown.itemsPerSecond = Math.round(rate);
    const remainingMs = progress.remainingMs(nowMs);
    if (remainingMs !== undefined) shown.remainingMs = Math.round(remainingMs);
    return shown;
  }
}

function copy(progress: ScanProgress, view: ScanView): ScanView {
  view.itemsSeen = progress.itemsSeen;
  if (progress.itemsTotal !== undefined) view.itemsTotal = progress.itemsTotal;
  view.itemsDone = progress.itemsDone;
  view.tracksAdded = progress.added;
  view.tracksUpdated = progress.updated;
  view.tracksMoved = progress.moved;
  view.tracksMissing = progress.missing;
  view.itemsBroken = progress.broken;
  return view;
}
