import type { Cause } from '../common/index.js';
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
  /** On its album, as printed there. Where a page of an album tells them, all of its tracks have one and they rise; gaps are kept. */
  readonly trackNumber?: number;
  readonly durationMs?: number;
  /** In capitals, without dashes. */
  readonly isrc?: string;
  readonly isExplicit: boolean;
  /** False: it is listed there, and not to be heard. */
  readonly isPlayable: boolean;
  /** Why it is not playable, in a sentence for people; absent where it is, or nobody says. */
  readonly whyNotPlayable?: string;
  /** What that sentence tells. */
  readonly notPlayableCause?: Cause;
  /** The sound of a video, which may be another than that of the song. */
  readonly isVideo: boolean;
  /** So long that it may be an album of its chapters: `browse` opens that by the track's own id. */
  readonly mayHaveChapters?: boolean;
  /** Where people find it on the web (`https:`): to be heard or bought there. */
  readonly webAddress?: string;
  readonly artwork?: CollectedArtwork;
}

/** What is told of a track that is not playable. */
export type NotPlayable = Required<Pick<RemoteTrack, 'isPlayable' | 'whyNotPlayable' | 'notPlayableCause'>>;

export interface RemoteAlbum {
  readonly kind: 'album';
  readonly nativeId: string;
  readonly title: string;
  readonly artists: readonly RemoteArtistRef[];
  readonly type?: 'album' | 'ep' | 'single' | 'audiobook';
  readonly year?: number;
  /** Who published it, where that is told and somebody else than who made it. */
  readonly label?: RemoteArtistRef;
  readonly isExplicit: boolean;
  /** Where people find it on the web (`https:`). */
  readonly webAddress?: string;
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
  /** It was made, or filled, by the account that the source was given credentials of. Absent: it was not, or nobody knows. */
  readonly isOwn?: true;
  readonly artwork?: CollectedArtwork;
}

/** Some of a list. */
export interface RemotePage<Item> {
  readonly items: readonly Item[];
  /** For what follows; absent at the end. Opaque, good for some minutes. */
  readonly cursor?: string;
}

export interface RemoteAlbumPage {
  readonly album: RemoteAlbum;
  /** In their order, each with its performers. */
  readonly tracks: readonly RemoteTrack[];
  /** As the source says; more than there are tracks where the rest could not be had. */
  readonly trackCount: number;
}

export interface RemoteArtistPage {
  readonly artist: RemoteArtist;
  readonly description?: string;
  /** Those heard most; where nobody tells that, those of the newest album. */
  readonly tracks: readonly RemoteTrack[];
  /** All of them, singles as well. */
  readonly albums: readonly RemoteAlbum[];
  /** Those that they have made; absent where their source tells of none. */
  readonly playlists?: readonly RemotePlaylist[];
  /** Whom they publish, where it is a label. */
  readonly artists?: readonly RemoteArtist[];
}

export interface RemotePlaylistPage extends RemotePage<RemoteTrack> {
  /** With the first page only. */
  readonly playlist?: RemotePlaylist;
  /** It is the list that belongs to this album: how albums are shared. */
  readonly albumId?: string;
}

/** What an address of the source leads to. */
export interface RemoteLink {
  readonly kind: RemoteKind;
  readonly nativeId: string;
  /** Of a track: where in it to begin. */
  readonly startMs?: number;
}

/** It can be searched. All of these throw `SourceUnavailable` or `UpstreamError` where it does not answer. */
export interface SearchCapability {
  readonly kinds: readonly RemoteKind[];
  /** What fits, best first. @param cursor of the page before; absent: the first */
  find(
    query: string,
    kind: RemoteKind,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<RemotePage<RemoteItem>>;
  /** What somebody may mean who has typed so much. */
  suggest?(beginning: string, signal: AbortSignal): Promise<readonly string[]>;
  /** What a pasted address leads to, which is told without asking anybody; undefined: it is no address of this source. */
  readLink?(address: URL): RemoteLink | undefined;
  /**
   * What an address leads to of which `readLink` cannot tell: it has names in place of ids, or is short for another. Asks nobody
   * for what is no address of this source; undefined: it is none, or there is nothing.
   */
  askLink?(address: URL, signal: AbortSignal): Promise<RemoteLink | undefined>;
}

/** Its pages can be opened by their ids. All of these throw `ItemNotFound`, and what `SearchCapability` throws. */
export interface BrowseCapability {
  album(nativeId: string, signal: AbortSignal): Promise<RemoteAlbumPage>;
  artist(nativeId: string, signal: AbortSignal): Promise<RemoteArtistPage>;
  playlist(nativeId: string, cursor: string | undefined, signal: AbortSignal): Promise<RemotePlaylistPage>;
  /** What goes well with a track, endlessly or not; songs may come again. */
  radio?(trackId: string, cursor: string | undefined, signal: AbortSignal): Promise<RemotePage<RemoteTrack>>;
}
