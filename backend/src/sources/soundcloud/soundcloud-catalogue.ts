import { present, type Clock } from '../../common/index.js';
import type {
  RemoteAlbumPage,
  RemoteArtistPage,
  RemoteItem,
  RemoteKind,
  RemotePage,
  RemotePlaylist,
  RemotePlaylistPage,
  RemoteTrack,
} from '../remote-catalogue.js';
import { ItemNotFound } from '../source-error.js';
import { itemOf, readPage, readSuggestions } from './answers/lists.js';
import type { ReadSet } from './answers/sets.js';
import { descriptionOf, readUser } from './answers/users.js';
import type { SoundCloudApi } from './api/soundcloud-api.js';
import { likesOf, ownerOfLikes } from './likes.js';
import { Lists, type List } from './lists.js';
import type { PrivateLinks } from './private-links.js';
import { Sets } from './sets.js';
import type { Tracks } from './tracks.js';

const HOUR_MS = 3_600_000;
const ID = /^\d{1,20}$/;
/** Rows of a page. Sets come with their first tracks, and are long. */
const FOUND = 30;
const FOUND_SETS = 20;
const LISTED = 50;
const SUGGESTED = 10;
/** Entries of a set on one page of a playlist: so many look-ups of fifty, after the first ones, which are whole. */
const PAGE = 200;

const SEARCHES: Readonly<Record<RemoteKind, { readonly path: string; readonly limit: number }>> = {
  track: { path: 'search/tracks', limit: FOUND },
  album: { path: 'search/albums', limit: FOUND_SETS },
  playlist: { path: 'search/playlists', limit: FOUND_SETS },
  artist: { path: 'search/users', limit: FOUND },
};

/** Searches SoundCloud and opens its pages. What it has nothing of is told by `ItemNotFound` and `TrackNotFound`. */
export class SoundCloudCatalogue {
  private readonly lists: Lists;
  private readonly sets: Sets;
  /** The list of what somebody has uploaded is for browsers only, now and then. */
  private uploadsRefusedUntilMs = 0;

  constructor(
    private readonly api: SoundCloudApi,
    links: PrivateLinks,
    private readonly tracks: Tracks,
    private readonly clock: Clock,
  ) {
    this.lists = new Lists(api);
    this.sets = new Sets(api, links, tracks, clock);
  }

  search(
    query: string,
    kind: RemoteKind,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<RemotePage<RemoteItem>> {
    const { path, limit } = SEARCHES[kind];
    const read = (row: unknown): RemoteItem | undefined => {
      const item = itemOf(row);
      return item?.kind === kind ? this.tracks.known(item) : undefined;
    };
    return this.lists.page({ path, parameters: { q: query, limit }, read }, cursor, signal);
  }

  async suggest(q: string, signal: AbortSignal): Promise<readonly string[]> {
    return readSuggestions(await this.api.get('search/queries', { q, limit: SUGGESTED }, signal));
  }

  async album(id: string, signal: AbortSignal): Promise<RemoteAlbumPage> {
    const set = await this.sets.open(id, true, signal);
    const { nativeId, title } = set.item;
    const tracks = await this.sets.tracks(set, set.entries, signal);
    return {
      album: albumOf(set),
      tracks: tracks.map((track) => ({ ...track, album: { title, nativeId } })),
      trackCount: Math.max(set.trackCount, tracks.length),
    };
  }

  /** With those heard most, and behind them what else they have uploaded last; of their playlists the newest. */
  async artist(id: string, signal: AbortSignal): Promise<RemoteArtistPage> {
    const answer = ID.test(id) ? await this.api.get(`users/${id}`, {}, signal) : undefined;
    const artist = readUser(answer);
    if (!artist) throw new ItemNotFound('SoundCloud has nobody of that name any more.');
    const [heardMost, uploads, albums, playlists] = await Promise.all([
      this.lists.page(this.listOf(`users/${id}/toptracks`, 'track'), undefined, signal),
      this.uploads(id, signal),
      this.lists.all(this.listOf(`users/${id}/albums`, 'album'), signal),
      this.lists.page(this.listOf(`users/${id}/playlists_without_albums`, 'playlist'), undefined, signal),
    ]);
    const known = new Set(heardMost.items.map(({ nativeId }) => nativeId));
    return present({
      artist,
      description: descriptionOf(answer),
      tracks: [...heardMost.items, ...uploads.filter(({ nativeId }) => !known.has(nativeId))],
      albums,
      playlists: playlists.items,
    });
  }

  async playlist(id: string, cursor: string | undefined, signal: AbortSignal): Promise<RemotePlaylistPage> {
    const userId = ownerOfLikes(id);
    if (userId !== undefined) return this.likes(userId, cursor, signal);
    const from = cursor === undefined ? 0 : Number(cursor);
    if (!Number.isSafeInteger(from) || from < 0) throw new ItemNotFound('That is no page of the playlist.');
    const set = await this.sets.open(id, cursor === undefined, signal);
    const items = await this.sets.tracks(set, set.entries.slice(from, from + PAGE), signal);
    return present({
      playlist: cursor === undefined ? playlistOf(set) : undefined,
      albumId: set.item.kind === 'album' ? set.item.nativeId : undefined,
      items,
      cursor: from + PAGE < set.entries.length ? String(from + PAGE) : undefined,
    });
  }

  async radio(trackId: string, cursor: string | undefined, signal: AbortSignal): Promise<RemotePage<RemoteTrack>> {
    if (!ID.test(trackId)) throw new ItemNotFound('SoundCloud has no such song.');
    return this.lists.page(this.listOf(`tracks/${trackId}/related`, 'track'), cursor, signal);
  }

  private async likes(userId: string, cursor: string | undefined, signal: AbortSignal): Promise<RemotePlaylistPage> {
    const [page, user] = await Promise.all([
      this.lists.page(this.listOf(`users/${userId}/likes`, 'track'), cursor, signal),
      cursor === undefined ? this.api.get(`users/${userId}`, {}, signal) : undefined,
    ]);
    return present({ ...page, playlist: likesOf(user) });
  }

  private async uploads(id: string, signal: AbortSignal): Promise<RemoteTrack[]> {
    if (this.clock.nowMs() < this.uploadsRefusedUntilMs) return [];
    const { path, parameters, read } = this.listOf(`users/${id}/tracks`, 'track');
    const answer = await this.api.getUnlessRefused(path, parameters, signal);
    if (answer === undefined) this.uploadsRefusedUntilMs = this.clock.nowMs() + HOUR_MS;
    return readPage(answer).rows.flatMap((row) => read(row) ?? []);
  }

  private listOf<Kind extends RemoteKind>(path: string, kind: Kind): List<Extract<RemoteItem, { kind: Kind }>> {
    const isOfKind = (item: RemoteItem | undefined): item is Extract<RemoteItem, { kind: Kind }> => item?.kind === kind;
    const read = (row: unknown): Extract<RemoteItem, { kind: Kind }> | undefined => {
      const item = itemOf(row);
      return isOfKind(item) ? this.tracks.known(item) : undefined;
    };
    return { path, parameters: { limit: LISTED, linked_partitioning: 1 }, read };
  }
}

/** A list that somebody has made opens as an album, too. */
function albumOf({ item }: ReadSet): RemoteAlbumPage['album'] {
  if (item.kind === 'album') return item;
  const { nativeId, title, owner, artwork } = item;
  const artists = owner === undefined ? [] : [{ name: owner }];
  return present({ kind: 'album' as const, nativeId, title, artists, isExplicit: false, artwork });
}

function playlistOf({ item, trackCount }: ReadSet): RemotePlaylist {
  if (item.kind === 'playlist') return item;
  const { nativeId, title, artists, artwork } = item;
  return present({ kind: 'playlist' as const, nativeId, title, owner: artists[0]?.name, trackCount, artwork });
}
