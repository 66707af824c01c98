import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { type PageQuery, Truth } from '../api/index.js';
import { TrackView } from '../catalogue/index.js';
import { ORDERS, type Order } from './albums.dto.js';
import { PLACEMENTS, type Placement } from './placements.js';

export const TRACK_SORTS = ['title', 'artist', 'album', 'year', 'length', 'added', 'plays', 'heard'] as const;
export type TrackSort = (typeof TRACK_SORTS)[number];
export const TRACK_FORMATS = [
  'lossless',
  'lossy',
  'flac',
  'alac',
  'pcm',
  'mp3',
  'aac',
  'vorbis',
  'opus',
  'wma',
] as const;
export type TrackFormat = (typeof TRACK_FORMATS)[number];
export const HEARD = ['yes', 'no'] as const;
export type Heard = (typeof HEARD)[number];

/** Which tracks, in no order. */
export class TrackFilter {
  @IsOptional() @IsString() @MaxLength(64) genreId?: string;
  @IsOptional() @IsString() @MaxLength(64) artistId?: string;
  /** Only tracks of this piece of music, however its name is written. */
  @IsOptional() @IsString() @Length(1, 1000) work?: string;
  /** Only tracks with a heart, or only others. */
  @IsOptional() @Truth() @IsBoolean() isHearted?: boolean;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1000) @Max(9999) fromYear?: number;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1000) @Max(9999) toYear?: number;
  /** A codec, or all that lose nothing, or all others. */
  @IsOptional() @IsIn(TRACK_FORMATS) format?: TrackFormat;
  /** Only of albums that live there. Absent: discovery and collection. */
  @IsOptional() @IsIn(PLACEMENTS) placement?: Placement;
  /** Whether the person has heard it, wherever and from whichever source. */
  @IsOptional() @IsIn(HEARD) heard?: Heard;
  /** Added within the last so many days. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(36_500) addedWithinDays?: number;
  /** Words in title, artist or album; the last one may go on. */
  @IsOptional() @IsString() @Length(1, 200) q?: string;
}

/** Which tracks, in which order: the whole list, not a page of it. */
export class TrackListQuery extends TrackFilter {
  /** `plays` and `heard` are how often and when last; what was never heard comes at the end that has the least of it. */
  @ApiPropertyOptional() @IsOptional() @IsIn(TRACK_SORTS) sort: TrackSort = 'title';
  /** Defaults to newest or most first for `added`, `year`, `plays` and `heard`, else ascending. */
  @IsOptional() @IsIn(ORDERS) order?: Order;
}

export class TracksQuery extends TrackListQuery implements PageQuery {
  /** How many items at most. */
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `nextCursor` of the page before. Absent: the first page. */
  @IsOptional() @IsString() @MaxLength(1000) cursor?: string;
}

export class SongView extends TrackView {
  /** How often the person has heard it, wherever and from whichever source. */
  override plays = 0;
}

export class TrackPage {
  items: SongView[];
  nextCursor?: string;
}

export class EditTrack {
  /** Shown instead of what the source says. */
  @IsString() @Length(1, 1000) title: string;
}

/** No song is longer; what files claim beyond is left out as well. */
const MOST_LYRICS = 100_000;
const LEAST_OFFSET_MS = -60_000;
const MOST_OFFSET_MS = 60_000;

export class EditLyrics {
  /** Plain, or with times: LRC and its dialects, SubRip, WebVTT, Timed Text. */
  @IsString() @Length(1, MOST_LYRICS) text: string;
}

export class ShiftLyrics {
  /** How much later than the lines tell they are sung; negative: sooner. */
  @IsInt() @Min(LEAST_OFFSET_MS) @Max(MOST_OFFSET_MS) offsetMs: number;
}
