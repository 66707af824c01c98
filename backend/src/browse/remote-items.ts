import { Injectable } from '@nestjs/common';
import { SourceSnapshots, sourceTrackView, type ArtistRef, type Snapshot, type TrackView } from '../catalogue/index.js';
import { artworkIdOf, present } from '../common/index.js';
import {
  sourceTrackOf,
  type RemoteAlbum,
  type RemoteArtist,
  type RemoteArtistRef,
  type RemoteItem,
  type RemotePlaylist,
  type RemoteTrack,
} from '../sources/index.js';
import type { FoundAlbum, FoundArtist, FoundPlaylist } from './found.dto.js';

/** Something of a source, as it is shown. */
export type FoundItem =
  | { readonly kind: 'track'; readonly view: TrackView }
  | { readonly kind: 'album'; readonly view: FoundAlbum }
  | { readonly kind: 'artist'; readonly view: FoundArtist }
  | { readonly kind: 'playlist'; readonly view: FoundPlaylist };

/**
 * Shows what sources say of their things. Of tracks a snapshot is kept, so that they can be queued without asking anybody, and
 * of everything where its picture is. What is in the library already is answered by the library's own row.
 */
@Injectable()
export class RemoteItems {
  constructor(private readonly snapshots: SourceSnapshots) {}

  /**
   * @param _ownerId for whom: where things live is each person's own
   * @returns one view for each item, in their order
   */
  async show(_ownerId: string, sourceId: string, items: readonly RemoteItem[]): Promise<FoundItem[]> {
    const tracks = items.flatMap((item) => (item.kind === 'track' ? [snapshotOf(sourceId, item)] : []));
    const pictures = items.flatMap(({ artwork }) => (artwork ? [{ source: sourceId, artwork }] : []));
    await this.snapshots.keep(tracks, pictures);
    return items.map((item) => foundItem(sourceId, item));
  }
}

function snapshotOf(source: string, track: RemoteTrack): Snapshot {
  return { source, kind: 'track', nativeId: track.nativeId, value: sourceTrackOf(track) };
}

function foundItem(sourceId: string, item: RemoteItem): FoundItem {
  switch (item.kind) {
    case 'track':
      return { kind: 'track', view: trackView(sourceId, item) };
    case 'album':
      return { kind: 'album', view: albumView(sourceId, item) };
    case 'artist':
      return { kind: 'artist', view: artistView(sourceId, item) };
    case 'playlist':
      return { kind: 'playlist', view: playlistView(sourceId, item) };
  }
}

function trackView(sourceId: string, track: RemoteTrack): TrackView {
  const view = sourceTrackView(`${sourceId}:${track.nativeId}`, sourceId, sourceTrackOf(track));
  return Object.assign(view, { isMissing: !track.isPlayable });
}

function albumView(sourceId: string, album: RemoteAlbum): FoundAlbum {
  const { nativeId, title, artists, year, type, isExplicit } = album;
  return present({
    id: `${sourceId}:${nativeId}`,
    title,
    artist: artists.map(({ name }) => name).join(', '),
    artists: artistRefs(sourceId, artists),
    year,
    artworkId: pictureOf(sourceId, album),
    isMissing: false,
    sourceId,
    type,
    isExplicit: isExplicit ? true : undefined,
  });
}

function artistView(sourceId: string, artist: RemoteArtist): FoundArtist {
  const { nativeId, name } = artist;
  return present({ id: `${sourceId}:${nativeId}`, name, artworkId: pictureOf(sourceId, artist), sourceId });
}

function playlistView(sourceId: string, playlist: RemotePlaylist): FoundPlaylist {
  const { nativeId, title, owner, trackCount } = playlist;
  const artworkId = pictureOf(sourceId, playlist);
  return present({ id: `${sourceId}:${nativeId}`, sourceId, title, owner, trackCount, artworkId });
}

function pictureOf(sourceId: string, { artwork }: RemoteItem): string | undefined {
  return artwork && artworkIdOf(sourceId, artwork);
}

/** Those that have a page. */
function artistRefs(sourceId: string, artists: readonly RemoteArtistRef[]): ArtistRef[] {
  return artists.flatMap(({ name, nativeId }) =>
    nativeId === undefined ? [] : [{ id: `${sourceId}:${nativeId}`, name, role: 'main' }],
  );
}
