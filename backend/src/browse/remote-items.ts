import { Injectable } from '@nestjs/common';
import { SourceSnapshots, sourceTrackView, type ArtistRef, type TrackView } from '../catalogue/index.js';
import { artworkIdOf, present } from '../common/index.js';
import { SavedThings, type SavedAlbum } from '../library/index.js';
import {
  SourceRegistry,
  sourceTrackOf,
  type RemoteAlbum,
  type RemoteArtist,
  type RemoteArtistRef,
  type RemoteItem,
  type RemotePlaylist,
  type RemoteTrack,
} from '../sources/index.js';
import type { LabelView } from './browse.dto.js';
import type { FoundAlbum, FoundArtist, FoundPlaylist } from './found.dto.js';
import { snapshotOf } from './track-snapshots.js';

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
  constructor(
    private readonly snapshots: SourceSnapshots,
    private readonly saved: SavedThings,
    private readonly sources: SourceRegistry,
  ) {}

  /**
   * @param ownerId for whom: where things live is each person's own
   * @returns one view for each item, in their order
   */
  async show(ownerId: string, sourceId: string, items: readonly RemoteItem[]): Promise<FoundItem[]> {
    await this.keep(sourceId, items);
    return this.views(ownerId, sourceId, items);
  }

  /** The same for tracks alone. */
  async tracks(ownerId: string, sourceId: string, tracks: readonly RemoteTrack[]): Promise<TrackView[]> {
    await this.keep(sourceId, tracks);
    return this.knownTracks(ownerId, sourceId, tracks);
  }

  /** The same for tracks that were told earlier, of which nothing is to be kept anew. */
  async knownTracks(ownerId: string, sourceId: string, tracks: readonly RemoteTrack[]): Promise<TrackView[]> {
    const shown = await this.views(ownerId, sourceId, tracks);
    return shown.flatMap((item) => (item.kind === 'track' ? [item.view] : []));
  }

  /** Tracks as the source has them, those of the library too. */
  async ownViews(sourceId: string, tracks: readonly RemoteTrack[]): Promise<TrackView[]> {
    await this.keep(sourceId, tracks);
    return tracks.map((track) => this.trackView(sourceId, track));
  }

  /** The same for albums alone. */
  async albums(ownerId: string, sourceId: string, albums: readonly RemoteAlbum[]): Promise<FoundAlbum[]> {
    const shown = await this.show(ownerId, sourceId, albums);
    return shown.flatMap((item) => (item.kind === 'album' ? [item.view] : []));
  }

  /** The same for artists alone. */
  async artists(ownerId: string, sourceId: string, artists: readonly RemoteArtist[]): Promise<FoundArtist[]> {
    const shown = await this.show(ownerId, sourceId, artists);
    return shown.flatMap((item) => (item.kind === 'artist' ? [item.view] : []));
  }

  private async views(ownerId: string, sourceId: string, items: readonly RemoteItem[]): Promise<FoundItem[]> {
    const idsOf = (kind: RemoteItem['kind']): string[] =>
      items.flatMap((item) => (item.kind === kind ? [item.nativeId] : []));
    const [albums, artists, tracks] = await Promise.all([
      this.saved.albumsOf(ownerId, sourceId, idsOf('album')),
      this.saved.artistsOf(sourceId, idsOf('artist')),
      this.saved.tracksOf(ownerId, sourceId, idsOf('track')),
    ]);
    return items.map((item): FoundItem => {
      switch (item.kind) {
        case 'track':
          return { kind: 'track', view: tracks.get(item.nativeId) ?? this.trackView(sourceId, item) };
        case 'album':
          return { kind: 'album', view: savedView(albums.get(item.nativeId)) ?? albumView(sourceId, item) };
        case 'artist':
          return { kind: 'artist', view: artists.get(item.nativeId) ?? artistView(sourceId, item) };
        case 'playlist':
          return { kind: 'playlist', view: playlistView(sourceId, item) };
      }
    });
  }

  private trackView(sourceId: string, track: RemoteTrack): TrackView {
    const id = `${sourceId}:${track.nativeId}`;
    return sourceTrackView(id, sourceId, sourceTrackOf(track), this.sources.can(sourceId, 'lyrics'));
  }

  private keep(source: string, items: readonly RemoteItem[]): Promise<void> {
    return this.snapshots.keep(
      items.flatMap((item) => (item.kind === 'track' ? [snapshotOf(source, item)] : [])),
      items.flatMap(({ artwork }) => (artwork ? [{ source, artwork }] : [])),
    );
  }
}

/** The library's own row, where all of it is there and lives somewhere: what was only heard or taken back is the source's. */
function savedView(saved: SavedAlbum | undefined): FoundAlbum | undefined {
  return saved?.isWhole && saved.album.placement !== undefined ? saved.album : undefined;
}

/** An album as its source has it, whether it was saved or not. */
export function albumView(sourceId: string, album: RemoteAlbum): FoundAlbum {
  const { nativeId, title, artists, year, type, isExplicit, webAddress } = album;
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
    webAddress,
  });
}

/** An artist as their source has them. */
export function artistView(sourceId: string, artist: RemoteArtist): FoundArtist {
  const { nativeId, name } = artist;
  return present({ id: `${sourceId}:${nativeId}`, name, artworkId: pictureOf(sourceId, artist), sourceId });
}

export function labelView(sourceId: string, { name, nativeId }: RemoteArtistRef): LabelView {
  return present({ name, id: nativeId === undefined ? undefined : `${sourceId}:${nativeId}` });
}

export function playlistView(sourceId: string, playlist: RemotePlaylist): FoundPlaylist {
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
