import { IsBoolean, IsOptional, IsString, Length, Matches } from 'class-validator';
import { TrackView } from '../../catalogue/index.js';
import { MAX_NAME } from '../playlists.dto.js';

export class FollowPlaylist {
  /** Of a playlist of a source: `ytmusic:PL1`. */
  @IsString() @Length(3, 560) @Matches(/^[a-z]+:./) id: string;
}

export class FreezePlaylist {
  @IsBoolean() isFrozen: boolean;
}

export class ImportQuery {
  /** What the file is called: the playlist is called so where the list does not say. */
  @IsOptional() @IsString() @Length(1, MAX_NAME) name?: string;
}

/** A song of a list that was not found, or not for certain. */
export class ReportEntryView {
  /** Its number in the list, from 1 on. */
  number: number;
  /** The line, or title and artist. */
  text: string;
  title?: string;
  artist?: string;
  album?: string;
  durationMs?: number;
  /** The path or the address that the list names. */
  location?: string;
  /** Tracks that may be meant; none where nothing was found. */
  choices: TrackView[];
}

export class ReportPage {
  items: ReportEntryView[];
  nextCursor?: string;
}

export class ChooseTrack {
  /** The one that is meant. It is put where it stands in the list. */
  @IsString() @Length(1, 768) trackId: string;
}

/** What came of looking for a song everywhere. */
export class LookedFor {
  /** It is in the playlist now. */
  isFound: boolean;
  /** What may be it; absent where it was found. */
  entry?: ReportEntryView;
}
