import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
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

/** A podcast that is followed. */
export class FoundShow {
  id: string;
  title: string;
  author?: string;
  artworkId?: string;
  placeholder?: string;
}

export class SearchResponse {
  /** Which result is most likely meant. */
  top?: TopResult;
  /** Best first, like all others. */
  albums: AlbumSummary[];
  artists: ArtistSummary[];
  /** Pieces of music. */
  tracks: TrackView[];
  shows: FoundShow[];
  /** Of podcasts, as the tracks that they are played as; the artist is the show. */
  episodes: TrackView[];
  /** Saved ones, as the tracks that they are played as. */
  stations: TrackView[];
  missing: SearchGap[];
}

export const FOUND_KINDS = ['album', 'artist', 'show', 'station', 'track', 'episode'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

export class TopResult {
  @ApiProperty({ enum: FOUND_KINDS }) kind: FoundKind;
  id: string;
}
