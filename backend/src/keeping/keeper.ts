import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Subject, type Observable, type Subscription } from 'rxjs';
import { BoundedCache, causeOf, Clock, DomainError, type Cause } from '../common/index.js';
import { PlacementStore } from '../library/index.js';
import { KeptAudio } from '../streaming/index.js';
import { UpstreamError } from '../upstream/index.js';
import { MonthCosts } from './month-costs.js';
import { REASONS, Wants, type Reason, type Want } from './wants.js';

const MINUTE_MS = 60_000;
/** After the start, which is busy enough; and from then on, for what changes by itself: days pass, and sources are well again. */
const FIRST_LOOK_MS = 20_000;
const LOOK_EVERY_MS = 5 * MINUTE_MS;
/** Of the room for audio from elsewhere: the rest is for what is merely heard, and whoever asks for more by name may have it. */
const POLICY_SHARE = 0.8;
/** A track that could not be had is left alone for so long. */
const TRACK_RESTS_MS = 60 * MINUTE_MS;
/** So is its source, twice as long after each further failure in a row. */
const SOURCE_RESTS_MS = MINUTE_MS;
const LONGEST_REST_MS = 60 * MINUTE_MS;
const MOST_REMEMBERED = 10_000;
const MONTH_USED_UP = 'What may be fetched this month is nearly used up: what is missing waits for the next one.';
const NO_ROOM =
  'There is no room for all of it: albums may take four fifths of streaming.cache.remoteMaxSize. Raise it, or keep less.';

/** What is being fetched for home. */
export interface FetchingNow {
  readonly trackId: string;
  readonly reason: Reason;
  readonly storedBytes: number;
  readonly sizeBytes?: number;
}

interface Rest {
  readonly untilMs: number;
  readonly failures: number;
}

interface Missing extends Want {
  readonly source: string;
}

/**
 * Has at home what is wanted there: pins what is here of it, fetches the rest, one track after the other and behind everything
 * for which somebody waits, and lets go what is wanted no more. All of that is found out anew each time, so a server that was
 * killed goes on where it was.
 */
@Injectable()
export class Keeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('keeping');
  private readonly changed = new Subject<void>();
  /** Says that something else is fetched, more of it, or that something else is at home. */
  readonly changes: Observable<void> = this.changed.asObservable();
  /** Counts what came home and what went. */
  revision = 0;
  /** Why nothing is fetched though something is missing: as a sentence, and for programs. */
  trouble?: { readonly words: string; readonly cause: Cause };
  private fetching?: FetchingNow & { readonly abort: AbortController };
  private missing: readonly Missing[] = [];
  private isStale = true;
  /** What is next does not fit into what the policy may take. */
  private isFull = false;
  private isHeld = false;
  private isEnding = false;
  private planning: Promise<void> = Promise.resolve();
  /** The plan that waits for the one under way: whatever changes until it begins is in it. */
  private nextPlan?: Promise<void>;
  private running?: Promise<void>;
  private timer?: NodeJS.Timeout;
  private following?: Subscription;
  private readonly restingTracks = new BoundedCache<string, number>(MOST_REMEMBERED);
  private readonly restingSources = new Map<string, Rest>();

  constructor(
    private readonly wants: Wants,
    private readonly audio: KeptAudio,
    private readonly costs: MonthCosts,
    private readonly clock: Clock,
    private readonly placements: PlacementStore,
  ) {}

  onApplicationBootstrap(): void {
    this.following = this.placements.changes.subscribe(() => this.wantsChanged());
    this.timer = setTimeout(() => {
      void this.begin();
      this.timer = setInterval(() => void this.settle(), LOOK_EVERY_MS).unref();
    }, FIRST_LOOK_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    this.following?.unsubscribe();
    clearTimeout(this.timer);
    this.fetching?.abort.abort();
    await this.running;
    await this.planning;
  }

  get now(): FetchingNow | undefined {
    return this.fetching;
  }

  /** How many tracks are missing, what is being fetched included. */
  get missingCount(): number {
    return this.missing.length;
  }

  /** Settled once everything that was wanted when this is asked for, and nothing else, is fetched or about to be. */
  get planned(): Promise<void> {
    return this.planning;
  }

  /** Nothing is fetched until somebody says so, or the server starts again. */
  get isPaused(): boolean {
    return this.isHeld;
  }

  pause(): void {
    this.isHeld = true;
    this.fetching?.abort.abort();
    this.changed.next();
  }

  goOn(): void {
    this.isHeld = false;
    this.changed.next();
    void this.settle();
  }

  /** Something else is wanted: followed at once, also while something is fetched. */
  wantsChanged(): void {
    // It may be tried again, whatever came of it before.
    this.restingTracks.clear();
    void this.replan().then(() => this.settle());
  }

  /** Fetches what is missing, until nothing is, or nothing of it can be had now. A second call joins the first. */
  settle(): Promise<void> {
    this.isStale = true;
    this.running ??= this.run()
      .catch((error: unknown) => this.logger.error(error instanceof Error ? error.stack : String(error)))
      .finally(() => (this.running = undefined));
    return this.running;
  }

  private async begin(): Promise<void> {
    // A source that was kept before may say by now that nothing of it may stay.
    await this.audio.removeForbidden().catch((error: unknown) => this.logger.error(String(error)));
    await this.settle();
  }

  private async run(): Promise<void> {
    while (!this.isEnding) {
      if (this.isStale) await this.replan();
      const next = this.isHeld ? undefined : await this.next();
      if (!next) break;
      await this.fetch(next);
    }
    this.changed.next();
  }

  private replan(): Promise<void> {
    this.isStale = false;
    this.nextPlan ??= this.planning
      .then(() => {
        delete this.nextPlan;
        return this.isEnding ? undefined : this.plan();
      })
      .catch((error: unknown) => this.logger.error(error instanceof Error ? error.stack : String(error)));
    this.planning = this.nextPlan;
    return this.planning;
  }

  /** Pins what is here and wanted, lets go what is not, and notes what is missing. */
  private async plan(): Promise<void> {
    const wants = await this.wants.all();
    const roomBytes = (await this.audio.totals()).maxBytes * POLICY_SHARE;
    const wantedNames = new Set<string>();
    const missing: Missing[] = [];
    let plannedBytes = 0;
    for (const want of wants) {
      const audio = await this.audio.look(want.trackId);
      if (!audio) continue;
      const { storedBytes = 0, isComplete = false, pinnedBy } = audio.state ?? {};
      plannedBytes += storedBytes;
      // By name somebody may have more than by its place.
      if (want.reason !== 'pinned' && plannedBytes > roomBytes) continue;
      for (const name of audio.names) wantedNames.add(name);
      // What stays for the sake of others, such as an episode, is theirs.
      const isOurs = pinnedBy === undefined || isReason(pinnedBy);
      if (storedBytes > 0 && isOurs && pinnedBy !== want.reason) await this.audio.pin(want.trackId, want.reason);
      if (!isComplete) missing.push({ ...want, source: audio.source });
    }
    for (const pinned of await this.audio.pinned(REASONS)) {
      if (!wantedNames.has(pinned.name)) await this.audio.release(pinned);
    }
    this.missing = missing;
    this.isFull = false;
    this.revision++;
    const { fetching } = this;
    if (fetching && !this.missing.some(({ trackId }) => trackId === fetching.trackId)) {
      // What is here of it is written down when its fetch ends, and would stay otherwise.
      await this.audio.unpin(fetching.trackId, fetching.reason);
      fetching.abort.abort();
    }
    this.changed.next();
  }

  /** The first that can be had now. */
  private async next(): Promise<Missing | undefined> {
    const nowMs = this.clock.nowMs();
    const mayCost = new Map<string, boolean>();
    if (this.missing.length === 0) return undefined;
    for (const want of this.missing) {
      if (this.isFull && want.reason !== 'pinned') continue;
      if ((this.restingTracks.get(want.trackId) ?? 0) > nowMs) continue;
      if ((this.restingSources.get(want.source)?.untilMs ?? 0) > nowMs) continue;
      if (!mayCost.has(want.source)) mayCost.set(want.source, await this.costs.mayFetchAhead(want.source));
      if (mayCost.get(want.source)) return want;
      this.trouble = { words: MONTH_USED_UP, cause: { code: 'month-used-up' } };
    }
    return undefined;
  }

  private async fetch(want: Missing): Promise<void> {
    const { trackId, reason, source } = want;
    const abort = new AbortController();
    this.fetching = { trackId, reason, storedBytes: 0, abort };
    this.changed.next();
    const roomBytes = reason === 'pinned' ? Infinity : await this.roomLeft();
    try {
      await this.audio.fetch(trackId, {
        signal: abort.signal,
        pinnedBy: reason,
        onProgress: (progress) => {
          this.fetching = { trackId, reason, ...progress, abort };
          this.changed.next();
          if ((progress.sizeBytes ?? progress.storedBytes) <= roomBytes) return;
          this.isFull = true;
          this.trouble = { words: NO_ROOM, cause: { code: 'no-room-at-home' } };
          abort.abort();
        },
      });
      this.restingSources.delete(source);
      delete this.trouble;
      this.missing = this.missing.filter((one) => one.trackId !== trackId);
      this.revision++;
    } catch (error) {
      if (!abort.signal.aborted) this.failed(want, error);
    } finally {
      delete this.fetching;
    }
  }

  /** Of what the policy may take, in bytes. */
  private async roomLeft(): Promise<number> {
    const { pinnedBytes, maxBytes } = await this.audio.totals();
    return maxBytes * POLICY_SHARE - pinnedBytes;
  }

  /** @throws the error, where it is none that a person can be told of */
  private failed({ trackId, source }: Missing, error: unknown): void {
    if (!(error instanceof DomainError)) throw error;
    const nowMs = this.clock.nowMs();
    this.restingTracks.set(trackId, nowMs + TRACK_RESTS_MS);
    // Of a track that has gone its source can do nothing.
    if (error.kind === 'not-found') return;
    const failures = (this.restingSources.get(source)?.failures ?? 0) + 1;
    const askedMs = error instanceof UpstreamError ? (error.retryAtMs ?? 0) : 0;
    const restMs = Math.min(SOURCE_RESTS_MS * 2 ** (failures - 1), LONGEST_REST_MS);
    this.restingSources.set(source, { failures, untilMs: Math.max(nowMs + restMs, askedMs) });
    if (this.trouble?.words !== error.message)
      this.logger.warn(`What is to be at home cannot be fetched now: ${error.message}`);
    this.trouble = { words: error.message, cause: causeOf(error) };
  }
}

function isReason(name: string): boolean {
  return REASONS.some((reason) => reason === name);
}
