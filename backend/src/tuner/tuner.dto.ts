import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, IsString, Length } from 'class-validator';
import type { SeedKind } from '../sources/index.js';

const MAX_ID = 768;
const MAX_NATIVE_ID = 512;
const MAX_NAME = 200;
const MOST_MIXED = 1_000;
export const BOOKMARK_KINDS = ['track', 'artist'] as const;
export type BookmarkKind = (typeof BOOKMARK_KINDS)[number];

/** How many songs may still be passed over. Absent numbers: no limit. */
export class SkipsView {
  /** Now, on this station. */
  left: number;
  /** When there is one more; absent while all are left. */
  nextAtMs?: number;
  anHour?: number;
  aDay?: number;
}

/** A station that chooses what comes next for this listener. It plays as the subject `personal-station` with this `id`. */
export class PersonalStationView {
  id: string;
  sourceId: string;
  name: string;
  artworkId?: string;
  /** It plays what other stations would, by turns. */
  isMix: boolean;
  /** Ids of the stations in a mix. */
  mixed: string[];
  /** Somebody else's: it can be changed and rated once it was made one's own. */
  isShared: boolean;
  canRename: boolean;
  canRemove: boolean;
  canSeed: boolean;
  createdAtMs?: number;
  /** Its source listed it when it was asked last; else it was seen there at `seenAtMs` for the last time. */
  isListed: boolean;
  seenAtMs: number;
  /** Absent where there is no limit, or none is known yet. */
  skips?: SkipsView;
}

export class StationSourceView {
  sourceId: string;
  name: string;
  /** Why what is shown is what was known before, and what to do. */
  failure?: string;
}

export class PersonalStationList {
  items: PersonalStationView[];
  /** The sources that have such stations. */
  sources: StationSourceView[];
}

export class StationSeedView {
  id: string;
  kind: SeedKind;
  name: string;
  artist?: string;
  artworkId?: string;
}

export class StationThumbView {
  id: string;
  isUp: boolean;
  title: string;
  artist?: string;
  atMs?: number;
  artworkId?: string;
  /** Its source lists it, so that it can be taken back. */
  mayUndo: boolean;
}

export class StationThumbsView {
  items: StationThumbView[];
  /** As the source counts, which may be more than are known here; never fewer than `items`. */
  total: number;
}

export class PersonalStationDetail extends PersonalStationView {
  /** Absent while its source does not answer. */
  seeds?: StationSeedView[];
  up: StationThumbsView;
  down: StationThumbsView;
  /** Why it is shown as it was known before. */
  failure?: string;
}

/** What plays of a station, or an empty object. */
export class StationNowView {
  trackId?: string;
  /** The station that is played, which may be a mix. */
  station?: PersonalStationView;
  /** The one that the song is of, where that is another. */
  of?: PersonalStationView;
  thumb?: 'up' | 'down';
  mayThumb?: boolean;
}

export class CreateStation {
  @IsString() @Length(1, 32) sourceId: string;
  /** Id of what was found for words, or of a genre. */
  @IsOptional() @IsString() @Length(1, MAX_NATIVE_ID) ideaId?: string;
  /** Instead of `ideaId`: a song that a station gave. */
  @IsOptional() @IsString() @Length(1, MAX_ID) songId?: string;
  /** With `songId`: the song, or its artist. */
  @IsOptional() @IsIn(BOOKMARK_KINDS) kind?: BookmarkKind;
}

export class RenameStation {
  @IsString() @Length(1, MAX_NAME) name: string;
}

export class AddSeed {
  @IsString() @Length(1, MAX_NATIVE_ID) ideaId: string;
}

export class MixStations {
  /** Of the stations that are to be in it. */
  @IsArray()
  @ArrayMaxSize(MOST_MIXED)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, MAX_ID, { each: true })
  ids: string[];
}

export class ChooseMode {
  @IsString() @Length(1, MAX_NATIVE_ID) id: string;
}

export class StationModeView {
  id: string;
  name: string;
  description?: string;
  isCurrent: boolean;
}

export class StationModes {
  items: StationModeView[];
}

export class IdeasQuery {
  @IsString() @Length(1, MAX_NAME) q: string;
}

export class StationIdeaView {
  id: string;
  kind: SeedKind;
  name: string;
  artist?: string;
}

export class StationIdeasView {
  items: StationIdeaView[];
}

export class StationGenre {
  category: string;
  items: StationIdeaView[];
}

export class StationGenres {
  items: StationGenre[];
}

export class RateSong {
  @IsBoolean() isUp: boolean;
}

export class RatedView {
  /** What plays was left for the next song. */
  isSkipped: boolean;
  /** Why it was not, though it got a thumb down. */
  notSkipped?: string;
}

export class SongReasons {
  /** A few words each. */
  items: string[];
}

export class BookmarkSong {
  @IsIn(BOOKMARK_KINDS) kind: BookmarkKind;
}

export class StationBookmarkView {
  id: string;
  kind: BookmarkKind;
  title?: string;
  artist: string;
  album?: string;
  atMs?: number;
  /** Of which a station can be made; absent where its source does not say. */
  ideaId?: string;
  artworkId?: string;
}

export class StationBookmarks {
  items: StationBookmarkView[];
}

export class StationSettingsView {
  isExplicitFiltered: boolean;
  isPrivate: boolean;
  zipCode?: string;
  /** On each station. Absent: no limit. */
  skipsAnHour?: number;
  /** On all stations together. Absent: no limit. */
  skipsADay?: number;
  /** What paying would add, in a sentence; absent where that is done already. */
  paidAdds?: string;
}

export class ChangeStationSettings {
  @IsBoolean() isExplicitFiltered: boolean;
}
