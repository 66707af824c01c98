import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { TrackView } from '../catalogue/index.js';
import { AlbumSummary, ArtistSummary } from '../library/index.js';

export class SearchQuery {
  /** What to look for; the last word may be unfinished. */
  @IsString() @Length(1, 256) q: string;
  /** How many of each kind at most. */
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(50) limit: number = 10;
}

/** A source that did not answer the search, and why. */
export class SearchGap {
  sourceId: string;
  reason: string;
}

export class SearchResponse {
  /** Which result is most likely meant. */
  top?: TopResult;
  /** Best first, like the other two. */
  albums: AlbumSummary[];
  artists: ArtistSummary[];
  tracks: TrackView[];
  missing: SearchGap[];
}

export class TopResult {
  kind: 'album' | 'artist' | 'track';
  id: string;
}
