import type { Cause } from '../../common/index.js';
import type { TrackKind } from '../../catalogue/index.js';
import type { ListenContext, Outcome } from '../listen.js';
import type { LocalTime } from '../local-time.js';
import type { ImportedHeart } from './hearts/imported-heart.js';

/** A listen as a file of another service, or an export of ours, tells of it. Texts are cleaned and never blank. */
export interface ImportedListen {
  readonly startedAtMs: number;
  /** The time is that or up to so much later: a minute where a service leaves out the seconds. */
  readonly precisionMs: number;
  readonly title: string;
  /** As printed, all names in one text. */
  readonly artist: string;
  readonly performer?: string;
  readonly album?: string;
  readonly albumArtist?: string;
  /** Absent: a piece of music. */
  readonly kind?: TrackKind;
  /** Where it was heard from; absent: the service itself. */
  readonly source?: string;
  /** Library ids, which may be of another library. */
  readonly trackId?: string;
  readonly albumId?: string;
  readonly artistId?: string;
  readonly mbRecordingId?: string;
  readonly isrc?: string;
  readonly mbReleaseId?: string;
  readonly mbArtistId?: string;
  /** Absent: the service does not tell. */
  readonly heardMs?: number;
  readonly durationMs?: number;
  readonly outcome: Outcome;
  readonly stoppedAtMs?: number;
  readonly context?: ListenContext;
  readonly output?: { readonly name: string; readonly kind: string };
  /** What made it one listen where it was recorded; absent: it is made from its time and names. */
  readonly playId?: string;
  /** Absent: the service itself. */
  readonly origin?: string;
  /** As the clock on the wall showed it then; absent: nobody wrote it down. */
  readonly local?: LocalTime;
}

/** A record that should be a listen and cannot be understood as one. The message is a sentence for people. */
export class RefusedRecord extends Error {
  /** @param told the same for programs */
  constructor(
    message: string,
    readonly told: Cause,
  ) {
    super(message);
  }
}

/** How the files of one service are read. */
export interface ImportFormat {
  /** Keys under which lists of listens lie in JSON. */
  readonly wrappers: ReadonlySet<string>;
  /** Names of columns in CSV without a header; absent: the service has no CSV. */
  readonly columns?: readonly string[];
  /** Its records are plays, of which not all were long enough to be listens. */
  readonly hasPlays?: boolean;
  /** Whether a file in an archive has listens in it. @param path in lower case, with `/` */
  hasListens(path: string): boolean;
  /**
   * @param record an element of a JSON list, a line of JSON, or a row of CSV by its columns
   * @returns undefined for what is no listen, no heart, and does not claim to be one: podcasts, what is playing now
   * @throws RefusedRecord
   */
  read(record: Readonly<Record<string, unknown>>): ImportedListen | ImportedHeart | undefined;
}
