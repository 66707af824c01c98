import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArtistRef } from '../catalogue/index.js';
import { PLACEMENTS, type Placement } from '../library/index.js';

/**
 * What is found, in the library or at a source. Ids of a source hold a colon (`ytmusic:MPREb_x`), those of the library do
 * not. An absent key means unknown.
 */

export const ALBUM_TYPES = ['album', 'ep', 'single', 'audiobook'] as const;
export type AlbumType = (typeof ALBUM_TYPES)[number];

/** An album of the library (an `AlbumSummary` is one), or of a source. */
export class FoundAlbum {
  id: string;
  title: string;
  /** As printed, all names in one text. */
  artist: string;
  /** Only those that have a page. */
  artists: ArtistRef[];
  year?: number;
  /** Cover at `/art/{artworkId}`. */
  artworkId?: string;
  /** A tiny blurred preview of the cover, as a data URL. */
  placeholder?: string;
  /** None of its tracks plays: they are there no more, or `offSourceId` tells why. */
  isMissing: boolean;
  /** The source that has it and is switched off, where that is why it is missing. */
  offSourceId?: string;
  /** Some of it are files in a folder of the person’s; absent: it is at a source. */
  hasFiles?: boolean;
  /** Where it lives for the person; `dismissed` also for what is at a source and was rejected. */
  @ApiPropertyOptional({ enum: PLACEMENTS }) placement?: Placement;
  /** The source that has it; absent: it is of the library. */
  sourceId?: string;
  /** Absent: an album, or not told. */
  @ApiPropertyOptional({ enum: ALBUM_TYPES }) type?: AlbumType;
  isExplicit?: boolean;
  /** Where people find it on the web, where its source tells that. */
  webAddress?: string;
}

/** An artist of the library (an `ArtistSummary` is one), or of a source. */
export class FoundArtist {
  id: string;
  name: string;
  artworkId?: string;
  placeholder?: string;
  /** The source that has them; absent: they are of the library. */
  sourceId?: string;
}

/** A playlist of a source. */
export class FoundPlaylist {
  id: string;
  /** Absent: it is one of the person’s own. */
  sourceId?: string;
  title: string;
  /** Whose it is. */
  owner?: string;
  /** As told, which may be more than can be had. */
  trackCount?: number;
  artworkId?: string;
}
