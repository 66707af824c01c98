import type { LocalTime } from './local-time.js';

/** How a play ended; `playing` while it goes on, and for ever where the server was killed in the midst of it. */
export type Outcome = 'finished' | 'skipped' | 'stopped' | 'playing';

/** What is known of something that was heard: texts as they were then, and names by which it may be known already. */
export interface Heard {
  readonly title: string;
  /** As printed, all names in one text. */
  readonly artist: string;
  /** The main one of them, where that is known. */
  readonly performer?: string;
  readonly album?: string;
  readonly albumArtist?: string;
  /** `local`, or the service that told of it. */
  readonly source: string;
  /** Library ids. */
  readonly trackId?: string;
  readonly albumId?: string;
  readonly artistId?: string;
  readonly mbRecordingId?: string;
  readonly isrc?: string;
  readonly mbReleaseId?: string;
  readonly mbArtistId?: string;
}

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
