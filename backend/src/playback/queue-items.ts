import { Injectable } from '@nestjs/common';
import { TrackDirectory, type TrackView } from '../catalogue/index.js';
import { InvalidRequest, newId, NotFound } from '../common/index.js';
import { AlbumRepository } from '../library/index.js';
import type { PlayContext } from './play-events.js';
import { NothingPlayable } from './playback-error.js';
import type { TracksBody } from './playback.dto.js';
import type { QueueItem } from './player-state.js';

/** Sources that are asked what they know of a track must have told by then. */
const FETCH_LIMIT_MS = 15_000;

/** Makes queue items of what clients name. */
@Injectable()
export class QueueItems {
  constructor(
    private readonly directory: TrackDirectory,
    private readonly albums: AlbumRepository,
  ) {}

  /**
   * Leaves out what is missing.
   * @param startIndex in what is named
   * @returns at least one item; `startIndex` is that of the same track among them, or of the next one that is there
   * @throws InvalidRequest neither tracks nor an album, or both
   * @throws NotFound the album or one of the tracks does not exist
   * @throws SourceUnavailable a source that has one of them did not answer
   * @throws NothingPlayable none of them is there
   */
  async of(
    ownerId: string,
    { trackIds, albumId, context }: TracksBody,
    startIndex = 0,
  ): Promise<{ items: QueueItem[]; startIndex: number }> {
    if ((trackIds === undefined) === (albumId === undefined)) {
      throw new InvalidRequest([{ field: 'trackIds', detail: 'is needed, or else albumId; not both.' }]);
    }
    if (albumId === undefined) return items(await this.named(trackIds ?? []), startIndex, context);
    const album = await this.albums.find(ownerId, albumId);
    const ofAlbum: PlayContext = { kind: 'album', id: album.id, title: album.title };
    return items(
      album.discs.flatMap((disc) => disc.tracks),
      startIndex,
      context ?? ofAlbum,
    );
  }

  private async named(ids: readonly string[]): Promise<TrackView[]> {
    await this.directory.fetch(ids, AbortSignal.timeout(FETCH_LIMIT_MS));
    const found = await this.directory.views(ids);
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
      ...(track.durationMs !== undefined && { durationMs: track.durationMs }),
      ...(track.album.id !== '' && { albumId: track.album.id }),
      ...(context && { context: { ...context } }),
    })),
    startIndex: Math.min(before, there.length - 1),
  };
}
