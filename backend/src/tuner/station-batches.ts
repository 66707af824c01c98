import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { SourceSnapshots } from '../catalogue/index.js';
import { BoundedCache, Clock, DomainError } from '../common/index.js';
import { Players } from '../playback/index.js';
import { SourceRefusal, StationNotFound, type StationSong } from '../sources/index.js';
import { SoundingSources } from '../streaming/index.js';
import { restAfter, type RestWish } from './rest.js';
import { SongStore } from './song-store.js';
import { StationSources } from './station-sources.js';
import { StationStore, type KnownStation } from './station-store.js';
import { givenUpTo, NEW_SUPPLY, withBatch, type StationSupply } from './station-supply.js';
import { UpstreamError } from '../upstream/index.js';
import { inWords } from './tuner-error.js';

/** Somebody waits for it. */
const BATCH_LIMIT_MS = 15_000;
/** Batches without songs in a row, after which it is left alone for a while. */
const MOST_EMPTY = 3;
/** Nothing of a station was played for so long: it begins anew. */
const LONG_AGO_MS = 60 * 60 * 1000;
/** Songs whose end is known: more than are played before they expire. */
const REMEMBERED = 1_000;
/** The code of a refusal that says that a song can be heard no more. */
const EXPIRED = 'expired';

/** Gets batches of songs, one at a time for each station, and never sooner than a station wants. */
@Injectable()
export class StationBatches implements OnModuleDestroy {
  private readonly logger = new Logger('stations');
  private readonly supplies = new Map<number, StationSupply>();
  private readonly asking = new Map<number, Promise<void>>();
  /** What is asked for ahead of time, until a queue has got it. */
  private readonly giving = new Set<Promise<void>>();
  private readonly expiries = new BoundedCache<string, number>(REMEMBERED);
  private readonly timers = new Map<number, NodeJS.Timeout>();

  constructor(
    private readonly sources: StationSources,
    private readonly stations: StationStore,
    private readonly songs: SongStore,
    private readonly snapshots: SourceSnapshots,
    private readonly sounding: SoundingSources,
    private readonly players: Players,
    private readonly clock: Clock,
  ) {}

  onModuleDestroy(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  /** Whether a song can be heard no more. Of what an earlier run of the server was given nobody knows where it lies. */
  isGone(trackId: string): boolean {
    const expiresAtMs = this.expiries.get(trackId);
    const isKnown = expiresAtMs !== undefined && expiresAtMs > this.clock.nowMs();
    return !isKnown || this.sounding.refusalOf(trackId) === EXPIRED;
  }

  /** What is at hand behind a position. */
  atHand(key: number, position: number): readonly StationSong[] {
    const nowMs = this.clock.nowMs();
    const supply = givenUpTo(this.of(key), position);
    // What lay there through a long pause is no use any more.
    const songs = supply.songs.filter(({ expiresAtMs }) => expiresAtMs > nowMs);
    this.supplies.set(key, { ...supply, songs });
    return songs;
  }

  /** Begins anew: what an earlier queue was about to get is not for this one. */
  begin(key: number): void {
    this.supplies.set(key, { ...this.of(key), from: 0, songs: [], lately: [] });
  }

  isOver(key: number): boolean {
    return this.of(key).isOver;
  }

  /** Why it gives nothing now; undefined where it would. */
  troubleOf(key: number): string | undefined {
    const { rest, isOver } = this.of(key);
    if (isOver) return 'This station is not there any more. Play another one.';
    if (!rest) return undefined;
    const inMs = rest.untilMs - this.clock.nowMs();
    return `${rest.reason} It is asked again ${inMs > 0 ? inWords(inMs) : 'when you press play'}.`;
  }

  /** Asks for a batch, unless there is one on its way or the station rests. Never fails. */
  ask(ownerId: string, key: number): Promise<void> {
    let asked = this.asking.get(key);
    if (!asked) {
      asked = this.fetch(ownerId, key).finally(() => this.asking.delete(key));
      this.asking.set(key, asked);
    }
    return asked;
  }

  /** Asks for one while nobody waits for it: the queue gets it when it comes. */
  askAhead(ownerId: string, key: number): void {
    if (this.asking.has(key) || this.isResting(key)) return;
    const given = this.ask(ownerId, key).then(() => this.replenish(ownerId));
    this.giving.add(given);
    void given.finally(() => this.giving.delete(given));
  }

  /** Resolves when no station is being asked, and what came is in the queue. */
  async settled(): Promise<void> {
    await Promise.all([...this.asking.values(), ...this.giving]);
  }

  private async fetch(ownerId: string, key: number): Promise<void> {
    const known = await this.stations.byKey(key);
    if (!known || this.isResting(key) || this.isOver(key)) return;
    try {
      await this.fetchFrom(ownerId, known);
    } catch (error) {
      await this.fail(ownerId, known, error);
    }
  }

  private async fetchFrom(ownerId: string, { key, source, station }: KnownStation): Promise<void> {
    const { source: adapter, capability } = this.sources.of(source);
    const { nativeId } = station;
    for (;;) {
      const { gaveAtMs = -Infinity } = this.of(key);
      const isStarting = this.clock.nowMs() - gaveAtMs > LONG_AGO_MS;
      const batch = await capability.next(nativeId, isStarting, AbortSignal.timeout(BATCH_LIMIT_MS));
      const before = this.of(key);
      const supply = withBatch(before, batch.songs, this.clock.nowMs());
      const added = supply.songs.slice(before.songs.length);
      if (added.length > 0) {
        await this.keep(ownerId, { source, nativeId }, added);
        this.supplies.set(key, { ...supply, from: this.of(key).from });
        return;
      }
      this.supplies.set(key, supply);
      if (supply.emptyBatches < MOST_EMPTY) continue;
      const what = batch.adverts > 0 ? 'gives nothing but adverts right now' : 'gives no songs right now';
      this.rest(ownerId, key, { reason: `${adapter.name} ${what}.`, isLong: true });
      return;
    }
  }

  private async keep(
    ownerId: string,
    station: { readonly source: string; readonly nativeId: string },
    songs: readonly StationSong[],
  ): Promise<void> {
    const { source } = station;
    await this.snapshots.keep(
      songs.map(({ nativeId, track }) => ({ source, kind: 'track', nativeId, value: track, artwork: track.artwork })),
    );
    await this.songs.keep(ownerId, station, songs, this.clock.nowMs());
    for (const { nativeId, expiresAtMs } of songs) this.expiries.set(`${source}:${nativeId}`, expiresAtMs);
  }

  private async fail(ownerId: string, { key, source, station }: KnownStation, error: unknown): Promise<void> {
    if (error instanceof StationNotFound) {
      this.supplies.set(key, { ...this.of(key), isOver: true });
      await this.stations.remove(ownerId, { source, nativeId: station.nativeId }, this.clock.nowMs());
      return;
    }
    if (!(error instanceof DomainError)) this.logger.error(error instanceof Error ? error.stack : String(error));
    const isTold = error instanceof SourceRefusal || error instanceof UpstreamError;
    const retryAtMs = isTold ? error.retryAtMs : undefined;
    this.rest(ownerId, key, {
      reason: error instanceof DomainError ? error.message : `${this.sources.nameOf(source)} did not answer in time.`,
      isLong: error instanceof SourceRefusal,
      ...(retryAtMs !== undefined && { retryAtMs }),
    });
  }

  private rest(ownerId: string, key: number, wish: RestWish): void {
    const nowMs = this.clock.nowMs();
    const supply = this.of(key);
    const rest = restAfter(supply.rest, wish, nowMs);
    this.supplies.set(key, { ...supply, rest });
    clearTimeout(this.timers.get(key));
    const again = (): void => {
      this.timers.delete(key);
      // Whoever waits for music still gets it; a queue that is long enough, or paused, wants nothing.
      void this.replenish(ownerId);
    };
    this.timers.set(key, setTimeout(again, rest.untilMs - nowMs).unref());
    this.tell(ownerId);
  }

  private isResting(key: number): boolean {
    const { rest } = this.of(key);
    return rest !== undefined && rest.untilMs > this.clock.nowMs();
  }

  private replenish(ownerId: string): Promise<void> {
    return this.logFailure(this.players.of(ownerId).then(({ playback }) => playback.replenish()));
  }

  /** Why nothing comes is said with the player. */
  private tell(ownerId: string): void {
    void this.logFailure(this.players.of(ownerId).then(({ playback }) => playback.announce()));
  }

  private logFailure(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => this.logger.error(error instanceof Error ? error.stack : String(error)));
  }

  private of(key: number): StationSupply {
    return this.supplies.get(key) ?? NEW_SUPPLY;
  }
}
