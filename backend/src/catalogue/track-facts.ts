import type { TrackKind, TrackView } from './track.dto.js';

/** Who a track is credited to, with the names that others know them by. */
export interface CreditFacts {
  /** Of the library's artist; absent for what is not in it. */
  readonly id?: string;
  readonly name: string;
  readonly role: string;
  readonly mbArtistId?: string;
}

/** Everything that is known of a track, for those who count it or tell others of it. */
export interface TrackFacts {
  /** Absent for what is only heard of, such as a song that a station announces. */
  readonly id?: string;
  /** Absent: a piece of music. */
  readonly kind?: TrackKind;
  readonly title: string;
  /** As printed, all names in one text; empty when unknown. */
  readonly artist: string;
  /** Main ones first. */
  readonly credits: readonly CreditFacts[];
  readonly album?: {
    /** Of the library's album; absent for what is not in it. */
    readonly id?: string;
    readonly title: string;
    /** As printed; absent when unknown. */
    readonly artist?: string;
    readonly mbReleaseId?: string;
    readonly mbReleaseGroupId?: string;
  };
  readonly trackNumber?: number;
  readonly discNumber?: number;
  readonly durationMs?: number;
  readonly isrc?: string;
  readonly mbRecordingId?: string;
  /** The source that has it, or had it last. */
  readonly source: string;
}

/** Where a track can be heard. */
export interface TrackLocation {
  readonly source: string;
  /** How the source finds it. */
  readonly locator: string;
  /** What its audio is, as far as that was seen. */
  readonly format?: {
    readonly codec: string;
    readonly container: string;
    readonly mimeType: string;
    readonly channels: number;
    readonly bitDepth?: number;
  };
  readonly durationMs?: number;
}

/** Stands for a track that nobody knows any more, so that what was heard of it is still counted. */
export function unknownTrack(id: string): TrackFacts {
  return { id, title: 'Unknown track', artist: '', credits: [], source: 'unknown' };
}

/** Keeps the place of a track that nobody knows any more. */
export function vanishedView(id: string, durationMs: number | undefined): TrackView {
  return {
    id,
    title: 'A track that is not there any more',
    artist: '',
    artists: [],
    album: { id: '', title: '' },
    ...(durationMs !== undefined && { durationMs }),
    hasLyrics: false,
    isMissing: true,
    addedAtMs: 0,
  };
}
