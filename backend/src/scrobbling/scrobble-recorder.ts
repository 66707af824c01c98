import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { PlayEvents, type PlayEvent, type PlayListener } from '../playback/index.js';
import type { Sql } from '../sql/index.js';
import { NowPlaying } from './now-playing.js';
import { Outbox } from './outbox.js';
import { playedTrack } from './played-track.js';
import { isWorthSending } from './scrobble-rule.js';
import { Senders } from './senders.js';

/**
 * Follows what plays. A play goes into the outbox as soon as enough of it was heard, not when it ends: a play that is
 * paused for weeks, or cut off with the server, is told all the same.
 */
@Injectable()
export class ScrobbleRecorder implements PlayListener, OnModuleInit {
  private readonly logger = new Logger(ScrobbleRecorder.name);
  private readonly nowPlaying = new NowPlaying();

  constructor(
    private readonly playEvents: PlayEvents,
    private readonly outbox: Outbox,
    private readonly senders: Senders,
  ) {}

  onModuleInit(): void {
    this.playEvents.listen(this);
  }

  async record(event: PlayEvent, sql: Sql): Promise<void> {
    if (this.nowPlaying.isDue(event)) void this.announce(event);
    if (!isWorthSending(event)) return;
    const wanting = this.senders.wanting;
    if (wanting.length === 0) return;
    const known = await this.outbox.servicesOf(sql, event.ownerId, event.playId);
    const missing = wanting.filter((service) => !known.has(service));
    const track = missing.length > 0 ? playedTrack(event) : undefined;
    if (track) for (const service of missing) await this.outbox.add(sql, service, { ...event, track });
    // At its end once more: what was added may not have been committed yet when it was looked for.
    if (track || event.kind === 'ended') this.senders.wake();
  }

  /** Beside the transaction, which waits for nobody. */
  private async announce(event: PlayEvent): Promise<void> {
    try {
      const track = playedTrack(event);
      if (track) await this.senders.announce(track);
    } catch (error) {
      this.logger.error(`What plays now was not told: ${String(error)}`);
    }
  }
}
