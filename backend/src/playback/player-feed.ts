import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Response } from 'express';
import { EventFeed } from '../api/index.js';
import type { PlayerView } from './player-view.dto.js';

const KEPT_EVENTS = 200;

/** Tells whoever listens how the player is: event `snapshot` first, then `player` with each change. */
@Injectable()
export class PlayerFeed implements OnModuleDestroy {
  private readonly feed = new EventFeed(KEPT_EVENTS);

  subscribe(response: Response, view: PlayerView, lastEventId: string | undefined): void {
    this.feed.subscribe(response, { event: 'snapshot', data: view }, lastEventId);
  }

  publish(view: PlayerView): void {
    this.feed.publish({ event: 'player', data: view });
  }

  onModuleDestroy(): void {
    this.feed.close();
  }
}
