import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsDay } from './day.js';

export const TOP_KINDS = ['artists', 'albums', 'tracks'] as const;
export type TopKind = (typeof TOP_KINDS)[number];
export const MEASURES = ['listens', 'time'] as const;
export type Measure = (typeof MEASURES)[number];

/** Days are those of where the server was when it was heard. */
export class WindowQuery {
  /** First day, `YYYY-MM-DD`. Absent: from the beginning. */
  @IsOptional() @IsDay() from?: string;
  /** Last day. Absent: until now. */
  @IsOptional() @IsDay() to?: string;
}

export class TopQuery extends WindowQuery {
  @IsIn(TOP_KINDS) kind: TopKind;
  @ApiPropertyOptional() @IsOptional() @IsIn(MEASURES) by: Measure = 'listens';
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit: number = 50;
}

export class CompletenessQuery extends WindowQuery {
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit: number = 50;
}

export class HistorySummary {
  listens: number;
  heardMs: number;
  artists: number;
  albums: number;
  tracks: number;
  /** Heard for the first time ever in this window. */
  newTracks: number;
  /** Of what had been heard before. */
  knownListens: number;
  /** The first ever of something. */
  newListens: number;
  /** Days in a row up to the end of the window; today may still come. */
  currentStreakDays: number;
  longestStreakDays: number;
  /** `YYYY-MM-DD` */
  longestStreakFrom?: string;
}

export class TopItem {
  rank: number;
  title: string;
  /** Of albums and tracks. */
  artist?: string;
  /** Of the artist, album or track, while it is in the library. */
  libraryId?: string;
  artworkId?: string;
  placeholder?: string;
  listens: number;
  heardMs: number;
}

export class TopList {
  items: TopItem[];
}

export class ClockCell {
  /** Monday is 1. */
  weekday: number;
  hour: number;
  listens: number;
  heardMs: number;
}

export class ListeningClock {
  /** Hours of the week in which anything was heard. */
  cells: ClockCell[];
}

export class DiscoveryMonth {
  /** `YYYY-MM` */
  month: string;
  /** Of what had never been heard before. */
  newListens: number;
  knownListens: number;
}

export class Discovery {
  /** From the first month with listens to the last, without gaps. */
  months: DiscoveryMonth[];
}

export class HeardAlbumRef {
  id: string;
  title: string;
  artist: string;
  artworkId?: string;
  placeholder?: string;
}

export class AlbumCompleteness {
  album: HeardAlbumRef;
  heardTracks: number;
  trackCount: number;
  listens: number;
}

export class Completeness {
  /** Albums of the library, most heard first. */
  items: AlbumCompleteness[];
}
