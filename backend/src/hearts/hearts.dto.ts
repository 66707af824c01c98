import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsIn, IsOptional, IsString, Length } from 'class-validator';
import { PageQuery, Repeatable } from '../api/index.js';
import { FoundAlbum, FoundArtist } from '../browse/index.js';
import { TrackView } from '../catalogue/index.js';

export const HEART_KINDS = ['track', 'album', 'artist', 'show'] as const;
export type HeartKind = (typeof HEART_KINDS)[number];

/** Each is a parameter of a statement. */
const MOST_ASKED = 100;
const MAX_TEXT = 1_000;

export class HeartsQuery extends PageQuery {
  /** Only these. Absent: whatever has a heart. */
  @ApiPropertyOptional({ enum: HEART_KINDS, isArray: true })
  @IsOptional()
  @Repeatable()
  @IsIn(HEART_KINDS, { each: true })
  kind?: HeartKind[];
}

export class HeartMarksQuery {
  /** What is asked about, each as its kind, a colon and its id: `track:0k3…`, `album:ytmusic:MPREb_x`. */
  @Repeatable()
  @ArrayMaxSize(MOST_ASKED)
  @IsString({ each: true })
  @Length(3, 780, { each: true })
  ids: string[];
}

/** What it is called: needed for what the library does not know, and not looked at otherwise. */
export class GiveHeart {
  @IsOptional() @IsString() @Length(1, MAX_TEXT) title?: string;
  /** Of an album its artist, of a show its author. */
  @IsOptional() @IsString() @Length(1, MAX_TEXT) artist?: string;
  @IsOptional() @IsString() @Length(1, 64) artworkId?: string;
}

/** A podcast with a heart, as it was called when it got it. */
export class HeartedShow {
  id: string;
  title: string;
  author?: string;
  artworkId?: string;
  placeholder?: string;
}

/** Something with a heart: what it is is told by the key of its kind. */
export class HeartView {
  @ApiProperty({ enum: HEART_KINDS }) kind: HeartKind;
  id: string;
  heartedAtMs: number;
  track?: TrackView;
  album?: FoundAlbum;
  artist?: FoundArtist;
  show?: HeartedShow;
}

export class HeartPage {
  /** Newest first. */
  items: HeartView[];
  nextCursor?: string;
}

export class HeartMark {
  /** As it was asked: kind, colon, id. */
  id: string;
  heartedAtMs: number;
}

/** Those that have a heart, of what was asked about. */
export class HeartMarks {
  items: HeartMark[];
}
