import { ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { PageQuery, Truth } from '../api/index.js';
import { TrackView } from '../catalogue/index.js';
import { ORDERS, type Order } from './albums.dto.js';

export const TRACK_SORTS = ['title', 'added'] as const;
export type TrackSort = (typeof TRACK_SORTS)[number];

export class TracksQuery extends PageQuery {
  @ApiPropertyOptional() @IsOptional() @IsIn(TRACK_SORTS) sort: TrackSort = 'title';
  /** Defaults to newest first for `added`, else ascending. */
  @IsOptional() @IsIn(ORDERS) order?: Order;
  @IsOptional() @IsString() @MaxLength(64) genreId?: string;
  @IsOptional() @IsString() @MaxLength(64) artistId?: string;
  /** Only tracks with a heart, or only others. */
  @IsOptional() @Truth() @IsBoolean() isHearted?: boolean;
}

/** Which tracks, in which order: the whole list, not a page of it. */
export class TrackListQuery extends OmitType(TracksQuery, ['limit', 'cursor']) {}

export class TrackPage {
  items: TrackView[];
  nextCursor?: string;
}

export class EditTrack {
  /** Shown instead of what the source says. */
  @IsString() @Length(1, 1000) title: string;
}
