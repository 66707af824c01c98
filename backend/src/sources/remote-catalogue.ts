import type { CollectedArtwork } from './collection.js';

/**
 * What a source has that is asked for over the network. Texts are trimmed, never empty, at most 1,000 characters; ids are
 * the source's own and opaque outside its adapter. Pictures are read by its `artwork` capability.
 */
export type RemoteItem = RemoteTrack | RemoteAlbum | RemoteArtist | RemotePlaylist;
export type RemoteKind = RemoteItem['kind'];

/** Who made something, as it is told with it. */
export interface RemoteArtistRef {
  readonly name: string;
  /** Absent: it has no page there. */
  readonly nativeId?: string;
}

export interface RemoteTrack {
  readonly kind: 'track';
  readonly nativeId: string;
  readonly title: string;
  /** Main ones first; none where nobody says. */
  readonly artists: readonly RemoteArtistRef[];
  readonly album?: { readonly title: string; readonly nativeId?: string };
  readonly durationMs?: number;
  readonly isExplicit: boolean;
  /** Listed there, but not to be heard. */
  readonly isPlayable: boolean;
  /** The sound of a video, which may be another than that of the song. */
  readonly isVideo: boolean;
  readonly artwork?: CollectedArtwork;
}

export interface RemoteAlbum {
  readonly kind: 'album';
  readonly nativeId: string;
  readonly title: string;
  readonly artists: readonly RemoteArtistRef[];
  readonly type?: 'album' | 'ep' | 'single' | 'audiobook';
  readonly year?: number;
  readonly isExplicit: boolean;
  readonly artwork?: CollectedArtwork;
}

export interface RemoteArtist {
  readonly kind: 'artist';
  readonly nativeId: string;
  readonly name: string;
  readonly artwork?: CollectedArtwork;
}

export interface RemotePlaylist {
  readonly kind: 'playlist';
  readonly nativeId: string;
  readonly title: string;
  readonly owner?: string;
  /** As told, which may be more than can be had. */
  readonly trackCount?: number;
  readonly artwork?: CollectedArtwork;
}
