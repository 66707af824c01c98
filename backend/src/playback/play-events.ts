import { Injectable } from '@nestjs/common';
import type { Sql } from '../sql/index.js';

/** Why something plays. */
export interface PlayContext {
  readonly kind: string;
  /** Of the album, artist, station …; absent where there is none. */
  readonly id?: string;
  /** Its name, for people. */
  readonly title?: string;
}

/** What makes the sound. */
export interface OutputRef {
  /** Chosen by the output itself. */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

/** How a play ended: by itself, by going to something else before its end, or by stopping. */
export type PlayOutcome = 'finished' | 'skipped' | 'stopped';

/** One play of one track goes on. Every event of a play carries its id, and `heardMs` never shrinks. */
export interface PlayEvent {
  readonly kind: 'started' | 'progressed' | 'ended';
  readonly playId: string;
  readonly ownerId: string;
  readonly trackId: string;
  /** When this play began. */
  readonly startedAtMs: number;
  readonly atMs: number;
  /** Audio really heard in this play so far; seeks and pauses do not count. */
  readonly heardMs: number;
  readonly positionMs: number;
  readonly durationMs: number;
  readonly context?: PlayContext;
  readonly output: OutputRef;
  /** With `ended` only. */
  readonly outcome?: PlayOutcome;
}

/** Keeps something of plays. */
export interface PlayListener {
  /**
   * Called inside the transaction that changes the player: both are kept, or neither. An error undoes the change, so
   * do nothing here that can fail for reasons of its own, and nothing slow.
   */
  record(event: PlayEvent, sql: Sql): Promise<void>;
}

/** Where plays are told. Playback knows nobody who listens. */
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
