import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../api/index.js';
import { GenreView } from './library.dto.js';

export const GENRE_SORTS = ['name', 'albums'] as const;
export type GenreSort = (typeof GENRE_SORTS)[number];

export class GenresQuery extends PageQuery {
  /** `albums`: most first. */
  @ApiPropertyOptional() @IsOptional() @IsIn(GENRE_SORTS) sort: GenreSort = 'name';
  /** Whether to tell covers of each, too. */
  @IsOptional() @IsIn(['yes']) covers?: 'yes';
}

export class DecadeView {
  /** Its first year. */
  decade: number;
  albumCount: number;
  trackCount: number;
  /** Covers of some of its albums. */
  artworkIds: string[];
}

export class DecadeList {
  /** Newest first. */
  items: DecadeView[];
}

export class GenrePage {
  items: GenreView[];
  nextCursor?: string;
}
