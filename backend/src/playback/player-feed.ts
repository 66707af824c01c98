import type { Response } from 'express';
import { EventFeed } from '../api/index.js';
import type { PlayerView } from './player-view.dto.js';

const KEPT_EVENTS = 200;

/** Tells whoever listens how one person's player is: event `snapshot` first, then `player` with each change. */
export class PlayerFeed {
  private readonly feed = new EventFeed(KEPT_EVENTS);

  subscribe(response: Response, view: PlayerView, lastEventId: string | undefined): void {
    this.feed.subscribe(response, { event: 'snapshot', data: view }, lastEventId);
  }

  publish(view: PlayerView): void {
    this.feed.publish({ event: 'player', data: view });
  }

  close(): void {
    this.feed.close();
  }
}
