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
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { CauseView, PageQuery } from '../api/index.js';
import { TrackView } from '../catalogue/index.js';
import { ORIGIN_KINDS, type OriginKind } from './origins/origin-store.js';
import { SubjectBody } from '../playback/index.js';

export const MAX_NAME = 200;
const MAX_DESCRIPTION = 5_000;
/** More than a queue holds: lists that other programs made may have as many songs as a library. */
export const MOST_ITEMS = 100_000;
/** What has more tracks is added as a subject. */
const MOST_NAMED = 2_000;
const MOST_CHANGED = 10_000;
const MAX_TRACK_ID = 768;
const MAX_ID = 24;
const MAX_INT = 2 ** 31 - 1;
export const PLAYLIST_SORTS = ['changed', 'name'] as const;
export type PlaylistSort = (typeof PLAYLIST_SORTS)[number];
export const DUPLICATE_WISHES = ['ask', 'add', 'skip'] as const;
export type DuplicateWish = (typeof DUPLICATE_WISHES)[number];

/** A picture of something in a playlist, or one that somebody chose for it. */
export class PlaylistCover {
  artworkId: string;
  placeholder?: string;
}

/** What came and went when the playlist of a source was last another. */
export class PlaylistNews {
  atMs: number;
  /** Artist and title; at most 200 of each. */
  added: string[];
  removed: string[];
}

/** Where a playlist comes from that was not made by hand. */
export class PlaylistOriginView {
  @ApiProperty({ enum: ORIGIN_KINDS })
  /** `file` of a music folder, `remote` playlist of a source, `import` of a list that somebody handed over. */
  kind: OriginKind;
  /** Path of the file, id of the playlist, or what the list was called. */
  ref: string;
  /** When it was last looked at. */
  checkedAtMs: number;
  /** It follows its origin no more. */
  isFrozen?: boolean;
  /** Why it could not be looked at, in a sentence. */
  trouble?: string;
  /** What that sentence tells. */
  troubleCause?: CauseView;
  /** How many songs of it were not found, or not for certain: its report names them. */
  unresolved: number;
  /** Of the playlist of a source; absent while nothing has changed there. */
  news?: PlaylistNews;
}

export class PlaylistView {
  id: string;
  name: string;
  description?: string;
  trackCount: number;
  /** Of all whose length is known. */
  durationMs: number;
  /** The picture that somebody chose for it; else up to four different ones of what is in it, the first ones first. */
  covers: PlaylistCover[];
  /** Somebody chose its cover. */
  hasOwnCover: boolean;
  createdAtMs: number;
  /** When somebody last changed its name, its description or what is in it. */
  changedAtMs: number;
  /** It is as its origin says; to be changed, it is copied. */
  isReadOnly?: boolean;
  /** Absent: it was made by hand. */
  origin?: PlaylistOriginView;
}

export class DeletedPlaylistView extends PlaylistView {
  deletedAtMs: number;
  /** Until then it can be brought back. */
  keptUntilMs: number;
}

export class PlaylistsQuery extends PageQuery {
  /** `changed`: the last one first. */
  @ApiPropertyOptional() @IsOptional() @IsIn(PLAYLIST_SORTS) sort: PlaylistSort = 'changed';
  /** Part of the name. */
  @IsOptional() @IsString() @MaxLength(MAX_NAME) q?: string;
}

export class PlaylistPage {
  items: PlaylistView[];
  nextCursor?: string;
}

export class DeletedPlaylists {
  /** The last deleted first; at most 100. */
  items: DeletedPlaylistView[];
}

export class PlaylistItemView {
  /** Of this place in the playlist: the same track may stand in it twice. */
  itemId: string;
  addedAtMs: number;
  /** As it is known now, else as it was when it was added. */
  track: TrackView;
}

export class PlaylistItemPage {
  items: PlaylistItemView[];
  nextCursor?: string;
}

/** Some tracks, in one of three ways. */
export class TracksToAdd {
  /** What is added, as it is played: an album, an artist, a list with its filter and order, a playlist. */
  @IsOptional() @ValidateNested() @Type(() => SubjectBody) subject?: SubjectBody;
  /** Instead: tracks that a person chose one by one. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMED)
  @IsString({ each: true })
  @Length(1, MAX_TRACK_ID, { each: true })
  trackIds?: string[];
  /** Instead: all that stands in the queue, what has played included. */
  @IsOptional() @IsBoolean() queue?: boolean;
}

export class NewPlaylist {
  /** Absent: after what is put into it. */
  @IsOptional() @IsString() @Length(1, MAX_NAME) @Matches(/\S/) name?: string;
  @IsOptional() @IsString() @MaxLength(MAX_DESCRIPTION) description?: string;
  /** What it begins with. */
  @IsOptional() @ValidateNested() @Type(() => TracksToAdd) tracks?: TracksToAdd;
}

/** What is absent stays. */
export class ChangePlaylist {
  @IsOptional() @IsString() @Length(1, MAX_NAME) @Matches(/\S/) name?: string;
  /** Empty: none. */
  @IsOptional() @IsString() @MaxLength(MAX_DESCRIPTION) description?: string;
}

export class AddToPlaylist extends TracksToAdd {
  /** What to do where some are in it already: add nothing and say so, add them once more, or leave those out. */
  @ApiPropertyOptional() @IsOptional() @IsIn(DUPLICATE_WISHES) duplicates: DuplicateWish = 'ask';
  /** Item before which they are put. Absent: at the end. */
  @IsOptional() @IsString() @Length(1, MAX_ID) beforeItemId?: string;
}

/** What became of tracks that were to be added. */
export class AddedView {
  playlist: PlaylistView;
  /** How many were. 0 with `ask` where some are in it already. */
  added: number;
  /** How many were meant. */
  total: number;
  /** How many of them had been in it before. */
  already: number;
}

class ItemIds {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CHANGED)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, MAX_ID, { each: true })
  itemIds: string[];
}

export class RemoveItems extends ItemIds {}

export class RemovedView {
  playlist: PlaylistView;
  /** By which they come back. */
  removedIn: number;
  count: number;
}

export class RestoreItems {
  /** As a removal told it. Of the last 20 changes of a playlist. */
  @IsInt() @Min(1) @Max(MAX_INT) removedIn: number;
}

export class MoveItems extends ItemIds {
  /** None of those that move. Absent: to the end. */
  @IsOptional() @IsString() @Length(1, MAX_ID) beforeItemId?: string;
}
