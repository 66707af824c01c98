import { Injectable } from '@nestjs/common';
import { SourceItems, SourceSnapshots, splitSourceId } from '../catalogue/index.js';
import { Clock, NotFound, RecentAnswers } from '../common/index.js';
import { Database } from '../database/index.js';
import {
  SourceRegistry,
  SourceUnavailable,
  type BrowseCapability,
  type RemoteAlbumPage,
  type RemoteArtistPage,
  type RemotePlaylistPage,
} from '../sources/index.js';
import { OpenedPages, RECENT_MS, type Opened } from './opened-pages.js';

/** Of playlists, behind their first one. */
const RECENT_FOLLOWING = 50;

/** What an id of a source names. */
export interface SourceRef {
  readonly source: string;
  readonly nativeId: string;
}

/** Opens albums, artists and playlists of sources by ids such as `ytmusic:MPREb_x`. */
@Injectable()
export class RemotePages {
  private readonly albums: OpenedPages<RemoteAlbumPage>;
  private readonly artists: OpenedPages<RemoteArtistPage>;
  private readonly playlists: OpenedPages<RemotePlaylistPage>;
  private readonly following: RecentAnswers<RemotePlaylistPage>;

  constructor(
    private readonly sources: SourceRegistry,
    items: SourceItems,
    snapshots: SourceSnapshots,
    database: Database,
    clock: Clock,
  ) {
    const tools = { items, snapshots, database, clock };
    this.albums = new OpenedPages('album', tools);
    this.artists = new OpenedPages('artist', tools);
    this.playlists = new OpenedPages('playlist', tools);
    this.following = new RecentAnswers(clock, RECENT_MS, RECENT_FOLLOWING);
  }

  /**
   * @throws NotFound, ItemNotFound there is no such album
   * @throws SourceUnavailable, UpstreamError the source does not answer, and the album was never opened before
   */
  album(id: string, signal: AbortSignal): Promise<Opened<RemoteAlbumPage>> {
    const { source, nativeId } = refOf('album', id);
    return this.albums.open(source, nativeId, (shared) => this.browseOf(source).album(nativeId, shared), signal);
  }

  /** Throws like `album`. */
  artist(id: string, signal: AbortSignal): Promise<Opened<RemoteArtistPage>> {
    const { source, nativeId } = refOf('artist', id);
    return this.artists.open(source, nativeId, (shared) => this.browseOf(source).artist(nativeId, shared), signal);
  }

  /**
   * Some of a playlist. Throws like `album`.
   * @param cursor of the page before; absent: the first one, which alone is kept for when the source does not answer
   */
  async playlist(id: string, cursor: string | undefined, signal: AbortSignal): Promise<Opened<RemotePlaylistPage>> {
    const { source, nativeId } = refOf('playlist', id);
    const ask = (shared: AbortSignal): Promise<RemotePlaylistPage> =>
      this.browseOf(source).playlist(nativeId, cursor, shared);
    if (cursor === undefined) return this.playlists.open(source, nativeId, ask, signal);
    return { page: await this.following.get(`${id}\n${cursor}`, ask, signal) };
  }

  /** @throws SourceUnavailable nobody can be asked */
  browseOf(source: string): BrowseCapability {
    const browse = this.sources.get(source)?.capabilities.browse;
    if (browse) return browse;
    throw new SourceUnavailable(
      `The source “${source}” is switched off, or has no such pages. Switch it on in the configuration, under “sources”.`,
    );
  }
}

/** @throws NotFound it is no id of a source */
export function refOf(what: 'album' | 'artist' | 'playlist' | 'track', id: string): SourceRef {
  const ref = splitSourceId(id);
  if (!ref) throw new NotFound(what, id);
  return ref;
}
