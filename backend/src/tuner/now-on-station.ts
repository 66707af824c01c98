import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { present } from '../common/index.js';
import { EventTopics, type EventFeed, type EventStream, type EventTopic } from '../events/index.js';
import { currentItem, Players, type OwnedState } from '../playback/index.js';
import { PersonalStationViews } from './personal-station-views.js';
import { SongStore } from './song-store.js';
import { StationSources } from './station-sources.js';
import { StationStore } from './station-store.js';
import type { StationNowView } from './tuner.dto.js';

/** What one person is told of the station that plays. */
interface Told {
  readonly feed: EventFeed;
  view: StationNowView;
  /** Of the player, when it was looked at last. */
  revision: number;
  last: Promise<void>;
}

/**
 * Topic `personal-stations`: what plays of a station, how it is rated, and what may still be passed over, which is told before it is
 * spent; an empty object where no station plays.
 */
@Injectable()
export class NowOnStation implements EventTopic, OnModuleInit, OnModuleDestroy {
  readonly name = 'personal-stations';
  private readonly logger = new Logger('stations');
  /** By owner. */
  private readonly told = new Map<string, Told>();
  private following?: Subscription;

  constructor(
    private readonly topics: EventTopics,
    private readonly players: Players,
    private readonly songs: SongStore,
    private readonly stations: StationStore,
    private readonly views: PersonalStationViews,
    private readonly sources: StationSources,
  ) {}

  onModuleInit(): void {
    this.following = this.players.changes.subscribe((change) => this.follow(change));
  }

  onModuleDestroy(): void {
    this.following?.unsubscribe();
  }

  async subscribe(stream: EventStream): Promise<void> {
    const view = await this.refresh(stream.ownerId);
    this.of(stream.ownerId).feed.subscribe(stream, view);
  }

  /** How it is; whoever listens is told where that is another than before. */
  async refresh(ownerId: string): Promise<StationNowView> {
    const told = this.of(ownerId);
    // One after the other, so that the newest is told last.
    told.last = told.last
      .then(() => this.look(ownerId, told))
      .catch((error: unknown) => this.logger.error(error instanceof Error ? error.stack : String(error)));
    await told.last;
    return told.view;
  }

  private follow({ ownerId, state }: OwnedState): void {
    const told = this.of(ownerId);
    if (state.revision === told.revision) return;
    told.revision = state.revision;
    void this.refresh(ownerId);
  }

  private async look(ownerId: string, told: Told): Promise<void> {
    const view = await this.viewOf(ownerId);
    if (JSON.stringify(view) === JSON.stringify(told.view)) return;
    told.view = view;
    told.feed.publish(view);
  }

  private async viewOf(ownerId: string): Promise<StationNowView> {
    const { playback } = await this.players.of(ownerId);
    const { context, trackId = '' } = currentItem(playback.current) ?? {};
    const song = this.sources.ofContext(context) && (await this.songs.find(ownerId, trackId));
    if (!song) return {};
    const { source, playedOn, stationId, thumb, mayThumb } = song;
    const station = await this.stations.find(ownerId, { source, nativeId: playedOn });
    const of = stationId === playedOn ? undefined : await this.stations.find(ownerId, { source, nativeId: stationId });
    return present({
      trackId,
      station: station && (await this.views.one(ownerId, station)),
      of: of && (await this.views.one(ownerId, of)),
      thumb,
      mayThumb,
    });
  }

  private of(ownerId: string): Told {
    let told = this.told.get(ownerId);
    if (!told) {
      told = { feed: this.topics.feed(this.name, 0), view: {}, revision: -1, last: Promise.resolve() };
      this.told.set(ownerId, told);
    }
    return told;
  }
}
