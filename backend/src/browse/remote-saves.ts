import { Injectable } from '@nestjs/common';
import { present } from '../common/index.js';
import { SavedThings } from '../library/index.js';
import type { SavedAlbumView, SavedArtistView, SavedTrackView } from './browse.dto.js';
import { AlbumSaver } from './album-saver.js';
import { refOf, RemotePages } from './remote-pages.js';
import { RemoteTracks } from './remote-tracks.js';

/** Puts what is at sources into the library of a person. Opening a page, and so saving it, throws what `RemotePages` throws. */
@Injectable()
export class RemoteSaves {
  constructor(
    private readonly pages: RemotePages,
    private readonly tracks: RemoteTracks,
    private readonly saved: SavedThings,
    private readonly saver: AlbumSaver,
  ) {}

  /** Also where the source is down, of an album that was opened before. */
  async album(ownerId: string, id: string, signal: AbortSignal): Promise<SavedAlbumView> {
    const { source } = refOf('album', id);
    const { album, tracks } = (await this.pages.album(id, signal)).page;
    return { ...(await this.saved.save(ownerId, { source, album, tracks, isWhole: true })), title: album.title };
  }

  /** @throws NotFound it was not saved */
  async forgetAlbum(ownerId: string, id: string): Promise<void> {
    const { source, nativeId } = refOf('album', id);
    await this.saved.forget(ownerId, source, nativeId);
  }

  /** @throws TrackNotFound, SourceUnavailable, UpstreamError */
  async track(ownerId: string, id: string, signal: AbortSignal): Promise<SavedTrackView> {
    const { source } = refOf('track', id);
    const track = await this.tracks.find(id, signal);
    const saved = await this.saved.saveTrack(ownerId, source, track);
    return { ...saved, title: track.album?.title ?? track.title };
  }

  /** @throws NotFound it was not saved by itself */
  async forgetTrack(ownerId: string, id: string): Promise<void> {
    const { source, nativeId } = refOf('track', id);
    await this.saved.forgetTrack(ownerId, source, nativeId);
  }

  /**
   * Takes the artist back, and their albums that have not come yet. Those that have come stay where they are.
   * @throws NotFound they were not saved
   */
  async forgetArtist(ownerId: string, id: string, signal: AbortSignal): Promise<void> {
    const { source, nativeId } = refOf('artist', id);
    const { albums } = (await this.pages.artist(id, signal)).page;
    await this.saved.forgetArtist(source, nativeId);
    await this.saver.remove(
      ownerId,
      source,
      albums.map((album) => album.nativeId),
    );
  }

  /** Puts the artist into the library now, and their albums into discovery one after the other. */
  async artist(ownerId: string, id: string, signal: AbortSignal): Promise<SavedArtistView> {
    const { source } = refOf('artist', id);
    const { artist, albums } = (await this.pages.artist(id, signal)).page;
    const isNew = !(await this.saved.artistsOf(source, [artist.nativeId])).has(artist.nativeId);
    const libraryId = await this.saved.saveArtist(source, artist);
    const albumsToCome = await this.saver.add(
      ownerId,
      source,
      albums.map(({ nativeId }) => nativeId),
    );
    return present({ id: libraryId, name: artist.name, isNew, albumsToCome });
  }
}
