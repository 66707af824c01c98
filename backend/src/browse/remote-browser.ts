import { Injectable } from '@nestjs/common';
import { present } from '../common/index.js';
import { SavedThings } from '../library/index.js';
import type { ListedTrackView, RemoteAlbumView, RemoteArtistView, RemotePlaylistPageView } from './browse.dto.js';
import type { KnownTrack } from './own-lists.js';
import { albumView, artistView, labelView, playlistView, RemoteItems } from './remote-items.js';
import { refOf, RemotePages } from './remote-pages.js';

/** Shows pages of sources to a person. All of it throws what `RemotePages` throws. */
@Injectable()
export class RemoteBrowser {
  constructor(
    private readonly pages: RemotePages,
    private readonly items: RemoteItems,
    private readonly saved: SavedThings,
  ) {}

  async album(ownerId: string, id: string, signal: AbortSignal): Promise<RemoteAlbumView> {
    const { source, nativeId } = refOf('album', id);
    const { page, seenAtMs } = await this.pages.album(id, signal);
    await this.items.show(ownerId, source, [page.album]);
    const tracks = await this.items.tracks(ownerId, source, page.tracks);
    const saved = (await this.saved.albumsOf(ownerId, source, [nativeId])).get(nativeId);
    const placement = saved?.isWhole ? saved.album.placement : undefined;
    const { label } = page.album;
    const its = present({
      label: label && labelView(source, label),
      tracks,
      trackCount: Math.max(page.trackCount, tracks.length),
      durationMs: page.tracks.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0),
      placement,
      libraryId: placement && saved?.album.id,
      seenAtMs,
    });
    return Object.assign(albumView(source, page.album), its);
  }

  async artist(ownerId: string, id: string, signal: AbortSignal): Promise<RemoteArtistView> {
    const { source, nativeId } = refOf('artist', id);
    const { page, seenAtMs } = await this.pages.artist(id, signal);
    const { playlists = [], artists } = page;
    await this.items.show(ownerId, source, [page.artist, ...playlists]);
    const theirs = present({
      description: page.description,
      tracks: await this.items.tracks(ownerId, source, page.tracks),
      albums: await this.items.albums(ownerId, source, page.albums),
      playlists: playlists.map((playlist) => playlistView(source, playlist)),
      artists: artists && (await this.items.artists(ownerId, source, artists)),
      libraryId: (await this.saved.artistsOf(source, [nativeId])).get(nativeId)?.id,
      seenAtMs,
    });
    return Object.assign(artistView(source, page.artist), theirs);
  }

  async playlist(
    ownerId: string,
    id: string,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<RemotePlaylistPageView> {
    const { source } = refOf('playlist', id);
    const { page, seenAtMs } = await this.pages.playlist(id, cursor, signal);
    if (page.playlist) await this.items.show(ownerId, source, [page.playlist]);
    return present({
      playlist: page.playlist && playlistView(source, page.playlist),
      items: [
        ...(await this.items.tracks(ownerId, source, page.items)),
        ...(await this.known(ownerId, source, page.known)),
      ],
      nextCursor: page.cursor,
      seenAtMs,
    });
  }

  /** Each says when it was seen last. */
  private async known(ownerId: string, source: string, known: readonly KnownTrack[]): Promise<ListedTrackView[]> {
    const tracks = known.map(({ track }) => track);
    const views = await this.items.knownTracks(ownerId, source, tracks);
    return views.map((view, i) => Object.assign(view, present({ seenAtMs: known[i]?.seenAtMs })));
  }
}
