import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArtistRef, TrackView } from '../catalogue/index.js';
import { PLACEMENTS, type Placement } from './placements.js';

/** What the library looks like from outside. Instants are epoch milliseconds UTC; an absent key means unknown. */

export class GenreRef {
  id: string;
  name: string;
}

export class AlbumSummary {
  id: string;
  title: string;
  /** As printed, all names in one text. */
  artist: string;
  artists: ArtistRef[];
  /** Of the original release, else of this one. */
  year?: number;
  /** Cover at `/art/{artworkId}`. */
  artworkId?: string;
  /** A tiny blurred preview of the cover, as a data URL. */
  placeholder?: string;
  trackCount: number;
  durationMs: number;
  isCompilation: boolean;
  /** None of its tracks plays: they are there no more, or `offSourceId` tells why. */
  isMissing: boolean;
  /** The source that has it and is switched off, where that is why it is missing. */
  offSourceId?: string;
  /** Some of it are files in a folder of the person’s: it can be downloaded. */
  hasFiles: boolean;
  addedAtMs: number;
  /** How often the person heard it, with all its editions, in lists of albums that are asked for it. */
  plays?: number;
  lastHeardAtMs?: number;
  /** Where it lives for the person. Absent: nowhere, as it was only saved, and not by them. */
  @ApiPropertyOptional({ enum: PLACEMENTS }) placement?: Placement;
}

/** What a person heard of something, wherever and from whichever source. */
export class HeardView {
  plays: number;
  lastHeardAtMs?: number;
}

export class DiscView {
  number: number;
  subtitle?: string;
  tracks: TrackView[];
}

export const PARTS_SHOWN = ['tracks', 'whole'] as const;
export type PartsShown = (typeof PARTS_SHOWN)[number];

export class AlbumView extends AlbumSummary {
  /** Of the album with all its editions. */
  heard: HeardView;
  /** With what was heard of each. */
  discs: DiscView[];
  genres: GenreRef[];
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  releaseDate?: string;
  originalDate?: string;
  label?: string;
  sizeBytes: number;
  musicBrainzReleaseId?: string;
  /** What the source says, where a person has written over it. */
  sourceTitle?: string;
  sourceArtist?: string;
  /** A person chose its cover: without it, that of the files is shown. */
  hasOwnCover: boolean;
  /**
   * How its files that hold several songs or chapters are shown: as tracks, or each as the one track that it is. Absent
   * where it has none.
   */
  @ApiPropertyOptional({ enum: PARTS_SHOWN }) parts?: PartsShown;
}

export class ArtistSummary {
  id: string;
  name: string;
  /** Albums that carry the artist's name. */
  albumCount: number;
  /** Further albums with a track of theirs. */
  appearsOnCount: number;
  trackCount: number;
  /** Cover of one of their albums. */
  artworkId?: string;
  placeholder?: string;
}

export const CREDIT_ROLES = [
  'composer',
  'lyricist',
  'arranger',
  'conductor',
  'performer',
  'producer',
  'engineer',
  'mixer',
  'remixer',
] as const;
export type CreditRole = (typeof CREDIT_ROLES)[number];

/** A part that somebody has beside being printed as an artist. */
export class RoleCount {
  @ApiProperty({ enum: CREDIT_ROLES }) role: CreditRole;
  /** Albums with a track on which they have it. */
  albumCount: number;
}

export class ArtistView extends ArtistSummary {
  roles: RoleCount[];
  /** Pieces of music that they composed, as far as tracks name them. */
  workCount: number;
  heard: HeardView;
  musicBrainzArtistId?: string;
  genres: GenreRef[];
  /** A person chose the picture: without it, it is the cover of one of their albums. */
  hasOwnCover: boolean;
}

/** A piece of music, in all its recordings that are there. */
export class WorkView {
  title: string;
  /** Albums with a track of it. */
  albumCount: number;
  trackCount: number;
}

export class GenreView extends GenreRef {
  albumCount: number;
  trackCount: number;
  /** Covers of some of its albums, newest first, where they were asked for. */
  artworkIds?: string[];
}

export class LyricsWord {
  startMs: number;
  /** With the space behind it: the words of a line, put together, are its text. */
  text: string;
}

/** Times count from the start of the track. */
export class LyricsLine {
  /** When it is sung; absent in plain lyrics. */
  startMs?: number;
  /** When it has been sung, where that is known. */
  endMs?: number;
  /** Empty for a pause. */
  text: string;
  /** The same in other words or letters; several are separated by line breaks. */
  translation?: string;
  /** Where the times of words or syllables are known. */
  words?: LyricsWord[];
}

export class LyricsView {
  /** Whether lines carry times. */
  isSynced: boolean;
  /** Nothing is sung, and the lyrics say so. */
  isInstrumental?: boolean;
  /** `own`: a person wrote them; `embedded` in the file, a `sidecar` file beside it, or in words whose they are where a source elsewhere has them. */
  origin: string;
  /** As a person wrote them, to be written on. */
  text?: string;
  /** How much later than the lines tell they are sung, as a person set it; negative: sooner. Absent: as they tell. */
  offsetMs?: number;
  lines: LyricsLine[];
}

export class LetterPlace {
  /** `A` to `Z`. */
  letter: string;
  /** Index of the first item that begins with it, or with what comes behind it. */
  at: number;
}

export class ListOutline {
  /** How many items the list has. */
  count: number;
  /** So many items lie between two cursors. */
  every: number;
  /** What leads to the page that begins with item `every`, 2 × `every` …: so one goes anywhere in the list. */
  cursors: string[];
  /** Of lists by name, in ascending order: where the letters are, as far as something begins with them or comes behind. */
  letters?: LetterPlace[];
}
