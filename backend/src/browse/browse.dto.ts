import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';
import { TrackView } from '../catalogue/index.js';
import { PLACEMENTS, type Placement } from '../library/index.js';
import { FoundAlbum, FoundArtist, FoundPlaylist } from './found.dto.js';

/** Who published an album. */
export class LabelView {
  name: string;
  /** Of their page as an artist; absent: they have none. */
  id?: string;
}

/** An album as its source has it. */
export class RemoteAlbumView extends FoundAlbum {
  /** Where it is told, and somebody else than who made it. */
  label?: LabelView;
  /** Those that could be had, in their order; what was saved has ids of the library. */
  tracks: TrackView[];
  /** As the source says: where it is more than there are tracks, the rest could not be had. */
  trackCount: number;
  /** Of the tracks whose length is known. */
  durationMs: number;
  /** The library's id of it, where it was saved and lives somewhere. */
  libraryId?: string;
  /** When the source told so, where it cannot be asked now. Epoch milliseconds. */
  seenAtMs?: number;
}

/** An artist as their source has them. */
export class RemoteArtistView extends FoundArtist {
  description?: string;
  /** Those heard most; where nobody tells that, those of the newest album. */
  tracks: TrackView[];
  /** All of them, singles as well; what was saved is the library's own row. */
  albums: FoundAlbum[];
  /** Those that they have made there. */
  playlists: FoundPlaylist[];
  /** Whom they publish, where it is a label; who was saved is the library's own row. */
  artists?: FoundArtist[];
  /** The library's id of them, where they were saved. */
  libraryId?: string;
  /** When the source told so, where it cannot be asked now. Epoch milliseconds. */
  seenAtMs?: number;
}

export class OwnAccountView {
  /** What chooses it: `sources.<source>.account`. */
  index: number;
  name: string;
  handle?: string;
  isChosen: boolean;
}

export class OwnAccountList {
  items: OwnAccountView[];
}

/** What a person has collected at a source themselves. */
export class OwnMusicView {
  /** Whose it is. */
  name: string;
  handle?: string;
  /** What they like; it opens as any playlist. */
  likes?: FoundPlaylist;
  playlists: FoundPlaylist[];
  albums: FoundAlbum[];
  /** Albums that they wish for; absent: the source knows no wishes. */
  wishes?: FoundAlbum[];
}

export class RemotePlaylistQuery {
  /** `nextCursor` of the page before; good for some minutes. */
  @IsOptional() @IsString() @Length(1, 4_096) cursor?: string;
}

/** A track of a playlist of a source. */
export class ListedTrackView extends TrackView {
  /** When the source told last that the list has it, which it does not now. Epoch milliseconds. */
  seenAtMs?: number;
}

/** Some of a playlist of a source. */
export class RemotePlaylistPageView {
  /** With the first page. */
  playlist?: FoundPlaylist;
  /**
   * Where one's own list ends before the source has given as many as it says, those come last that it is known to have: they
   * bear `seenAtMs`.
   */
  items: ListedTrackView[];
  /** Absent at the end. */
  nextCursor?: string;
  /** When the source told so, where it cannot be asked now: then it may have more. Epoch milliseconds. */
  seenAtMs?: number;
}

/** What was saved, by its id in the library. */
export class SavedAlbumView {
  /** Of the album; of a track that was saved: of the album that it is on. */
  id: string;
  title: string;
  /** Where it lived before; absent: nowhere. */
  @ApiPropertyOptional({ enum: PLACEMENTS }) formerly?: Placement;
}

export class SavedTrackView extends SavedAlbumView {
  /** The track was not on that album before, and can be taken off it again. */
  isNew: boolean;
}

export class SavedArtistView {
  id: string;
  name: string;
  /** They were not saved before. */
  isNew: boolean;
  /** How many of their albums will come into discovery, one after the other. */
  albumsToCome: number;
}

/** Versions of a track at its source, the track itself first. */
export class TrackVersionsView {
  items: TrackView[];
  /** Of the one that is heard. */
  chosenId: string;
}

export class ChooseVersion {
  /** An id of the same source; that of the track itself takes the choice back. */
  @IsString() @Length(3, 768) versionId: string;
}
