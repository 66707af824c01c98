/** An id and the source that gave it, such as `['bandcamp', '123']`. */
export type SourceId = readonly [source: string, id: string];

/** What is known of a recording; absent is unknown. Lengths are milliseconds, ids as the services write them. */
export interface RecordingFacts {
  readonly title: string;
  /** As printed, all names in one text. */
  readonly artist: string;
  /** The main artists one by one, where a service gives them apart. */
  readonly artists?: readonly string[];
  readonly album?: string;
  readonly albumArtist?: string;
  readonly trackNumber?: number;
  readonly discNumber?: number;
  readonly durationMs?: number;
  readonly isrc?: string;
  readonly mbRecordingId?: string;
  readonly mbReleaseId?: string;
  readonly mbReleaseGroupId?: string;
  readonly mbArtistIds?: readonly string[];
  readonly sourceIds?: readonly SourceId[];
  /** Of tracks that it was heard as: of the library, or of a source (`bandcamp:123`). Looked at where the title says nothing. */
  readonly trackIds?: readonly string[];
}

/** What is known of an album in one of its editions. */
export interface ReleaseFacts {
  readonly title: string;
  readonly artist: string;
  readonly artists?: readonly string[];
  /** The year on the sleeve; editions of one album differ in it. */
  readonly year?: number;
  readonly barcode?: string;
  readonly mbReleaseId?: string;
  readonly mbReleaseGroupId?: string;
  readonly mbArtistIds?: readonly string[];
  readonly sourceIds?: readonly SourceId[];
}

/** What is known of a person, a group, or several that are credited together. */
export interface PerformerFacts {
  readonly name: string;
  readonly mbArtistId?: string;
  readonly sourceIds?: readonly SourceId[];
}

/** Tells which names are those of performers; without it no name is known. */
export interface KnownPerformers {
  isPerformer(name: string): boolean;
}

/** `doubtful` counts as different and is listed, so that a person can decide. */
export type Outcome = 'same' | 'different' | 'doubtful';

export interface Finding {
  readonly outcome: Outcome;
  /** The rule that decided: a stable word for rows and tests. */
  readonly rule: string;
  /** What it went by, for a person. */
  readonly evidence: string;
}
