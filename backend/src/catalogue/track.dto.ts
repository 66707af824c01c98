import { CauseView } from '../api/index.js';

/** What a track looks like from outside, wherever it comes from. An absent key means unknown. */

export class ArtistRef {
  /** Of the library, or of a source: `ytmusic:UC…`. */
  id: string;
  /** As credited here. */
  name: string;
  /** Part in it: main, featured, composer, lyricist, arranger, conductor, performer, producer, engineer, mixer or remixer. */
  role: string;
  /** What a performer plays, where that is told: “violin, lead vocals”. */
  instrument?: string;
}

/** The piece of music that a track is, or is a movement of. */
export class TrackWork {
  title: string;
  movement?: string;
  movementNumber?: number;
  /** How many movements it has. */
  movementTotal?: number;
}

export class AlbumRef {
  id: string;
  title: string;
}

export class AudioFormatView {
  /** mp3, flac, vorbis, opus, aac, alac, pcm or wma. */
  codec: string;
  mimeType: string;
  bitrateKbps: number;
  sampleRateHz: number;
  channels: number;
  /** Lossless formats only. */
  bitDepth?: number;
  sizeBytes: number;
}

/** Gains in dB, peaks linear (1 is full scale). */
export class ReplayGainView {
  trackGainDb?: number;
  trackPeak?: number;
  albumGainDb?: number;
  albumPeak?: number;
}

export const TRACK_KINDS = ['episode', 'station'] as const;
export type TrackKind = (typeof TRACK_KINDS)[number];

export class TrackView {
  id: string;
  /** An episode of a podcast, or a station, whose sound has no end; absent: a piece of music. */
  kind?: TrackKind;
  title: string;
  /** As printed, all names in one text. */
  artist: string;
  artists: ArtistRef[];
  album: AlbumRef;
  artworkId?: string;
  placeholder?: string;
  discNumber?: number;
  trackNumber?: number;
  /** Absent for what has no end, or does not tell. */
  durationMs?: number;
  year?: number;
  /** Absent when no source has it any more. */
  format?: AudioFormatView;
  replayGain?: ReplayGainView;
  work?: TrackWork;
  hasLyrics: boolean;
  /** It does not play: it is there no more, or `offSourceId` or `whyNotPlayable` tells why. */
  isMissing: boolean;
  /** The source that has it and is switched off, where that is why it is missing. */
  offSourceId?: string;
  /** Why its source lists it and does not play it, in a sentence, where that is why it is missing and the source tells. */
  whyNotPlayable?: string;
  /** What that sentence tells. Absent: only the sentence is known. */
  notPlayableCause?: CauseView;
  addedAtMs: number;
  /** How often the person has heard it, wherever and from whichever source. Absent: not told here. */
  plays?: number;
  lastHeardAtMs?: number;
  /** Of the source that has it, where it is in no library: `ytmusic`. Ids of its artists and its album are that source's. */
  sourceId?: string;
  isExplicit?: boolean;
  /** The sound of a video, which may be another than that of the song. */
  isVideo?: boolean;
  /** So long that it may be an album of its chapters, which is opened by the id of the track. */
  mayHaveChapters?: boolean;
  /** Where people find it on the web, where its source tells that. */
  webAddress?: string;
  /** What the source says, where a person has written over it. */
  sourceTitle?: string;
}

export type WhyNotPlayable = Pick<TrackView, 'whyNotPlayable' | 'notPlayableCause'>;
