import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { CauseView } from '../api/index.js';

/** What is at home of what lies elsewhere. Sizes are bytes, instants epoch milliseconds UTC; an absent key means unknown. */

export const PIN_KINDS = ['album', 'playlist'] as const;
export type PinKind = (typeof PIN_KINDS)[number];
export const ENTRY_KINDS = ['album', 'playlist', 'track'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export const WHYS = ['pinned', 'collection', 'discovery', 'show', 'played'] as const;
export type Why = (typeof WHYS)[number];
export const COST_STATES = ['within', 'near', 'over'] as const;
export type CostState = (typeof COST_STATES)[number];

/** An album or a playlist, or a track that is on none. */
export class KeptEntry {
  /** Of the library, or of a source. */
  id: string;
  @ApiProperty({ enum: ENTRY_KINDS }) kind: EntryKind;
  title: string;
  artist?: string;
  artworkId?: string;
  placeholder?: string;
  /**
   * `pinned`: somebody asked for it by name. `collection`: it lives there. `discovery`: it waits there, and was heard lately.
   * `show`: newest episodes of a podcast. `played`: it was heard, and stays as long as there is room.
   */
  @ApiProperty({ enum: WHYS }) why: Why;
  /** Of what waits in discovery: until when it stays if it is not heard again. */
  untilMs?: number;
  /** How many tracks it has. */
  trackCount: number;
  /** How many of them play without the internet. */
  tracksHere: number;
  isWhole: boolean;
  /** Of what is here, parts of tracks included. */
  sizeBytes: number;
  /** When it was last heard, fetched or asked for. */
  usedAtMs: number;
}

export class KeptTotalsView {
  files: number;
  sizeBytes: number;
  /** What of it stays whatever room is needed. */
  pinnedBytes: number;
  /** Most that may be here: `streaming.cache.remoteMaxSize`. */
  maxBytes: number;
}

export class MonthCostView {
  source: string;
  /** What a person calls it. */
  name: string;
  /** Fetched in this calendar month, as the server's time zone has it. */
  bytes: number;
  /** Absent: as much as is wanted. */
  limitBytes?: number;
  /** `near`: nothing is fetched ahead any more. `over`: what is played now goes beyond the limit. */
  @ApiProperty({ enum: COST_STATES }) state: CostState;
}

export class KeptPage {
  /** What was used last first. */
  items: KeptEntry[];
  totals: KeptTotalsView;
  costs: MonthCostView[];
  /** Of the next page. Absent: this is the last one. */
  nextCursor?: string;
}

/** What plays when the internet dies now. */
export class OfflineView {
  /** Tracks in files of this machine. */
  ownTracks: number;
  /** Albums and playlists from elsewhere that are here whole. */
  wholeAlbums: number;
  /** Others of which some tracks are here. */
  partAlbums: number;
  /** Of the queue, from the current track on, and how many of those play; at most the next 2,000. */
  queueTracks: number;
  queueTracksHere: number;
}

/** What lists mark; of each at most 5,000, those used or asked for last. */
export class HomeMarks {
  /** Ids of albums and playlists from elsewhere that are here whole. */
  wholeIds: string[];
  /** Ids of those that somebody asked for by name. */
  pinnedIds: string[];
  /** There is music elsewhere that can be kept at home. */
  isOffered: boolean;
}

export class KeepAtHome {
  @ApiProperty({ enum: PIN_KINDS }) @IsIn(PIN_KINDS) kind: PinKind;
}

/** Whether one album or playlist is to be at home, and how much of it is. */
export class AtHomeView {
  isPinned: boolean;
  trackCount: number;
  tracksHere: number;
  isWhole: boolean;
  /** None of it lies elsewhere. */
  isOwn: boolean;
}

export class HoldFetching {
  @IsBoolean() isPaused: boolean;
}

export class FetchingView {
  trackId: string;
  title: string;
  artist: string;
  @ApiProperty({ enum: ['pinned', 'collection', 'discovery'] }) why: 'pinned' | 'collection' | 'discovery';
  storedBytes: number;
  sizeBytes?: number;
}

/** What is being done by itself. */
export class KeepingState {
  fetching?: FetchingView;
  /** Tracks that are still to come, the one that is being fetched included. */
  missingCount: number;
  isPaused: boolean;
  /** Why what is missing does not come, as a sentence. */
  trouble?: string;
  /** The same for programs. */
  troubleCause?: CauseView;
  /** Sources whose cost of this month is near its limit or over it. */
  @ApiPropertyOptional({ type: () => [MonthCostView] }) costs?: MonthCostView[];
  /** Another number: something came home, or went. */
  revision: number;
}
