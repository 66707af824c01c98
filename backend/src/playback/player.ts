import type { Response } from 'express';
import { Outputs } from './outputs.js';
import { Playback } from './playback.js';
import { PlaybackTimers } from './playback-timers.js';
import type { PlaybackTools } from './playback-tools.js';
import { PlayerFeed } from './player-feed.js';
import type { PlayerState } from './player-state.js';

/** What a client asks for with its stream of events. */
interface Subscription {
  /** The output that is there as long as the stream is open. */
  readonly outputId: string | undefined;
  /** The last event that the client had, in an earlier stream. */
  readonly lastEventId: string | undefined;
}

/** One person's player with the outputs, subscribers and timers that belong to it, and to no other. */
export class Player {
  readonly outputs: Outputs;
  readonly playback: Playback;
  private readonly feed = new PlayerFeed();
  private readonly timers: PlaybackTimers;

  /** @param kept what the database holds */
  constructor(ownerId: string, kept: PlayerState, tools: PlaybackTools) {
    this.outputs = new Outputs(ownerId, tools.database, tools.clock);
    this.playback = new Playback({ ownerId, outputs: this.outputs, feed: this.feed }, kept, tools);
    this.timers = new PlaybackTimers(this.playback, tools.clock);
  }

  /**
   * Answers with events until the client goes: `snapshot` first, then `player` with each change.
   * @throws NotFound the output never registered
   */
  async subscribe(response: Response, { outputId, lastEventId }: Subscription): Promise<void> {
    if (outputId !== undefined) await this.connect(outputId, response);
    await this.playback.show((view) => {
      if (!response.destroyed) this.feed.subscribe(response, view, lastEventId);
    });
  }

  /** Keeps where it is and ends the streams. */
  async close(): Promise<void> {
    this.timers.close();
    await this.playback.close();
    this.feed.close();
  }

  /** The output is there until the response is over. */
  private async connect(outputId: string, response: Response): Promise<void> {
    const output = await this.outputs.find(outputId);
    if (response.destroyed) return;
    this.timers.outputCame(outputId);
    const isNew = this.outputs.came(output);
    response.once('close', () => {
      if (this.outputs.left(outputId)) this.timers.outputLeft(outputId);
    });
    if (isNew) await this.playback.announce();
  }
}
