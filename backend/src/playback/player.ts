import type { EventFeed, EventStream } from '../events/index.js';
import { Outputs } from './outputs.js';
import { Playback } from './playback.js';
import { PlaybackTimers } from './playback-timers.js';
import type { PlaybackTools } from './playback-tools.js';
import type { OutputRef } from './play-events.js';
import { currentItem, followingItem, isLive, type PlayerState } from './player-state.js';

export const PLAYER_TOPIC = 'player';
const KEPT_EVENTS = 200;

/** One person's player with the outputs, subscribers and timers that belong to it, and to no other. */
export class Player {
  readonly outputs: Outputs;
  readonly playback: Playback;
  private readonly feed: EventFeed;
  private readonly timers: PlaybackTimers;

  /** @param kept what the database holds */
  constructor(ownerId: string, kept: PlayerState, tools: PlaybackTools) {
    this.feed = tools.topics.feed(PLAYER_TOPIC, KEPT_EVENTS);
    this.outputs = new Outputs(ownerId, tools.database, tools.clock);
    this.playback = new Playback({ ownerId, outputs: this.outputs, feed: this.feed }, kept, tools);
    this.timers = new PlaybackTimers(this.playback, tools.clock, tools.live);
    this.playback.watch((state) => {
      const item = currentItem(state);
      // Whoever goes on in some minutes goes on where they were.
      if (item && isLive(item) && state.status === 'paused') tools.live.keep(item.trackId);
    });
  }

  /** Tells how it is, then each change; the outputs that the stream names are there as long as it lasts. */
  async subscribe(stream: EventStream): Promise<void> {
    await this.connect(stream);
    await this.playback.show((view) => this.feed.subscribe(stream, view));
  }

  /** Takes an output's name; it is there when a stream names it already. */
  async register(output: OutputRef): Promise<void> {
    if (await this.outputs.register(output)) await this.playback.announce();
  }

  /** A station is another now than it was. */
  async liveChanged(trackId: string): Promise<void> {
    if (currentItem(this.playback.current)?.trackId === trackId) await this.playback.follow();
  }

  /** Something else is known of a track, which is shown where it is on or comes next. */
  async trackChanged(trackId: string): Promise<void> {
    const { current: state } = this.playback;
    const isShown = [currentItem(state), followingItem(state)].some((item) => item?.trackId === trackId);
    if (isShown) await this.playback.announce();
  }

  /** Keeps where it is. */
  async close(): Promise<void> {
    this.timers.close();
    await this.playback.close();
  }

  private async connect(stream: EventStream): Promise<void> {
    const { outputIds } = stream;
    if (outputIds.length === 0) return;
    for (const id of outputIds) this.timers.outputCame(id);
    stream.whenClosed(() => {
      for (const id of this.outputs.disconnect(outputIds)) this.timers.outputLeft(id);
    });
    if (await this.outputs.connect(outputIds)) await this.playback.announce();
  }
}
