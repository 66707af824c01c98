import type { CollectedArtwork } from './collection.js';
import type { SourceTrack } from './source-track.js';

/** A station that somebody has made at a service, which chooses what comes next for this listener. */
export interface PersonalStation {
  readonly nativeId: string;
  readonly name: string;
  /** It plays what other stations of the list would, by turns. */
  readonly isMix: boolean;
  /** Of a mix: the stations in it. */
  readonly mixed: readonly string[];
  /** Somebody else's: nothing can be rated or changed until it was made one's own. */
  readonly isShared: boolean;
  readonly canRename: boolean;
  readonly canRemove: boolean;
  readonly canSeed: boolean;
  readonly createdAtMs?: number;
  readonly artwork?: CollectedArtwork;
}

export type SeedKind = 'track' | 'artist' | 'genre';

/** What a station began with, or was given besides. */
export interface StationSeed {
  readonly nativeId: string;
  readonly kind: SeedKind;
  readonly name: string;
  readonly artist?: string;
  readonly artwork?: CollectedArtwork;
}

/** A thumb that was given. */
export interface StationThumb {
  readonly nativeId: string;
  readonly isUp: boolean;
  readonly title: string;
  readonly artist?: string;
  readonly atMs?: number;
  readonly artwork?: CollectedArtwork;
}

/** Some of the thumbs of a station: `total` as the service tells, which may be more than it lists. */
export interface StationThumbs {
  readonly items: readonly StationThumb[];
  readonly total: number;
}

export interface StationDetail {
  readonly station: PersonalStation;
  readonly seeds: readonly StationSeed[];
  readonly up: StationThumbs;
  readonly down: StationThumbs;
}

/** A way of choosing songs, such as deep cuts only. */
export interface StationMode {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly isCurrent: boolean;
}

/** What a station can be made of. */
export interface StationIdea {
  readonly nativeId: string;
  readonly kind: SeedKind;
  readonly name: string;
  readonly artist?: string;
}
export interface StationIdeas {
  readonly category: string;
  readonly items: readonly StationIdea[];
}

/** A song that a station has chosen. It can be heard for a while only, and never again by this id. */
export interface StationSong {
  readonly nativeId: string;
  readonly track: SourceTrack;
  /** The station that it is of: of a mix, not the mix. */
  readonly station: string;
  /** The thumb that it has already. */
  readonly thumb?: 'up' | 'down';
  readonly mayThumb: boolean;
  readonly expiresAtMs: number;
}

/** What a station gives at a time; none of its songs where it gave adverts only, or nothing. */
export interface StationBatch {
  readonly songs: readonly StationSong[];
  readonly adverts: number;
}

/** What a listener may do. Absent numbers: no limit. */
export interface StationAllowance {
  readonly skipsAnHour?: number;
  readonly skipsADay?: number;
  /** After so long without anybody doing anything the service wants to know whether somebody is there. */
  readonly asksAfterMs?: number;
}

export interface StationBookmark {
  readonly nativeId: string;
  readonly kind: 'track' | 'artist';
  readonly title?: string;
  readonly artist: string;
  readonly album?: string;
  readonly atMs?: number;
  /** As which a station can be made of it; absent where the service does not say. */
  readonly idea?: string;
  readonly artwork?: CollectedArtwork;
}

export interface StationSettings {
  readonly isExplicitFiltered: boolean;
  readonly isPrivate: boolean;
  readonly zipCode?: string;
  /** What paying would add, in a sentence; absent where that is done already. */
  readonly paidAdds?: string;
}

/**
 * It has stations of this listener's own. All of these throw `SourceUnavailable`, `UpstreamError`, `SourceRefusal` (code and sentence
 * of the adapter; `retryAtMs` where it says when) and `StationNotFound` where there is no such station (sources/source-error.ts).
 */
export interface PersonalStationsCapability {
  list(signal: AbortSignal): Promise<readonly PersonalStation[]>;
  open(nativeId: string, signal: AbortSignal): Promise<StationDetail>;
  /** What it plays next. Asked for one at a time for each station. @param isStarting nothing of it was played for a while */
  next(nativeId: string, isStarting: boolean, signal: AbortSignal): Promise<StationBatch>;
  /** What this listener may do, as known now; asks nobody. Undefined before anybody was signed in. */
  allowance(): StationAllowance | undefined;

  /** What words may mean, as seeds. */
  ideas(query: string, signal: AbortSignal): Promise<readonly StationIdea[]>;
  genres(signal: AbortSignal): Promise<readonly StationIdeas[]>;
  create(
    from: { readonly idea: string } | { readonly song: string; readonly kind: 'track' | 'artist' },
    signal: AbortSignal,
  ): Promise<PersonalStation>;
  rename(nativeId: string, name: string, signal: AbortSignal): Promise<void>;
  remove(nativeId: string, signal: AbortSignal): Promise<void>;
  addSeed(nativeId: string, idea: string, signal: AbortSignal): Promise<void>;
  removeSeed(seed: string, signal: AbortSignal): Promise<void>;
  /** Makes a station that is somebody else's one's own. */
  adopt(nativeId: string, signal: AbortSignal): Promise<void>;
  setMixed(nativeIds: readonly string[], signal: AbortSignal): Promise<void>;
  modes(nativeId: string, signal: AbortSignal): Promise<readonly StationMode[]>;
  setMode(nativeId: string, mode: string, signal: AbortSignal): Promise<readonly StationMode[]>;

  /** @returns the thumb's own id, by which it is taken back */
  thumb(
    station: string,
    song: string,
    isUp: boolean,
    signal: AbortSignal,
  ): Promise<{ readonly nativeId: string; readonly up?: number; readonly down?: number }>;
  removeThumb(thumb: string, signal: AbortSignal): Promise<void>;
  /** The song is not played for about a month. */
  rest(song: string, signal: AbortSignal): Promise<void>;
  /** Why it was chosen, in a few words each. */
  explain(song: string, signal: AbortSignal): Promise<readonly string[]>;
  bookmarks(signal: AbortSignal): Promise<readonly StationBookmark[]>;
  bookmark(song: string, kind: 'track' | 'artist', signal: AbortSignal): Promise<{ readonly nativeId: string }>;
  removeBookmark(bookmark: string, kind: 'track' | 'artist', signal: AbortSignal): Promise<void>;
  settings(signal: AbortSignal): Promise<StationSettings>;
  setExplicitFilter(isFiltered: boolean, signal: AbortSignal): Promise<void>;
}
