import { Injectable } from '@nestjs/common';
import { SourceItems, SourceSnapshots, splitSourceId } from '../catalogue/index.js';
import { Clock, NotFound, present, RecentAnswers } from '../common/index.js';
import { Database } from '../database/index.js';
import {
  SourceRegistry,
  SourceUnavailable,
  type BrowseCapability,
  type RemoteAlbumPage,
  type RemoteArtistPage,
  type RemotePlaylistPage,
} from '../sources/index.js';
import { isUnavailable, OpenedPages, RECENT_MS, type Opened } from './opened-pages.js';
import { decodeOwnCursor, encodeOwnCursor } from './own-cursor.js';
import { OwnLists, type KnownPart, type KnownTrack, type Walk, type WalkedPage } from './own-lists.js';

/** Of playlists, behind their first one. */
const RECENT_FOLLOWING = 50;

/** Some of a playlist. */
export interface ListPage extends RemotePlaylistPage {
  /** Behind the items: what an own list is known to have, though its source does not give it now. */
  readonly known: readonly KnownTrack[];
  /** There is more, which cannot be asked for. */
  readonly isCut?: true;
}

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
  private readonly playlists: OpenedPages<WalkedPage>;
  private readonly following: RecentAnswers<WalkedPage>;

  constructor(
    private readonly sources: SourceRegistry,
    private readonly own: OwnLists,
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
   * @param cursor of the page before; absent: the first one, which alone is kept for when the source does not answer. Of own
   * lists all is known that was ever seen of them.
   */
  async playlist(id: string, cursor: string | undefined, signal: AbortSignal): Promise<Opened<ListPage>> {
    const { source, nativeId } = refOf('playlist', id);
    if (cursor === undefined) return this.firstOf(source, nativeId, signal);
    const own = decodeOwnCursor(cursor);
    if (own === undefined) {
      const ask = (shared: AbortSignal): Promise<WalkedPage> =>
        this.browseOf(source).playlist(nativeId, cursor, shared);
      return { page: { ...(await this.following.get(`${id}\n${cursor}`, ask, signal)), known: [] } };
    }
    const listKey = 'part' in own ? own.part.listKey : own.walk.listKey;
    if (!(await this.own.has(source, nativeId, listKey))) throw new NotFound('list', id);
    return { page: await ('part' in own ? this.knownOf(source, own.part, own.sinceMs) : this.goOn(id, own, signal)) };
  }

  private async firstOf(source: string, nativeId: string, signal: AbortSignal): Promise<Opened<ListPage>> {
    const ask = async (shared: AbortSignal): Promise<WalkedPage> =>
      this.own.begin(source, nativeId, await this.browseOf(source).playlist(nativeId, undefined, shared), shared);
    const { page, seenAtMs } = await this.playlists.open(source, nativeId, ask, signal);
    if (seenAtMs === undefined) return { page: await this.withKnown(source, page) };
    const { playlist, walk, items, cursor } = page;
    if (walk) {
      const known = await this.knownOf(source, this.own.all(walk), walk.startedAtMs);
      return { page: present({ ...known, playlist }), seenAtMs };
    }
    // The cursor of a page that was kept is good no more.
    return { page: present({ playlist, items, known: [], isCut: cursor === undefined ? undefined : true }), seenAtMs };
  }

  private async goOn(
    id: string,
    { walk, cursor }: { readonly walk: Walk; readonly cursor: string },
    signal: AbortSignal,
  ): Promise<ListPage> {
    const { source, nativeId } = refOf('playlist', id);
    const ask = async (shared: AbortSignal): Promise<WalkedPage> => {
      const { cursor: next, ...page } = await this.browseOf(source).playlist(nativeId, cursor, shared);
      // A source that gives the same again has no more.
      const isEnd = page.items.length === 0 || next === cursor;
      return this.own.note(source, walk, isEnd || next === undefined ? page : { ...page, cursor: next });
    };
    try {
      return await this.withKnown(
        source,
        await this.following.get(`${id}\n${walk.startedAtMs} ${cursor}`, ask, signal),
      );
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      const known = await this.knownOf(source, this.own.besides(walk), walk.startedAtMs);
      if (known.known.length === 0) throw error;
      return known;
    }
  }

  /** What comes of an own list, and where it has ended before all came that was told, what it is known to have besides. */
  private async withKnown(source: string, { walk, cursor, ...page }: WalkedPage): Promise<ListPage> {
    if (!walk) return present({ ...page, cursor, known: [] });
    if (cursor !== undefined) return { ...page, known: [], cursor: encodeOwnCursor({ walk, cursor }) };
    const besides = await this.knownOf(source, this.own.besides(walk), walk.startedAtMs);
    return { ...page, ...besides, items: page.items };
  }

  /** @param sinceMs what was seen then or later counts as told now */
  private async knownOf(source: string, part: KnownPart, sinceMs: number): Promise<ListPage> {
    const { known, next } = await this.own.read(source, part);
    return present({
      items: known.filter(({ seenAtMs }) => seenAtMs >= sinceMs).map(({ track }) => track),
      known: known.filter(({ seenAtMs }) => seenAtMs < sinceMs),
      cursor: next && encodeOwnCursor({ part: next, sinceMs }),
    });
  }

  /** @throws SourceUnavailable nobody can be asked */
  browseOf(source: string): BrowseCapability {
    const browse = this.sources.get(source)?.capabilities.browse;
    if (browse) return browse;
    throw new SourceUnavailable(
      `The source “${source}” is switched off, or has no such pages. Switch it on in the configuration, under “sources”.`,
      'source-off',
    );
  }
}

/** @throws NotFound it is no id of a source */
export function refOf(what: 'album' | 'artist' | 'playlist' | 'track', id: string): SourceRef {
  const ref = splitSourceId(id);
  if (!ref) throw new NotFound(what, id);
  return ref;
}
