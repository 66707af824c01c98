import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, Length, Max, Min, ValidateIf, ValidateNested } from 'class-validator'; // prettier-ignore
import { PageQuery, Repeatable, Truth } from '../../api/index.js';
import { EPISODE_ORDERS, PodcastPersonView, type EpisodeOrder } from '../episodes/episodes.dto.js';

export const SHOW_SORTS = ['title', 'newest', 'subscribed'] as const;
export type ShowSort = (typeof SHOW_SORTS)[number];
export const SHOW_STATES = ['ok', 'failing', 'unauthorized', 'ended', 'dead'] as const;

const MAX_ADDRESS = 4_096;
const MAX_MINUTES = 10_080;

/** Null takes a setting away. */
const IsNullable = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== null);

export class ShowsQuery extends PageQuery {
  /** `newest`: by the day of their newest episode. `subscribed`: those first that were subscribed to last. */
  @ApiPropertyOptional({ enum: SHOW_SORTS }) @IsOptional() @IsIn(SHOW_SORTS) sort: ShowSort = 'title';
  @IsOptional() @IsString() @Length(1, 200) group?: string;
  /** Only this one; repeated: only these. */
  @IsOptional() @Repeatable() @ArrayMaxSize(100) @IsString({ each: true }) @Length(1, 64, { each: true }) id?: string[];
  /** Only those in whose title all of these words stand. */
  @IsOptional() @IsString() @Length(1, 200) q?: string;
}

export class ShowSummary {
  id: string;
  title: string;
  author?: string;
  artworkId?: string;
  placeholder?: string;
  group?: string;
  /** Episodes that came out since it is followed, and were not begun. */
  newCount: number;
  /** Of the newest episode. */
  newestAtMs?: number;
  /** `ended`: it says so itself. `dead`: its feed was not to be found for a month. */
  @ApiProperty({ enum: SHOW_STATES }) state: 'ok' | 'failing' | 'unauthorized' | 'ended' | 'dead';
  /** Why it is not ok, by a code that is never reworded: `feed-not-found`. */
  code?: string;
  /** The same in a sentence. */
  reason?: string;
  nextStep?: string;
}

export class ShowPage {
  items: ShowSummary[];
  nextCursor?: string;
}

/** How somebody hears a show. Absent: as usual. */
export class ShowSettingsView {
  /** Absent: as the feed says. */
  @ApiPropertyOptional({ enum: EPISODE_ORDERS }) order?: EpisodeOrder;
  speed?: number;
  loudnessOffsetDb?: number;
  skipFirstSeconds?: number;
  skipLastSeconds?: number;
  leaveOutWords?: string[];
  leaveOutBelowMinutes?: number;
  leaveOutAboveMinutes?: number;
  /** Of the newest that were not heard, so many are kept at hand. */
  keepNewest?: number;
}

export class FundingView {
  url: string;
  text?: string;
}

export class ShowView extends ShowSummary {
  isFollowed: boolean;
  subscribedAtMs?: number;
  /** Absent where it is private: then nobody is shown it. */
  address?: string;
  host: string;
  isPrivate: boolean;
  /** Sanitised HTML. */
  description?: string;
  link?: string;
  language?: string;
  copyright?: string;
  categories: string[];
  isExplicit: boolean;
  /** A story that is heard from its beginning. */
  isSerial: boolean;
  persons: PodcastPersonView[];
  funding: FundingView[];
  settings: ShowSettingsView;
  episodeCount: number;
  checkedAtMs?: number;
  nextCheckAtMs?: number;
}

export class Subscribe {
  /** Of a feed, or of a web page that leads to one; with name and password where it has them. */
  @IsString() @Length(1, MAX_ADDRESS) address: string;
  /** The address is a secret: no database, log or export is to have it. One with a password in it is in any case. */
  @ApiPropertyOptional() @IsOptional() @IsBoolean() isPrivate: boolean = false;
  @IsOptional() @IsString() @Length(1, 200) group?: string;
}

/** What is changed; null takes a setting away. */
export class ChangeShowSettings {
  @ApiPropertyOptional({ enum: EPISODE_ORDERS, nullable: true })
  @IsOptional()
  @IsIn(EPISODE_ORDERS)
  order?: EpisodeOrder | null;
  @ApiPropertyOptional({ type: Number, nullable: true }) @IsOptional() @IsNumber() @Min(0.5) @Max(3) speed?:
    number | null;
  @ApiPropertyOptional({ type: Number, nullable: true })
  @IsOptional()
  @IsNumber()
  @Min(-20)
  @Max(20)
  loudnessOffsetDb?: number | null;
  @ApiPropertyOptional({ type: Number, nullable: true }) @IsOptional() @IsInt() @Min(0) @Max(3600) skipFirstSeconds?:
    number | null;
  @ApiPropertyOptional({ type: Number, nullable: true }) @IsOptional() @IsInt() @Min(0) @Max(3600) skipLastSeconds?:
    number | null;
  @ApiPropertyOptional({ type: [String], nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  leaveOutWords?: string[] | null;
  @ApiPropertyOptional({ type: Number, nullable: true })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_MINUTES)
  leaveOutBelowMinutes?: number | null;
  @ApiPropertyOptional({ type: Number, nullable: true })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_MINUTES)
  leaveOutAboveMinutes?: number | null;
  @ApiPropertyOptional({ type: Number, nullable: true }) @IsOptional() @IsInt() @Min(0) @Max(100) keepNewest?:
    number | null;
}

export class ChangeShow {
  /** Null: in none. */
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsNullable()
  @IsString()
  @Length(1, 200)
  group?: string | null;
  @IsOptional() @ValidateNested() @Type(() => ChangeShowSettings) settings?: ChangeShowSettings;
}

export class GroupView {
  name: string;
  showCount: number;
}

export class GroupList {
  items: GroupView[];
}

export class RenameGroup {
  @IsString() @Length(1, 200) name: string;
}

export class DirectoryQuery {
  @IsString() @Length(1, 200) q: string;
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(50) limit: number = 20;
}

export class DirectoryShowView {
  title: string;
  author?: string;
  /** To subscribe with. */
  feedAddress: string;
  episodeCount?: number;
  genre?: string;
  artworkId?: string;
  /** Where it is followed already. */
  showId?: string;
}

export class DirectoryResult {
  items: DirectoryShowView[];
}

export class ExportSubscriptionsQuery {
  /** Also the addresses that are secrets. */
  @ApiPropertyOptional()
  @IsOptional()
  @Truth()
  @IsBoolean()
  withPrivate: boolean = false;
}
