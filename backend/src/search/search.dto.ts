import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator'; // prettier-ignore
import { FoundAlbum, FoundArtist, FoundPlaylist } from '../browse/index.js';
import { TrackView } from '../catalogue/index.js';
import { FOUND_KINDS, type FoundKind } from './found-kinds.js';
import { CauseView } from '../api/index.js';

/** What a source, or a part of the application, may be called. */
const SOURCE_ID = /^[a-z]{2,32}$/;
const MOST_SOURCES = 50;

export class SearchQuery {
  /** What to look for, the last word may be unfinished; or an address of something at a source. */
  @IsString() @Length(1, 256) q: string;
  /** How many of each kind at most, of each source. */
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(50) limit: number = 10;
  /** What to look for only, separated by commas: `album`, `artist`, `show`, `station`, `track`, `playlist`, `episode`. */
  @ApiPropertyOptional({ type: String, example: 'album,track' })
  @IsOptional()
  @Transform(splitAtCommas)
  @IsArray()
  @ArrayMaxSize(FOUND_KINDS.length)
  @ArrayUnique()
  @IsIn(FOUND_KINDS, { each: true })
  kinds?: FoundKind[];
  /** Where to look only, by the ids of `sources` in an answer, separated by commas. */
  @ApiPropertyOptional({ type: String, example: 'library,ytmusic' })
  @IsOptional()
  @Transform(splitAtCommas)
  @IsArray()
  @ArrayMaxSize(MOST_SOURCES)
  @ArrayUnique()
  @Matches(SOURCE_ID, { each: true })
  sources?: string[];
}

export class SearchStreamQuery extends SearchQuery {
  /** Lets the stream pass by the web app's service worker. */
  @IsOptional() @IsString() @MaxLength(8) 'ngsw-bypass'?: string;
}

/** One kind at one source, page by page. */
export class SourceSearchQuery {
  @IsString() @Length(1, 256) q: string;
  /** `nextCursor` of the page before, good for some minutes. Absent: the first page. */
  @IsOptional() @IsString() @MaxLength(8_000) cursor?: string;
  /** How many the page has room for. A source makes its pages as long as it likes. */
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
}

export class FoundAlbumPage {
  items: FoundAlbum[];
  /** Absent on the last page. */
  nextCursor?: string;
}

export class FoundArtistPage {
  items: FoundArtist[];
  nextCursor?: string;
}

export class FoundTrackPage {
  items: TrackView[];
  nextCursor?: string;
}

export class FoundPlaylistPage {
  items: FoundPlaylist[];
  nextCursor?: string;
}

/** A source that did not answer the search, and why. */
export class SearchGap {
  sourceId: string;
  reason: string;
}

export const ASKING_STATES = ['asking', 'answered', 'failed', 'off'] as const;
export type AskingState = (typeof ASKING_STATES)[number];

/** Something in which can be searched, and how far it is. */
export class SearchedSource {
  id: string;
  name: string;
  /** `off`: it is left out by the filter, and was not asked. */
  @ApiProperty({ enum: ASKING_STATES }) state: AskingState;
  /** Why it failed, and what to do. */
  reason?: string;
  /** The same for programs. */
  cause?: CauseView;
  /** What it can find. */
  @ApiProperty({ enum: FOUND_KINDS, isArray: true }) kinds: FoundKind[];
}

/** A podcast that is followed. */
export class FoundShow {
  id: string;
  title: string;
  author?: string;
  artworkId?: string;
  placeholder?: string;
}

/** Where else something is that is shown once. */
export class ElsewhereView {
  @ApiProperty({ enum: FOUND_KINDS }) kind: FoundKind;
  /** Of what is shown: it is in the library. */
  id: string;
  /** The same at a source. */
  sourceId: string;
  elsewhereId: string;
}

export class SearchResponse {
  /** Which result is most likely meant; absent as long as somebody who is asked may know better. */
  top?: TopResult;
  /** Best first, like all others. Of the library and of sources: the same is shown once where it is known to be the same. */
  albums: FoundAlbum[];
  artists: FoundArtist[];
  /** Pieces of music. */
  tracks: TrackView[];
  playlists: FoundPlaylist[];
  shows: FoundShow[];
  /** Of podcasts, as the tracks that they are played as; the artist is the show. */
  episodes: TrackView[];
  /** Saved ones, as the tracks that they are played as. */
  stations: TrackView[];
  /** What is shown once and is at a source as well. */
  elsewhere: ElsewhereView[];
  /** All in which can be searched, in a fixed order. */
  sources: SearchedSource[];
  /** Those of them that failed. */
  missing: SearchGap[];
}

export class TopResult {
  @ApiProperty({ enum: FOUND_KINDS }) kind: FoundKind;
  id: string;
}

export const SUGGESTION_ORIGINS = ['recent', 'library', 'source'] as const;
export type SuggestionOrigin = (typeof SUGGESTION_ORIGINS)[number];

export class SuggestionsQuery {
  /** What is typed so far; absent or empty: what was searched for lately. */
  @IsOptional() @IsString() @MaxLength(256) q?: string;
}

export class SuggestionView {
  text: string;
  /** `recent`: the person searched for it; `library`: the name of something there; `source`: a source says so. */
  @ApiProperty({ enum: SUGGESTION_ORIGINS }) origin: SuggestionOrigin;
}

export class SuggestionList {
  items: SuggestionView[];
}

export class RecentSearchBody {
  @IsString() @Length(1, 256) q: string;
}

/** Which to forget. */
export class ForgetQuery {
  /** Absent: all of them. */
  @IsOptional() @IsString() @Length(1, 256) q?: string;
}

export class RecentSearchView {
  q: string;
  searchedAtMs: number;
}

export class RecentSearchList {
  /** Newest first. */
  items: RecentSearchView[];
}

function splitAtCommas({ value }: { value: unknown }): unknown {
  return typeof value === 'string' ? value.split(',') : value;
}
