import { Injectable } from '@nestjs/common';
import { InvalidRequest, newId, NotFound } from '../common/index.js';
import { AlbumRepository, TrackRepository, type TrackView } from '../library/index.js';
import type { PlayContext } from './play-events.js';
import { NothingPlayable } from './playback-error.js';
import type { TracksBody } from './playback.dto.js';
import type { QueueItem } from './player-state.js';

/** Makes queue items of what clients name. */
@Injectable()
export class QueueItems {
  constructor(
    private readonly tracks: TrackRepository,
    private readonly albums: AlbumRepository,
  ) {}

  /**
   * Leaves out what is missing.
   * @param startIndex in what is named
   * @returns at least one item; `startIndex` is that of the same track among them, or of the next one that is there
   * @throws InvalidRequest neither tracks nor an album, or both
   * @throws NotFound the album or one of the tracks does not exist
   * @throws NothingPlayable none of them is there
   */
  async of(
    { trackIds, albumId, context }: TracksBody,
    startIndex = 0,
  ): Promise<{ items: QueueItem[]; startIndex: number }> {
    if ((trackIds === undefined) === (albumId === undefined)) {
      throw new InvalidRequest([{ field: 'trackIds', detail: 'is needed, or else albumId; not both.' }]);
    }
    if (albumId === undefined) return items(await this.named(trackIds ?? []), startIndex, context);
    const album = await this.albums.find(albumId);
    const ofAlbum: PlayContext = { kind: 'album', id: album.id, title: album.title };
    return items(
      album.discs.flatMap((disc) => disc.tracks),
      startIndex,
      context ?? ofAlbum,
    );
  }

  private async named(ids: readonly string[]): Promise<TrackView[]> {
    const found = await this.tracks.findMany(ids);
    return ids.map((id) => {
      const track = found.get(id);
      if (!track) throw new NotFound('track', id);
      return track;
    });
  }
}

function items(
  tracks: readonly TrackView[],
  startIndex: number,
  context: PlayContext | undefined,
): { items: QueueItem[]; startIndex: number } {
  const there = tracks.filter((track) => !track.isMissing);
  if (there.length === 0) throw new NothingPlayable();
  const before = tracks.slice(0, startIndex).filter((track) => !track.isMissing).length;
  return {
    items: there.map((track) => ({
      itemId: newId(),
      trackId: track.id,
      durationMs: track.durationMs,
      albumId: track.album.id,
      ...(context && { context: { ...context } }),
    })),
    startIndex: Math.min(before, there.length - 1),
  };
}
