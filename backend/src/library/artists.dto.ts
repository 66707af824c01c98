import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { PageQuery, Truth } from '../api/index.js';
import { ORDERS, type Order } from './albums.dto.js';
import { ArtistSummary, WorkView } from './library.dto.js';

export const ARTIST_SORTS = ['name', 'albums', 'tracks'] as const;
export type ArtistSort = (typeof ARTIST_SORTS)[number];

/** Which artists, in which order: the whole list, not a page of it. */
export class ArtistListQuery {
  @ApiPropertyOptional() @IsOptional() @IsIn(ARTIST_SORTS) sort: ArtistSort = 'name';
  /** Defaults to what suits the sort: most first for counts, else ascending. */
  @IsOptional() @IsIn(ORDERS) order?: Order;
  /** Begin where names start with this; for a letter rail. */
  @IsOptional() @IsString() @Length(1, 20) from?: string;
  @IsOptional() @IsString() @MaxLength(64) genreId?: string;
  /** Only artists with a heart, or only others. */
  @IsOptional() @Truth() @IsBoolean() isHearted?: boolean;
  /** With an album that came out from then on. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1000) @Max(9999) fromYear?: number;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1000) @Max(9999) toYear?: number;
}

export class ArtistsQuery extends ArtistListQuery implements PageQuery {
  /** How many items at most. */
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `nextCursor` of the page before. Absent: the first page. */
  @IsOptional() @IsString() @MaxLength(1000) cursor?: string;
}

export class WorksQuery extends PageQuery {}

export class WorkPage {
  items: WorkView[];
  nextCursor?: string;
}

export class ArtistPage {
  items: ArtistSummary[];
  nextCursor?: string;
}
