import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HistoryConfig } from '../config/index.js';
import { PlayEvents, type PlayEvent, type PlayListener } from '../playback/index.js';
import type { Sql } from '../sql/index.js';
import { Ledger } from './ledger.js';
import { countsAsListen, endingOf } from './listen-rule.js';
import { heardOf } from '../catalogue/index.js';

/**
 * Turns plays into listens, in the transaction that changes the player: what was answered as played is written down.
 * A play is not to be seen before it counts.
 */
@Injectable()
export class ListenRecorder implements OnModuleInit, PlayListener {
  constructor(
    private readonly events: PlayEvents,
    private readonly ledger: Ledger,
    private readonly config: HistoryConfig,
  ) {}

  onModuleInit(): void {
    this.events.listen(this);
  }

  async record(event: PlayEvent, sql: Sql): Promise<void> {
    const { ownerId, playId, heardMs, durationMs, context, output, isLive } = event;
    const { kind } = event.track;
    if (isLive && !this.config.recordRadio) return;
    if (event.kind === 'started') await this.ledger.closeOpen(sql, ownerId, playId);
    if (!countsAsListen(heardMs, durationMs, this.config.minimumListenSeconds * 1000)) return;
    await this.ledger.record(sql, {
      ownerId,
      playId,
      ...(kind && { kind }),
      ...(isLive && { mayGoOn: true }),
      heard: heardOf(event.track, event.source),
      startedAtMs: event.startedAtMs,
      heardMs,
      ...(durationMs !== undefined && durationMs > 0 && { durationMs }),
      ...endingOf(event),
      ...(context && { context }),
      output: { name: output.name, kind: output.kind },
      origin: 'pyxis',
    });
  }
}
