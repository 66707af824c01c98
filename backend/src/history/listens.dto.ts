import type { TrackKind } from '../catalogue/index.js';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { PageQuery } from '../api/index.js';
import { IsDay } from './day.js';

export const DIRECTIONS = ['older', 'newer'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export const CONTEXT_KINDS = [
  'album',
  'artist',
  'playlist',
  'station',
  'search',
  'queue',
  'mix',
  'history',
  'library',
  'podcast',
] as const;
export type ContextKind = (typeof CONTEXT_KINDS)[number];

export class ListensQuery extends PageQuery {
  /** With a cursor: which way to go on from it. */
  @ApiPropertyOptional() @IsOptional() @IsIn(DIRECTIONS) direction: Direction = 'older';
  /** Begin with the last listen of this day, or of the last one before it that has any. Without a cursor only. */
  @IsOptional() @IsDay() day?: string;
  /** Words of title, artist or album as they were then. */
  @IsOptional() @IsString() @Length(1, 256) q?: string;
  @IsOptional() @IsString() @MaxLength(32) source?: string;
  @IsOptional() @IsString() @MaxLength(64) artistId?: string;
  @IsOptional() @IsString() @MaxLength(64) albumId?: string;
  @IsOptional() @IsString() @MaxLength(64) trackId?: string;
  /** Kind of what it played from. */
  @IsOptional() @IsIn(CONTEXT_KINDS) context?: ContextKind;
}

export class ListenContextView {
  /** album, artist, playlist, station, search, queue, mix, history or library. */
  kind: string;
  id?: string;
  title?: string;
}

export class ListenOutputView {
  name: string;
  kind: string;
}

export class ListenView {
  id: string;
  /** Absent: a piece of music; anything else counts for nothing that is said of music. */
  kind?: TrackKind;
  /** Library ids, while there is such a thing. */
  trackId?: string;
  albumId?: string;
  artistId?: string;
  /** As it was called then, like the next two. */
  title: string;
  artist: string;
  album?: string;
  source: string;
  artworkId?: string;
  placeholder?: string;
  startedAtMs: number;
  /** `YYYY-MM-DD` where the server was then. */
  day: string;
  heardMs: number;
  durationMs?: number;
  /** finished, skipped, stopped, or playing while it goes on. */
  outcome: string;
  /** Where in the track it ended, or is. */
  stoppedAtPositionMs?: number;
  context?: ListenContextView;
  output?: ListenOutputView;
  /** `pyxis`, or the service it was imported from. */
  origin: string;
}

export class ListenPage {
  /** Newest first, whichever way the page was reached. */
  items: ListenView[];
  /** Absent at the end. */
  olderCursor?: string;
  /** Absent where this page is known to hold the newest. */
  newerCursor?: string;
}

export class DaysQuery {
  @Type(() => Number) @IsInt() @Min(1970) @Max(9999) year: number;
}

export class HeardDayView {
  /** `YYYY-MM-DD` */
  day: string;
  listens: number;
  heardMs: number;
}

export class HeardDays {
  /** Years with any listens. */
  years: number[];
  /** Days of the year with any. */
  days: HeardDayView[];
}
