import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { type PageQuery, Truth } from '../api/index.js';
import { AlbumSummary, CREDIT_ROLES, PARTS_SHOWN, type CreditRole, type PartsShown } from './library.dto.js';
import { PLACEMENTS, type Placement } from './placements.js';

export const ALBUM_SORTS = ['title', 'artist', 'year', 'added', 'placed', 'plays', 'heard'] as const;
export type AlbumSort = (typeof ALBUM_SORTS)[number];
export const ORDERS = ['asc', 'desc'] as const;
export type Order = (typeof ORDERS)[number];
export const ARTIST_PARTS = ['own', 'appears-on'] as const;
export type ArtistPart = (typeof ARTIST_PARTS)[number];

/** Which albums, in which order: the whole list, not a page of it. */
export class AlbumListQuery {
  /**
   * `placed` is when the person put it there, for albums of one placement other than the collection: the default for
   * those. Else by `title`. `plays` and `heard` are how often and when last; what was never heard comes at the end that
   * has the least of it.
   */
  @IsOptional() @IsIn(ALBUM_SORTS) sort?: AlbumSort;
  /** Only albums that live there. Absent: discovery and collection. */
  @IsOptional() @IsIn(PLACEMENTS) placement?: Placement;
  /** Defaults to what suits the sort: newest or most first for `year`, `added`, `placed`, `plays` and `heard`, else ascending. */
  @IsOptional() @IsIn(ORDERS) order?: Order;
  /** Begin where titles (or artists, by sort) start with this; for a letter rail. */
  @IsOptional() @IsString() @Length(1, 20) from?: string;
  @IsOptional() @IsString() @MaxLength(64) genreId?: string;
  @IsOptional() @IsString() @MaxLength(64) artistId?: string;
  /** With `artistId`: only albums with a track on which they have this part. */
  @IsOptional() @IsIn(CREDIT_ROLES) role?: CreditRole;
  /** With `artistId`: albums that carry their name, or others with a track of theirs. Absent: both. */
  @IsOptional() @IsIn(ARTIST_PARTS) part?: ArtistPart;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1000) @Max(9999) fromYear?: number;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1000) @Max(9999) toYear?: number;
  /** Only albums with a heart, or only others. */
  @IsOptional() @Truth() @IsBoolean() isHearted?: boolean;
}

export class AlbumsQuery extends AlbumListQuery implements PageQuery {
  /** With how often and when last each was heard; by `plays` and `heard` it always is. */
  @IsOptional() @IsIn(['yes']) plays?: 'yes';
  /** How many items at most. */
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `nextCursor` of the page before. Absent: the first page. */
  @IsOptional() @IsString() @MaxLength(1000) cursor?: string;
}

export class AlbumPage {
  items: AlbumSummary[];
  nextCursor?: string;
}

export class PlaceAlbum {
  @ApiProperty({ enum: PLACEMENTS }) @IsIn(PLACEMENTS) placement: Placement;
}

export class ShowParts {
  @ApiProperty({ enum: PARTS_SHOWN }) @IsIn(PARTS_SHOWN) parts: PartsShown;
}

export class EditAlbum {
  /** Shown instead of what the source says. */
  @IsOptional() @IsString() @Length(1, 1000) title?: string;
  /** Shown instead of what the source says. */
  @IsOptional() @IsString() @Length(1, 1000) artist?: string;
}

export const ALBUM_FIELDS = ['title', 'artist'] as const;
export type AlbumField = (typeof ALBUM_FIELDS)[number];
