import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type PageQuery, Repeatable, Truth } from '../../api/index.js';

/** Longer ones are none. */
const MAX_LANGUAGE = 35;
/** As many as a person may select one by one. */
const MOST_MARKED = 1_000;

export const EPISODE_LISTS = ['new', 'in-progress', 'unheard', 'done', 'all'] as const;
export type EpisodeList = (typeof EPISODE_LISTS)[number];
export const EPISODE_STATES = ['new', 'in-progress', 'done', 'unheard'] as const;
export type EpisodeState = (typeof EPISODE_STATES)[number];
export const EPISODE_ORDERS = ['newest', 'oldest'] as const;
export type EpisodeOrder = (typeof EPISODE_ORDERS)[number];
export const EPISODE_KINDS = ['full', 'trailer', 'bonus'] as const;

/** A week, in minutes. */
const MAX_MINUTES = 10_080;
/** Shows and groups that one list is of, so many each: each is a parameter of the statement. */
const MOST_NAMED = 100;
const MAX_POSITION_MS = 7 * 24 * 60 * 60 * 1_000;

/** Which episodes, in which order: the whole list, not a page of it. */
export class EpisodeListQuery {
  /**
   * `new`: came out while the show is followed, and not begun. `in-progress`: left in the middle, the last one first.
   * `unheard`: not heard to the end. `done`: heard to the end. `all`: all that there are.
   */
  @ApiPropertyOptional({ enum: EPISODE_LISTS }) @IsOptional() @IsIn(EPISODE_LISTS) list: EpisodeList = 'all';
  /** Of this show, followed or not; repeated: of any of these, and of those in the groups. */
  @IsOptional()
  @Repeatable()
  @ArrayMaxSize(MOST_NAMED)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  showId?: string[];
  /** Of the shows in this group; repeated: in any of these. */
  @IsOptional()
  @Repeatable()
  @ArrayMaxSize(MOST_NAMED)
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  group?: string[];
  /** Only those in whose title, or in that of whose show, all of these words stand; the last may go on. */
  @IsOptional() @IsString() @Length(1, 200) q?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(MAX_MINUTES) atLeastMinutes?: number;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(MAX_MINUTES) atMostMinutes?: number;
  /** By the day on which they came out. Absent: newest first; of a single show, as it is set or as its feed says. */
  @IsOptional() @IsIn(EPISODE_ORDERS) order?: EpisodeOrder;
  /** Also those of shows that are not followed any more. Those of shows that are named are there in any case. */
  @ApiPropertyOptional() @IsOptional() @Truth() @IsBoolean() withUnfollowed: boolean = false;
}

export class EpisodesQuery extends EpisodeListQuery implements PageQuery {
  /** How many items at most. */
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `nextCursor` of the page before. Absent: the first page. */
  @IsOptional() @IsString() @MaxLength(1000) cursor?: string;
}

export class EpisodeSummary {
  /** Also the id of the track: it is played by it. */
  id: string;
  showId: string;
  showTitle: string;
  title: string;
  artworkId?: string;
  placeholder?: string;
  publishedAtMs?: number;
  /** As the feed says, which may be nonsense. */
  durationMs?: number;
  @ApiProperty({ enum: EPISODE_KINDS }) kind: 'full' | 'trailer' | 'bonus';
  season?: number;
  number?: number;
  @ApiProperty({ enum: EPISODE_STATES }) state: EpisodeState;
  /** Where it was left. */
  positionMs?: number;
  /** It is not in the feed any more. */
  isGone: boolean;
  /** Its sound can still be had, as far as is known. */
  isPlayable: boolean;
}

export class EpisodePage {
  items: EpisodeSummary[];
  nextCursor?: string;
}

export class PodcastPersonView {
  name: string;
  /** `host`, `guest` … */
  role: string;
  link?: string;
}

export class TranscriptChoiceView {
  /** As the feed says it, such as `en-US`; absent: it does not. */
  language?: string;
  /** Media type, such as `text/vtt`. */
  type: string;
}

export class EpisodeView extends EpisodeSummary {
  /** Sanitised HTML in which times are links to that second: `<a href="#t=754">12:34</a>`. */
  notes?: string;
  link?: string;
  author?: string;
  seasonName?: string;
  /** Shown in place of the number. */
  display?: string;
  isExplicit: boolean;
  persons: PodcastPersonView[];
  /** What is said in it, each as `transcript` takes it: of each language the best kind first. */
  transcripts: TranscriptChoiceView[];
  /** As told. */
  sizeBytes?: number;
  mimeType?: string;
}

export class ChapterView {
  startMs: number;
  /** Absent: where the next begins. */
  endMs?: number;
  title?: string;
  link?: string;
  /** To be shown by `/art`. */
  artworkId?: string;
  /** It changes picture and link only, and stands in no list. */
  isHidden: boolean;
}

export class ChaptersView {
  /** In their order; none where it has none. */
  items: ChapterView[];
}

export class TranscriptCueView {
  /** Absent in a transcript without times, as is `endMs`. */
  startMs?: number;
  endMs?: number;
  speaker?: string;
  text: string;
}

export class TranscriptView {
  language?: string;
  /** Media type of the one that this is. */
  type: string;
  /** Whether every cue has its time. */
  isTimed: boolean;
  cues: TranscriptCueView[];
}

export class TranscriptQuery {
  /** As the feed says it, such as `en`. Absent: of any. */
  @IsOptional() @IsString() @MaxLength(MAX_LANGUAGE) language?: string;
  /** One of `transcripts` of the episode, with its language if it has one. Absent: the best kind that can be had. */
  @IsOptional() @IsString() @MaxLength(100) type?: string;
}

export class MarkEpisodes {
  @IsBoolean() isDone: boolean;
}

export class MarkSeveralEpisodes extends MarkEpisodes {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_MARKED)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  ids: string[];
}

export class MarkUpTo {
  /** Of the last one that was heard, in the order of the days on which they came out. */
  @IsString() @MaxLength(64) episodeId: string;
}

export class MarkedView {
  /** How many were marked. */
  count: number;
}

export class BookmarkView {
  id: string;
  positionMs: number;
  note?: string;
  createdAtMs: number;
}

export class BookmarkList {
  items: BookmarkView[];
}

export class AddBookmark {
  @IsInt() @Min(0) @Max(MAX_POSITION_MS) positionMs: number;
  @IsOptional() @IsString() @Length(1, 1000) note?: string;
}
