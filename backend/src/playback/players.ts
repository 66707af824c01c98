import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Subject, type Observable, type Subscription } from 'rxjs';
import type { EventStream, EventTopic } from '../events/index.js';
import { PlaybackTools } from './playback-tools.js';
import type { PlayerState } from './player-state.js';
import { Player, PLAYER_TOPIC } from './player.js';

/** The state of one person's player. */
export interface OwnedState {
  readonly ownerId: string;
  readonly state: PlayerState;
  /** When that person did something last, or the server began. */
  readonly actedAtMs: number;
}

/**
 * Everybody's players. This map is all that the module holds in memory of what plays: a `Player` is one person's state
 * with the outputs, subscribers and timers that belong to it. Controllers say whose player they mean; from there on
 * nothing knows another one.
 */
@Injectable()
export class Players implements EventTopic, OnApplicationBootstrap, OnModuleDestroy {
  readonly name = PLAYER_TOPIC;
  private readonly logger = new Logger('playback');
  /** By owner. A player stays until the server ends, so there are as many as people who ever used one. */
  private readonly players = new Map<string, Promise<Player>>();

  private readonly following: Subscription;
  private readonly changed = new Subject<OwnedState>();
  /** Says how a player is after each change, mere progress included. */
  readonly changes: Observable<OwnedState> = this.changed.asObservable();

  constructor(private readonly tools: PlaybackTools) {
    this.following = tools.live.changes.subscribe((trackId) => void this.tell((player) => player.liveChanged(trackId)));
    this.following.add(
      tools.directory.changes.subscribe((trackId) => void this.tell((player) => player.trackChanged(trackId))),
    );
  }

  /** Restored timers may be due at once, so this waits until everything that listens to plays has started. */
  async onApplicationBootstrap(): Promise<void> {
    for (const ownerId of await this.tools.store.owners()) await this.of(ownerId);
  }

  async onModuleDestroy(): Promise<void> {
    this.following.unsubscribe();
    for (const player of this.players.values()) {
      try {
        await (await player).close();
      } catch (error) {
        // The others still keep where they are.
        this.logger.error(error instanceof Error ? error.stack : String(error));
      }
    }
  }

  /** One person's player, as it was kept. Whoever asks while it is loaded gets the same one. */
  of(ownerId: string): Promise<Player> {
    let player = this.players.get(ownerId);
    if (!player) {
      player = this.load(ownerId);
      this.players.set(ownerId, player);
      // What could not be loaded is tried again by whoever asks next.
      player.catch(() => this.players.delete(ownerId));
    }
    return player;
  }

  /** Tells how that person's player is; the outputs that the stream names are there as long as it lasts. */
  async subscribe(stream: EventStream): Promise<void> {
    const player = await this.of(stream.ownerId);
    await player.subscribe(stream);
  }

  private async tell(news: (player: Player) => Promise<void>): Promise<void> {
    for (const player of this.players.values()) {
      try {
        await news(await player);
      } catch (error) {
        this.logger.error(error instanceof Error ? error.stack : String(error));
      }
    }
  }

  private async load(ownerId: string): Promise<Player> {
    const player = new Player(ownerId, await this.tools.store.load(ownerId), this.tools);
    const { playback } = player;
    playback.watch((state) => this.changed.next({ ownerId, state, actedAtMs: playback.actedAtMs }));
    return player;
  }
}
