import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { OUTPUT_ID } from '../events/index.js';
import { REPEATS, SLEEP_KINDS, type Repeat, type SleepKind } from './player-state.js';
import { REPORT_KINDS, type ReportKind } from './reports.js';

/** Longer queues are refused: no person hears them out, and every device fetches them whole. */
export const MOST_QUEUE_ITEMS = 10_000;
/** What has more tracks is played as a subject. */
const MOST_NAMED_TRACKS = 100;
const MAX_ID = 768;
const MAX_MINUTES = 24 * 60;
const MAX_INT = 2 ** 31 - 1;
const MAX_MOMENT = Number.MAX_SAFE_INTEGER;
const CONTEXT_KINDS = [
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

export class PlayContextBody {
  @IsIn(CONTEXT_KINDS) kind: (typeof CONTEXT_KINDS)[number];
  /** Of the album, artist, station …. */
  @IsOptional() @IsString() @Length(1, MAX_ID) id?: string;
  /** Its name, for people. */
  @IsOptional() @IsString() @MaxLength(1_000) title?: string;
}

/** Every command names the revision that it was made from. */
export class CommandBody {
  /** `revision` of the player as the client knows it. */
  @IsInt() @Min(0) @Max(MAX_INT) revision: number;
}

/** Something that plays as a whole: the server knows which tracks it has, and in which order. */
export class SubjectBody {
  /** album, artist, tracks, albums, search, favourites, several (what was selected), or everything, which is shuffled and never ends. */
  @IsString() @Length(1, 32) kind: string;
  /** Of the album or artist. */
  @IsOptional() @IsString() @Length(1, MAX_ID) id?: string;
  /**
   * Which list, in which order: what `GET` of `/tracks`, `/albums`, `/search` or `/podcasts/episodes` takes for these kinds, but for
   * `limit` and `cursor` of pages; for an artist `sort`, `order` and `genreId` of `/tracks`.
   */
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: {
      oneOf: [
        { type: 'string' },
        { type: 'number' },
        { type: 'boolean' },
        { type: 'array', items: { type: 'string' } },
      ],
    },
  })
  @IsOptional()
  @IsObject()
  query?: object;
}

export class TracksBody extends CommandBody {
  /** What plays. */
  @IsOptional() @ValidateNested() @Type(() => SubjectBody) subject?: SubjectBody;
  /** Instead of `subject`: tracks that a person chose one by one. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMED_TRACKS)
  @IsString({ each: true })
  @Length(1, MAX_ID, { each: true })
  trackIds?: string[];
  /** The one of the tracks to begin with. Where it is not among them, they begin with the first. */
  @IsOptional() @IsString() @Length(1, MAX_ID) startTrackId?: string;
  /** Why they play. Absent: because of the subject. */
  @IsOptional() @ValidateNested() @Type(() => PlayContextBody) context?: PlayContextBody;
}

export class PlayBody extends TracksBody {
  /** Where in the first item it begins. Absent: from its start, or where it was left if it is long. */
  @IsOptional() @IsInt() @Min(0) @Max(MAX_INT) positionMs?: number;
  /** Without `startTrackId` it begins with any track. */
  @ApiPropertyOptional() @IsOptional() @IsBoolean() isShuffled: boolean = false;
  /** Becomes the active output when none that is there is. */
  @IsOptional() @IsString() @Matches(OUTPUT_ID) outputId?: string;
}

export class ResumeBody extends CommandBody {
  /** Becomes the active output when none that is there is. */
  @IsOptional() @IsString() @Matches(OUTPUT_ID) outputId?: string;
}

export class ItemBody extends CommandBody {
  @IsString() @Length(1, 24) itemId: string;
}

export class JumpBody extends ItemBody {
  /** Becomes the active output when none that is there is. */
  @IsOptional() @IsString() @Matches(OUTPUT_ID) outputId?: string;
}

export class SeekBody extends CommandBody {
  /** From the start of the current item; in one without an end a moment of its sound, or 0 for what is live. */
  @IsInt() @Min(0) @Max(MAX_MOMENT) positionMs: number;
}

export class VolumeBody extends CommandBody {
  @IsInt() @Min(0) @Max(100) volume: number;
}

export class RepeatBody extends CommandBody {
  @IsIn(REPEATS) repeat: Repeat;
}

export class ShuffleBody extends CommandBody {
  @IsBoolean() isShuffled: boolean;
}

export class SleepBody extends CommandBody {
  /**
   * After some minutes, at the end of the current track, of its album, or of the chapter in which it is by then: whoever seeks
   * goes on to the end of another. An item without chapters refuses it.
   */
  @IsIn(SLEEP_KINDS) kind: SleepKind;
  /** With `time` only, where it is needed. */
  @IsOptional() @IsInt() @Min(1) @Max(MAX_MINUTES) minutes?: number;
}

export class SpeedBody extends CommandBody {
  /** 1 is as it was spoken. */
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0.5) @Max(3) speed: number;
}

/** With `startTrackId` only what begins there is added. */
export class AddBody extends TracksBody {
  /** Right behind the current item, or at the end; in an endless queue before what its origin gave. */
  @IsIn(['next', 'last']) place: 'next' | 'last';
}

export class ItemsBody extends CommandBody {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_QUEUE_ITEMS)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 24, { each: true })
  itemIds: string[];
}

/** They keep their order among each other. */
export class MoveBody extends ItemsBody {
  /** None of those that are moved. Absent: to the end. */
  @IsOptional() @IsString() @Length(1, 24) beforeItemId?: string;
}

export class RemoveBody extends ItemsBody {}

export class UndoBody extends CommandBody {
  /** As in `undo` of the player. */
  @IsInt() @Min(1) @Max(MAX_INT) removedIn: number;
}

export class OutputBody {
  /** For people: “Firefox on Linux”. */
  @IsString() @Length(1, 100) name: string;
  @IsIn(['browser']) kind: 'browser';
}

export class ReportBody {
  @IsIn(REPORT_KINDS) kind: ReportKind;
  /** `playId` of the player. */
  @IsString() @Length(1, 24) playId: string;
  /** `revision` of the player when this was measured: a place from before somebody sought is none any more. */
  @IsOptional() @IsInt() @Min(0) @Max(MAX_INT) revision?: number;
  /** In the current item; with `advanced` in the one it went on to. In one without an end: a moment of its sound. */
  @IsInt() @Min(0) @Max(MAX_MOMENT) positionMs: number;
  /** How long the current item really is, where the output knows. */
  @IsOptional() @IsInt() @Min(1) @Max(MAX_INT) durationMs?: number;
  /** Audio really heard in this play so far; seeks and pauses do not count. */
  @IsInt() @Min(0) @Max(MAX_INT) heardMs: number;
  /** With `advanced`: `next.itemId` of the player. */
  @IsOptional() @IsString() @Length(1, 24) toItemId?: string;
  /** With `failed`: why, for the log. */
  @IsOptional() @IsString() @MaxLength(200) reason?: string;
}

export class PastPlayBody {
  /** Made by the output. The same play told twice is one. */
  @Matches(/^[\w-]{8,24}$/) playId: string;
  @IsString() @Length(1, MAX_ID) trackId: string;
  /** Absent: music. */
  @IsOptional() @IsIn(['episode']) kind?: 'episode';
  /** Epoch milliseconds. */
  @IsInt() @Min(1) @Max(MAX_MOMENT) startedAtMs: number;
  @IsInt() @Min(1) @Max(MAX_MOMENT) endedAtMs: number;
  /** Audio really heard; seeks and pauses do not count. */
  @IsInt() @Min(0) @Max(MAX_INT) heardMs: number;
  /** Where it ended. */
  @IsInt() @Min(0) @Max(MAX_INT) positionMs: number;
  @IsOptional() @IsInt() @Min(1) @Max(MAX_INT) durationMs?: number;
  @IsIn(['finished', 'skipped', 'stopped']) outcome: 'finished' | 'skipped' | 'stopped';
  @IsOptional() @ValidateNested() @Type(() => PlayContextBody) context?: PlayContextBody;
}

export class PastPlaysBody {
  /** For people: “Firefox on Linux”. */
  @IsString() @Length(1, 100) name: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMED_TRACKS)
  @ValidateNested({ each: true })
  @Type(() => PastPlayBody)
  plays: PastPlayBody[];
}
