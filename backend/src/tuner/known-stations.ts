import { Injectable, Logger } from '@nestjs/common';
import { SourceSnapshots } from '../catalogue/index.js';
import { Clock, DomainError, NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import {
  StationNotFound,
  type CollectedArtwork,
  type PersonalStation,
  type PersonalStationsCapability,
  type StationSeed,
} from '../sources/index.js';
import { StationSources, type NativeRef } from './station-sources.js';
import { StationStore, type KnownStation } from './station-store.js';
import { ThumbStore, type KnownThumb } from './thumb-store.js';

/** A list is waited for so long; then what is known is shown. */
const LIST_LIMIT_MS = 8_000;
const LIMIT_MS = 15_000;

/** How a source answered when it was asked for its stations. */
export interface ListedSource {
  readonly sourceId: string;
  readonly name: string;
  /** Why what is shown is what was known before. */
  readonly failure?: string;
}

/** A station with all that is known of it. */
export interface OpenedStation {
  readonly known: KnownStation;
  /** Absent while its source does not answer. */
  readonly seeds?: readonly StationSeed[];
  readonly thumbs: readonly KnownThumb[];
  readonly failure?: string;
}

/** The stations of a listener's own: those of their sources, and what is known of them while those do not answer. */
@Injectable()
export class KnownStations {
  private readonly logger = new Logger('stations');

  constructor(
    private readonly database: Database,
    private readonly sources: StationSources,
    private readonly stations: StationStore,
    private readonly thumbs: ThumbStore,
    private readonly snapshots: SourceSnapshots,
    private readonly clock: Clock,
  ) {}

  /** Asks every source; one that does not answer, or leaves stations out, takes none away. */
  async list(ownerId: string): Promise<{ readonly stations: KnownStation[]; readonly sources: ListedSource[] }> {
    const sources = await Promise.all(this.sources.all.map(({ source }) => this.refresh(ownerId, source.id)));
    const stations = await this.stations.all(ownerId);
    return { stations: stations.filter(({ source }) => this.sources.has(source)), sources };
  }

  /** @throws NotFound it is not among the stations of its source, nor was it @throws NoPersonalStations */
  async find(ownerId: string, ref: NativeRef): Promise<KnownStation> {
    this.sources.of(ref.source);
    const known = await this.stations.find(ownerId, ref);
    if (known && !known.isRemoved) return known;
    await this.refresh(ownerId, ref.source);
    const found = await this.stations.find(ownerId, ref);
    if (!found || found.isRemoved) throw new NotFound('station', `${ref.source}:${ref.nativeId}`);
    return found;
  }

  /** @throws NotFound, StationNotFound there is no such station any more */
  async open(ownerId: string, ref: NativeRef): Promise<OpenedStation> {
    const known = await this.find(ownerId, ref);
    try {
      const detail = await this.ask(ownerId, ref, (capability, signal) => capability.open(ref.nativeId, signal));
      await this.keepPictures(ref.source, [detail.station, ...detail.seeds, ...detail.up.items, ...detail.down.items]);
      await this.stations.keep(ownerId, ref.source, detail.station, this.clock.nowMs());
      await this.database.write(async ({ sql }) => {
        await this.thumbs.keepList(sql, ownerId, ref, detail.up, true);
        await this.thumbs.keepList(sql, ownerId, ref, detail.down, false);
        await this.stations.countThumbs(sql, ownerId, ref, { up: detail.up.total, down: detail.down.total });
      });
      const { seeds } = detail;
      return { known: await this.find(ownerId, ref), seeds, thumbs: await this.thumbs.all(ownerId, ref) };
    } catch (error) {
      if (error instanceof StationNotFound) throw error;
      const thumbs = await this.thumbs.all(ownerId, ref);
      return { known, thumbs, failure: this.sentenceOf(error, ref.source) };
    }
  }

  /** A new station, or one that was changed, as its source tells it. */
  async keep(ownerId: string, source: string, station: PersonalStation): Promise<KnownStation> {
    await this.keepPictures(source, [station]);
    await this.stations.keep(ownerId, source, station, this.clock.nowMs());
    return this.find(ownerId, { source, nativeId: station.nativeId });
  }

  async create(
    ownerId: string,
    source: string,
    from: Parameters<PersonalStationsCapability['create']>[0],
  ): Promise<KnownStation> {
    const { capability } = this.sources.of(source);
    return this.keep(ownerId, source, await capability.create(from, AbortSignal.timeout(LIMIT_MS)));
  }

  async rename(ownerId: string, ref: NativeRef, name: string): Promise<KnownStation> {
    const { station } = await this.find(ownerId, ref);
    await this.ask(ownerId, ref, (capability, signal) => capability.rename(ref.nativeId, name, signal));
    return this.keep(ownerId, ref.source, { ...station, name });
  }

  /** At its source, too; one that is not there any more is removed here. */
  async remove(ownerId: string, ref: NativeRef): Promise<void> {
    await this.find(ownerId, ref);
    try {
      await this.ask(ownerId, ref, (capability, signal) => capability.remove(ref.nativeId, signal));
    } catch (error) {
      if (!(error instanceof StationNotFound)) throw error;
    }
    await this.stations.remove(ownerId, ref, this.clock.nowMs());
  }

  /**
   * Has something done with a station by its source.
   * @throws StationNotFound the source says of it alone that there is none: it is known no more
   */
  async ask<T>(
    ownerId: string,
    ref: NativeRef,
    work: (capability: PersonalStationsCapability, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { capability } = this.sources.of(ref.source);
    try {
      return await work(capability, AbortSignal.timeout(LIMIT_MS));
    } catch (error) {
      if (error instanceof StationNotFound) await this.stations.remove(ownerId, ref, this.clock.nowMs());
      throw error;
    }
  }

  async keepPictures(source: string, things: readonly { readonly artwork?: CollectedArtwork }[]): Promise<void> {
    await this.snapshots.keep(
      [],
      things.flatMap(({ artwork }) => (artwork ? [{ source, artwork }] : [])),
    );
  }

  private async refresh(ownerId: string, sourceId: string): Promise<ListedSource> {
    const { source, capability } = this.sources.of(sourceId);
    const told = { sourceId, name: source.name };
    try {
      const stations = await capability.list(AbortSignal.timeout(LIST_LIMIT_MS));
      await this.keepPictures(sourceId, stations);
      await this.stations.keepList(ownerId, sourceId, stations, this.clock.nowMs());
      return told;
    } catch (error) {
      return { ...told, failure: this.sentenceOf(error, sourceId) };
    }
  }

  private sentenceOf(error: unknown, sourceId: string): string {
    if (error instanceof DomainError) return error.message;
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    if (!isLate) this.logger.error(error instanceof Error ? error.stack : String(error));
    return `${this.sources.nameOf(sourceId)} did not answer${isLate ? ' in time' : ' as it should'}. What is known of before is shown.`;
  }
}
