import { Injectable } from '@nestjs/common';
import type { Sql } from '../sql/index.js';

/** Something that happened to a play. */
export interface PlayEvent {
  readonly kind: 'started' | 'progressed' | 'ended';
  readonly playId: string;
  readonly ownerId: string;
  readonly trackId: string;
  /** When this play began, by the server's clock. */
  readonly startedAtMs: number;
  /** Now. */
  readonly atMs: number;
  /** So far, without seeks and pauses. */
  readonly heardMs: number;
  readonly positionMs: number;
  readonly durationMs: number;
  readonly context?: { kind: string; id?: string; title?: string };
  readonly output: { id: string; name: string; kind: string };
  /** Only with `ended`. */
  readonly outcome?: 'finished' | 'skipped' | 'stopped';
}

/** Wants to know of plays. */
export interface PlayListener {
  /** Called inside the transaction that changes the player: both commit or fail together. */
  record(event: PlayEvent, sql: Sql): Promise<void>;
}

/** Where playback tells of plays to whoever listens, without knowing them. */
@Injectable()
export class PlayEvents {
  private readonly listeners: PlayListener[] = [];

  listen(listener: PlayListener): void {
    this.listeners.push(listener);
  }

  async publish(event: PlayEvent, sql: Sql): Promise<void> {
    for (const listener of this.listeners) await listener.record(event, sql);
  }
}
