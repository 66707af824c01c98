import type { Heard, TrackKind } from '../catalogue/index.js';
import type { LocalTime } from './local-time.js';

/** How a play ended; `playing` while it goes on, and for ever where the server was killed in the midst of it. */
export type Outcome = 'finished' | 'skipped' | 'stopped' | 'playing';

/** Why something played. */
export interface ListenContext {
  readonly kind: string;
  readonly id?: string;
  readonly title?: string;
}

/** A listen for the ledger. It must have counted already (`countsAsListen`). */
export interface Listen {
  readonly ownerId: string;
  /** Makes it one listen, however often it is recorded. */
  readonly playId: string;
  /** Absent: a piece of music. Anything else is in the journal only, and counts for nothing that is said of music. */
  readonly kind?: TrackKind;
  /** It may go on although it had ended: what a station plays comes back after a jingle. */
  readonly mayGoOn?: boolean;
  readonly heard: Heard;
  readonly startedAtMs: number;
  readonly heardMs: number;
  readonly durationMs?: number;
  readonly outcome: Outcome;
  /** Where in the track it ended, or is. */
  readonly stoppedAtMs?: number;
  readonly context?: ListenContext;
  readonly output?: { readonly name: string; readonly kind: string };
  /** `pyxis`, or the service it was imported from. */
  readonly origin: string;
  /** As the clock on the wall showed it then; absent: as the server's shows that instant. */
  readonly local?: LocalTime;
}
