import { Injectable } from '@nestjs/common';
import { RemoteBrowser } from '../browse/index.js';
import { splitSourceId, type TrackView } from '../catalogue/index.js';
import { present } from '../common/index.js';
import { AlbumRepository } from '../library/index.js';

/** What an album consists of. */
export interface Album {
  readonly title: string;
  readonly artist: string;
  readonly artworkId?: string;
  /** In their order, those that are not there now, too. */
  readonly tracks: readonly TrackView[];
}

/** Albums of the library and of sources, by their ids. */
@Injectable()
export class AlbumContents {
  constructor(
    private readonly library: AlbumRepository,
    private readonly remote: RemoteBrowser,
  ) {}

  /**
   * @throws NotFound, ItemNotFound there is no such album
   * @throws SourceUnavailable, UpstreamError its source does not answer, and it was never opened before
   */
  async find(ownerId: string, id: string, signal: AbortSignal): Promise<Album> {
    if (splitSourceId(id)) return this.remote.album(ownerId, id, signal);
    const { title, artist, artworkId, discs } = await this.library.find(ownerId, id);
    return present({ title, artist, artworkId, tracks: discs.flatMap(({ tracks }) => tracks) });
  }
}
