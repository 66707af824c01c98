import type { AudioFormat } from '../tags/index.js';

export type { AudioFormat };

/**
 * How a source shows the library a person's own collection.
 *
 * A collection falls into units (a folder, a feed, a purchase), each with a version that changes when anything in it
 * does. A unit whose version the library knows is not opened; in a changed unit, an item whose version is known is not
 * opened either. So a second scan of an unchanged collection costs a look at each unit and nothing more.
 */
export interface CollectionCapability {
  /**
   * Walks the whole collection, or the parts named in `request.only`. Stops soon after `request.signal` aborts.
   * Back-pressure: the source runs at most a few units ahead of its reader.
   */
  scan(request: CollectionRequest): AsyncIterable<CollectionEvent>;
  /** Which of these items are still where they were: tells a move from a copy when an item turns up elsewhere. */
  present(locators: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Reports changes until the signal aborts: keys of the units that changed, gathered over a quiet moment.
   * Absent where the source cannot tell.
   */
  watch?(changed: (unitKeys: readonly string[]) => void, signal: AbortSignal): Promise<void>;
}

export interface CollectionRequest {
  /** Version of every unit known from earlier scans, by unit key. */
  readonly known: ReadonlyMap<string, string>;
  /** Versions of the items known in one unit, by locator; asked for changed units only. */
  knownItems(unitKey: string): Promise<ReadonlyMap<string, string>>;
  /** `contentKey`s of what is to be one track, though it could be taken apart. Absent: of nothing. */
  readonly keptWhole?: ReadonlySet<string>;
  /** Only these units (and what is new below them), as `watch` reported them. Absent: everything. */
  readonly only?: readonly string[];
  readonly signal: AbortSignal;
}

export type CollectionEvent =
  | { readonly kind: 'progress'; readonly itemsSeen: number; readonly isWalkDone: boolean }
  | { readonly kind: 'unit'; readonly unit: CollectedUnit }
  /** These units are there and unchanged, with so many items in them. Sent in lots: a scan without changes is cheap. */
  | { readonly kind: 'unchanged'; readonly unitKeys: readonly string[]; readonly items: number }
  /**
   * This part could be seen whole: a known unit below it that was not reported has gone.
   * A part that could not be read, or is suddenly empty, is never reported: an unplugged disk is not an empty library.
   */
  | { readonly kind: 'complete'; readonly unitKeyPrefix: string }
  /** A part that could not be read. Nothing in it may be marked as missing. */
  | { readonly kind: 'unreadable'; readonly unitKeyPrefix: string; readonly reason: string };

export interface CollectedUnit {
  /** Stable name of the unit within its source (for folders: the absolute path). */
  readonly key: string;
  readonly version: string;
  /** Units of one release, such as the folders of its discs, share this. Used to group what carries no album artist. */
  readonly groupKey: string;
  /** Everything in the unit, in its natural order; an item known before and not named here has gone. */
  readonly items: readonly CollectedItem[];
  /** For how many it counts in `progress`, where that is not how many items it has: a file may hold several. */
  readonly itemsSeen?: number;
}

export type CollectedItem =
  | { readonly kind: 'unchanged'; readonly locator: string }
  | {
      readonly kind: 'track';
      readonly locator: string;
      readonly version: string;
      readonly track: CollectedTrack;
      /** An item known before, which this is under another locator: nearly the same part of one file. */
      readonly formerly?: string;
    }
  | { readonly kind: 'broken'; readonly locator: string; readonly version: string; readonly fault: ItemFault };

export interface ItemFault {
  readonly code: 'empty' | 'not-audio' | 'truncated' | 'corrupt' | 'timeout' | 'too-large' | 'unreadable';
  /** For a person: what is wrong with the item. */
  readonly detail: string;
}

/** Everything a source knows of one track. Text is trimmed, never empty, at most 1,000 characters. */
export interface CollectedTrack {
  /** Changes only when the audio itself does: finds a file again after it has moved or its tags were edited. */
  readonly contentKey: string;
  /** Of a part of something: the `contentKey` that the whole has where it is one track. */
  readonly wholeKey?: string;
  readonly sizeBytes: number;
  readonly format: AudioFormat;
  readonly title: string;
  /** As printed, with its joining words: “A feat. B”. Absent when unknown. */
  readonly artist?: string;
  /** The artists one by one, main ones first. */
  readonly artists: readonly ArtistCredit[];
  readonly album?: string;
  readonly albumArtist?: string;
  readonly albumArtists: readonly ArtistCredit[];
  readonly isCompilation: boolean;
  readonly discNumber?: number;
  readonly discTotal?: number;
  readonly discSubtitle?: string;
  readonly trackNumber?: number;
  readonly trackTotal?: number;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly releaseDate?: string;
  readonly originalDate?: string;
  readonly genres: readonly string[];
  readonly label?: string;
  readonly isrc?: string;
  readonly comment?: string;
  readonly work?: WorkPart;
  readonly replayGain?: ReplayGain;
  readonly musicBrainz?: MusicBrainzIds;
  readonly lyrics?: CollectedLyrics;
  readonly artwork?: CollectedArtwork;
}

export type ArtistRole =
  | 'main'
  | 'featured'
  | 'composer'
  | 'lyricist'
  | 'arranger'
  | 'conductor'
  | 'performer'
  | 'producer'
  | 'engineer'
  | 'mixer'
  | 'remixer';

export interface ArtistCredit {
  readonly name: string;
  readonly role: ArtistRole;
  /** What a performer plays, as printed: “violin”, “lead vocals”; several are told one after the other. */
  readonly instrument?: string;
  readonly sortName?: string;
  readonly musicBrainzId?: string;
}

/** What piece of music a track is, or is a part of: “Symphony No. 9 in D minor, Op. 125”. */
export interface WorkPart {
  readonly title: string;
  readonly movement?: string;
  readonly movementNumber?: number;
  /** How many movements it has. */
  readonly movementTotal?: number;
}

/** Gains in dB relative to the −18 LUFS reference; peaks are linear, 1 = full scale. */
export interface ReplayGain {
  readonly trackGainDb?: number;
  readonly trackPeak?: number;
  readonly albumGainDb?: number;
  readonly albumPeak?: number;
}

/** MusicBrainz identifiers (UUIDs, lower case). */
export interface MusicBrainzIds {
  readonly recordingId?: string;
  readonly releaseId?: string;
  readonly releaseGroupId?: string;
  readonly releaseTrackId?: string;
}

/** Lyrics as found, at most 512 KiB; `text` may hold LRC time stamps. */
export interface CollectedLyrics {
  readonly origin: 'embedded' | 'sidecar';
  readonly text: string;
}

export interface CollectedArtwork {
  /** How the source finds the picture again; equal for tracks that share it. */
  readonly locator: string;
  /** Changes when the picture may have. */
  readonly version: string;
}
