import { Injectable } from '@nestjs/common';

import {
  idOf,
  type EndlessKind,
  type OwnedOrigin,
  type PlayableSubjects,
  type QueueOrigin,
} from '../playback/index.js';
import { StationNotFound } from '../sources/index.js';
import type { Sql } from '../sql/index.js';
import { KnownStations } from './known-stations.js';
import { Notices } from './notices.js';
import { SkipLedger } from './skip-ledger.js';
import { SongJudge } from './song-judge.js';
import { StationBatches } from './station-batches.js';
import { refOf } from './station-sources.js';
import { StationStore } from './station-store.js';
import { STATION_CONTEXT, STATION_KIND } from './station-kind.js';
import { StationSilent } from './tuner-error.js';

type Wish = Parameters<EndlessKind['more']>[1];

/** A station as the origin of a queue: its seed is the station's key. */
@Injectable()
export class StationSubject implements EndlessKind {
  readonly kind = STATION_KIND;
  readonly title = 'Station';
  /** A batch has some four songs, and is asked for when two or fewer remain: each lives an hour. */
  readonly ahead = { fewest: 3, most: 10 };

  constructor(
    private readonly known: KnownStations,
    private readonly stations: StationStore,
    private readonly batches: StationBatches,
    private readonly skips: SkipLedger,
    private readonly notices: Notices,
    private readonly judge: SongJudge,
  ) {}

  register(subjects: PlayableSubjects): void {
    subjects.registerEndless(this);
  }

  async begin(
    subject: Parameters<NonNullable<EndlessKind['begin']>>[0],
    { ownerId }: { readonly ownerId: string },
  ): Promise<QueueOrigin> {
    const { key, station } = await this.known.find(ownerId, refOf(idOf(subject)));
    this.batches.begin(key);
    this.notices.forgetBefore(key, Infinity);
    await this.batches.ask(ownerId, key);
    if (this.batches.isOver(key)) throw new StationNotFound(`There is no station “${station.name}” any more.`);
    if (this.batches.atHand(key, 0).length === 0)
      throw new StationSilent(this.batches.troubleOf(key) ?? 'It gave no song. Try again in a minute.');
    return { kind: STATION_KIND, seed: key, position: 0 };
  }

  async describe({ seed }: QueueOrigin): ReturnType<NonNullable<EndlessKind['describe']>> {
    const known = await this.stations.byKey(seed);
    const notice = this.notices.of(seed) ?? this.batches.troubleOf(seed);
    return {
      title: known?.station.name ?? this.title,
      ...(this.batches.isOver(seed) && { isAtEnd: true as const }),
      ...(notice !== undefined && { notice }),
    };
  }

  async more(origin: QueueOrigin, { ownerId }: Wish): ReturnType<EndlessKind['more']> {
    const { seed: key, position } = origin;
    const known = await this.stations.byKey(key);
    const songs = known ? this.batches.atHand(key, position) : [];
    if (songs.length === 0) this.batches.askAhead(ownerId, key);
    const { source = '', station } = known ?? {};
    return {
      tracks: songs.map(({ nativeId, track: { durationMs } }) => ({
        id: `${source}:${nativeId}`,
        ...(durationMs !== undefined && { durationMs }),
      })),
      context: { kind: STATION_CONTEXT, ...(station && { id: `${source}:${station.nativeId}`, title: station.name }) },
      origin: { ...origin, position: position + songs.length },
    };
  }

  isGone(trackId: string): boolean {
    return this.batches.isGone(trackId);
  }

  prepare({ ownerId, origin }: OwnedOrigin): Promise<void> {
    return this.batches.ask(ownerId, origin.seed);
  }

  /** Neither what could not be heard anyway counts, nor what was no song. */
  async pass(trackIds: readonly string[], { ownerId, origin }: OwnedOrigin, sql: Sql): Promise<void> {
    const known = await this.stations.byKey(origin.seed);
    const count = trackIds.filter((id) => !this.batches.isGone(id) && !this.judge.isDisguised(id)).length;
    if (!known || count === 0) return;
    await this.skips.spend(sql, ownerId, { source: known.source, nativeId: known.station.nativeId }, count);
  }
}
