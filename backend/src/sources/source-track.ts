import type { Cause } from '../common/index.js';
import type { ArtistCredit, CollectedArtwork, MusicBrainzIds } from './collection.js';

/** Who made a track, as its source tells. */
export interface SourceArtist extends ArtistCredit {
  /** Absent: no page there. */
  readonly nativeId?: string;
}

/** One track of a source, as the source tells of it. Text is trimmed, never empty, at most 1,000 characters. */
export interface SourceTrack {
  /** An episode of a podcast, or a station, whose sound has no end; absent: a piece of music. */
  readonly kind?: 'episode' | 'station';
  readonly title: string;
  /** As printed, with its joining words; absent: all artists, one behind the other. */
  readonly artist?: string;
  /** Main ones first. */
  readonly artists: readonly SourceArtist[];
  /** `nativeId`: absent where it has no page there. */
  readonly album?: { readonly title: string; readonly artist?: string; readonly nativeId?: string };
  readonly discNumber?: number;
  readonly trackNumber?: number;
  readonly durationMs?: number;
  readonly isrc?: string;
  readonly musicBrainz?: MusicBrainzIds;
  readonly isExplicit?: boolean;
  /** The sound of a video, which may be another than that of the song. */
  readonly isVideo?: boolean;
  /** So long that it may be an album of its chapters: `browse` opens that by the track's own id. */
  readonly mayHaveChapters?: boolean;
  /** False: the source has it, and lets nobody here hear it. Absent: it has not said. */
  readonly isPlayable?: boolean;
  /** Why it is not playable, in a sentence for people. Says nothing of what is. */
  readonly whyNotPlayable?: string;
  /** What that sentence tells; absent also in snapshots from before there were codes. */
  readonly notPlayableCause?: Cause;
  /** Where people find it on the web (`https:`). */
  readonly webAddress?: string;
  /** How much louder it has to be played to sound as loud as others, in dB. */
  readonly gainDb?: number;
  /** Its cover: `locator` is what the `artwork` capability reads. */
  readonly artwork?: CollectedArtwork;
}
