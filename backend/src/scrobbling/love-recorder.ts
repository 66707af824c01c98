import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hearts, type HeartChange, type HeartListener } from '../hearts/index.js';
import type { Sql } from '../sql/index.js';
import { Outbox } from './outbox.js';
import { playedTrack } from './played-track.js';
import { Senders } from './senders.js';

/** Puts each change of a heart of a track into the outbox. */
@Injectable()
export class LoveRecorder implements HeartListener, OnModuleInit {
  constructor(
    private readonly hearts: Hearts,
    private readonly outbox: Outbox,
    private readonly senders: Senders,
  ) {}

  onModuleInit(): void {
    this.hearts.listen(this);
  }

  async record({ id: changeId, ownerId, track, isHearted: isLoved, atMs }: HeartChange, sql: Sql): Promise<void> {
    const { durationMs } = track;
    const told = playedTrack({ track, ...(durationMs !== undefined && { durationMs }) });
    if (!told) return;
    const services = this.senders.wanting;
    for (const service of services) {
      await this.outbox.addLove(sql, service, { ownerId, changeId, track: told, isLoved, atMs });
    }
    if (services.length > 0) this.senders.wake();
  }
}
