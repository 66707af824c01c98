import { identityKey, present } from '../../common/index.js';
import type {
  RemoteAlbum,
  RemoteAlbumPage,
  RemoteArtistPage,
  RemoteItem,
  RemoteKind,
  RemotePage,
  RemotePlaylistPage,
  RemoteTrack,
} from '../remote-catalogue.js';
import { ItemNotFound, TrackNotFound } from '../source-error.js';
import { readLyrics, type LyricsAnswer } from './answers/lyrics-answer.js';
import { readNext } from './answers/next-answer.js';
import {
  isListOfAlbum,
  readAlbum,
  readArtist,
  readGrid,
  readMoreTracks,
  readPlaylist,
  type More,
} from './answers/pages.js';
import type { TrackRow } from './answers/rows.js';
import { readSearch, readSuggestions } from './answers/search-answer.js';
import { findFirst, pageOf } from './answers/walk.js';
import { ANDROID_MUSIC, type InnerTube } from './inner-tube.js';
import { isChannelName } from './links.js';

/** What narrows a search to one kind. */
const SEARCH_PARAMS: Readonly<Record<RemoteKind, string>> = {
  track: 'EgWKAQIIAQ%3D%3D',
  album: 'EgWKAQIYAQ%3D%3D',
  artist: 'EgWKAQIgAQ%3D%3D',
  playlist: 'EgWKAQIoAQ%3D%3D',
};
/** What is shorter is one song, or has chapters that are none. */
const LEAST_WITH_CHAPTERS_MS = 20 * 60_000;
/** Pages that are read for one album, artist or own list, so long as each brings something new: of 25 to 100 rows. */
const MOST_PAGES = 50;
/** A list of a radio that begins with a track. */
const RADIO_PREFIX = 'RDAMVM';

/** Searches YouTube Music and opens its pages. What it has nothing of is told by `ItemNotFound` and `TrackNotFound`. */
export class YtMusicCatalogue {
  constructor(private readonly innerTube: InnerTube) {}

  async search(
    query: string,
    kind: RemoteKind,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<RemotePage<RemoteItem>> {
    const body = cursor === undefined ? { query, params: SEARCH_PARAMS[kind] } : { continuation: cursor };
    const { rows, continuation } = readSearch(await this.innerTube.call('search', body, signal));
    const items = rows.filter((row) => row.kind === kind).map(withoutType);
    return present({ items, cursor: continuation });
  }

  async suggest(input: string, signal: AbortSignal): Promise<readonly string[]> {
    return readSuggestions(await this.innerTube.call('music/get_search_suggestions', { input }, signal));
  }

  async track(id: string, signal: AbortSignal): Promise<RemoteTrack> {
    const answer = readNext(await this.next(id, undefined, signal));
    const track = answer.tracks.find(({ nativeId }) => nativeId === id);
    if (!track) throw new TrackNotFound('YouTube Music has no such song any more.');
    return withoutType(track);
  }

  /**
   * As a guest one is shown videos in place of songs, and 200 rows at most. The list that belongs to an album has the songs,
   * and all of them; what that lacks, too, may stand in the queue that is made of it.
   */
  async album(id: string, signal: AbortSignal): Promise<RemoteAlbumPage> {
    const page = readAlbum(await this.browse(id, signal));
    if (!page) throw new ItemNotFound('YouTube Music has no such album any more.');
    const { trackCount = page.tracks.length, listId } = page;
    const album: RemoteAlbum = { ...page.album, nativeId: id };
    const isWhole = page.tracks.length >= trackCount && page.tracks.every(({ isVideo }) => !isVideo);
    if (isWhole || listId === undefined) return albumPage(album, page.tracks, trackCount);
    const listed = await this.wholeList(listId, signal);
    const merged = songsInPlaceOfVideos(page.tracks, listed);
    if (merged.length >= trackCount) return albumPage(album, merged, trackCount);
    const queued = await this.wholeQueue(listId, signal);
    return albumPage(album, queued.length > merged.length ? songsInPlaceOfVideos(merged, queued) : merged, trackCount);
  }

  /** All of a page that is a grid of albums or playlists. */
  grid(id: string, signal: AbortSignal): Promise<readonly RemoteItem[]> {
    return this.wholeGrid({ id }, signal);
  }

  async artist(idOrHandle: string, signal: AbortSignal): Promise<RemoteArtistPage> {
    const id = isChannelName(idOrHandle) ? await this.channelOf(idOrHandle, signal) : idOrHandle;
    const page = id === undefined ? undefined : readArtist(await this.browse(id, signal));
    if (id === undefined || !page) throw new ItemNotFound('YouTube Music has no such artist any more.');
    const albums = new Map<string, RemoteAlbum>();
    const add = (rows: readonly RemoteItem[]): void => {
      for (const row of rows) {
        // On their own page albums are told without their artist.
        const artists =
          row.kind === 'album' && row.artists.length === 0 ? [{ name: page.artist.name, nativeId: id }] : [];
        if (row.kind === 'album' && !albums.has(row.nativeId)) {
          albums.set(row.nativeId, artists.length > 0 ? { ...row, artists } : row);
        }
      }
    };
    for (const more of page.albums) add(await this.wholeGrid(more, signal));
    if (page.albums.length === 0) add(page.rows);
    const songs = page.songs ? readPlaylist(await this.open(page.songs, signal)).tracks : [];
    const tracks = songs.length > 0 ? songs : page.rows.filter((row) => row.kind === 'track' && !row.isVideo);
    return present({
      artist: { ...page.artist, nativeId: id },
      description: page.description,
      tracks: tracks.flatMap((row) => (row.kind === 'track' ? [withoutType(row)] : [])),
      albums: [...albums.values()],
    });
  }

  async playlist(id: string, cursor: string | undefined, signal: AbortSignal): Promise<RemotePlaylistPage> {
    if (cursor !== undefined) {
      const { tracks, continuation } = readMoreTracks(await this.continued('browse', cursor, signal));
      return present({ items: tracks.map(withoutType), cursor: continuation });
    }
    const answer = await this.browse(`VL${id}`, signal);
    const { playlist, tracks, continuation } = readPlaylist(answer);
    if (answer === undefined || (!playlist && tracks.length === 0)) {
      throw new ItemNotFound('YouTube Music has no such playlist, or it is private.');
    }
    const albums = new Set(tracks.map(({ album }) => album?.nativeId));
    const [albumId] = isListOfAlbum(id) && albums.size === 1 ? albums : [];
    return present({
      playlist: playlist && { ...playlist, nativeId: id },
      albumId,
      items: tracks.map(withoutType),
      cursor: continuation,
    });
  }

  async radio(trackId: string, cursor: string | undefined, signal: AbortSignal): Promise<RemotePage<RemoteTrack>> {
    const list = `${RADIO_PREFIX}${trackId}`;
    const answer = cursor === undefined ? this.next(trackId, list, signal) : this.continued('next', cursor, signal);
    const { tracks, continuation } = readNext(await answer);
    return present({ items: tracks.map(withoutType), cursor: continuation });
  }

  /** With the times of its lines where they are known. @returns undefined where there are none */
  async lyrics(trackId: string, signal: AbortSignal): Promise<LyricsAnswer | undefined> {
    const { lyricsId } = readNext(await this.next(trackId, undefined, signal));
    if (lyricsId === undefined) return undefined;
    const body = { browseId: lyricsId };
    const timed = readLyrics(await this.innerTube.call('browse', body, signal, { client: ANDROID_MUSIC }));
    return timed ?? readLyrics(await this.innerTube.call('browse', body, signal));
  }

  private browse(browseId: string, signal: AbortSignal): Promise<unknown> {
    return this.innerTube.call('browse', { browseId }, signal);
  }

  private open({ id, params }: More, signal: AbortSignal): Promise<unknown> {
    return this.innerTube.call('browse', present({ browseId: id, params }), signal);
  }

  private continued(endpoint: 'browse' | 'next', continuation: string, signal: AbortSignal): Promise<unknown> {
    return this.innerTube.call(endpoint, { continuation }, signal);
  }

  private next(videoId: string | undefined, playlistId: string | undefined, signal: AbortSignal): Promise<unknown> {
    return this.innerTube.call('next', present({ videoId, playlistId, isAudioOnly: true }), signal);
  }

  private async wholeList(listId: string, signal: AbortSignal): Promise<TrackRow[]> {
    const { tracks, continuation } = readPlaylist(await this.browse(`VL${listId}`, signal));
    return this.toTheEnd([...tracks], continuation, async (cursor) => {
      const next = readMoreTracks(await this.continued('browse', cursor, signal));
      return { items: next.tracks, continuation: next.continuation };
    });
  }

  private async wholeQueue(listId: string, signal: AbortSignal): Promise<TrackRow[]> {
    const { tracks, continuation } = readNext(await this.next(undefined, listId, signal));
    return this.toTheEnd([...tracks], continuation, async (cursor) => {
      const next = readNext(await this.continued('next', cursor, signal));
      return { items: next.tracks, continuation: next.continuation };
    });
  }

  private async wholeGrid(more: More, signal: AbortSignal): Promise<RemoteItem[]> {
    const { rows, continuation } = readGrid(await this.open(more, signal));
    return this.toTheEnd([...rows], continuation, async (cursor) => {
      const next = readGrid(await this.continued('browse', cursor, signal));
      return { items: next.rows, continuation: next.continuation };
    });
  }

  /** Reads on while each page brings something new. */
  private async toTheEnd<T extends { readonly nativeId: string }>(
    items: T[],
    first: string | undefined,
    more: (cursor: string) => Promise<{ readonly items: readonly T[]; readonly continuation?: string | undefined }>,
  ): Promise<T[]> {
    const known = new Set(items.map(({ nativeId }) => nativeId));
    let cursor = first;
    for (let page = 1; cursor !== undefined && page < MOST_PAGES; page++) {
      const next = await more(cursor);
      const added = next.items.filter(({ nativeId }) => !known.has(nativeId));
      if (added.length === 0) break;
      for (const item of added) known.add(item.nativeId);
      items.push(...added);
      cursor = next.continuation;
    }
    return items;
  }

  private async channelOf(handle: string, signal: AbortSignal): Promise<string | undefined> {
    const url = `https://www.youtube.com/${encodeURI(handle)}`;
    const answer = await this.innerTube.call('navigation/resolve_url', { url }, signal);
    return pageOf(findFirst({ answer }, 'endpoint'))?.id;
  }
}

/** Opens the page of an album: its rows, and what its list has in their place. */
function songsInPlaceOfVideos(rows: readonly TrackRow[], listed: readonly TrackRow[]): TrackRow[] {
  const isInStep = rows.every((row, i) => listed[i] !== undefined && isSameTitle(row, listed[i]));
  if (isInStep) return listed.map((track, i) => ({ ...track, ...kept(rows[i]) }));
  const left = [...listed];
  const replaced = rows.map((row) => {
    const at = left.findIndex((track) => isSameTitle(row, track));
    const [song] = at < 0 ? [] : left.splice(at, 1);
    return song && row.isVideo ? { ...song, ...kept(row) } : row;
  });
  // What only the list has comes behind what both have.
  const known = new Set(replaced.map(({ nativeId }) => nativeId));
  return [...replaced, ...left.filter(({ nativeId }) => !known.has(nativeId))];
}

/** What the page of an album says better than its list. */
function kept(row: TrackRow | undefined): Partial<TrackRow> {
  return row && row.artists.length > 0 ? { artists: row.artists } : {};
}

function isSameTitle(a: RemoteTrack, b: RemoteTrack): boolean {
  return identityKey(a.title) === identityKey(b.title);
}

function albumPage(album: RemoteAlbum, tracks: readonly TrackRow[], told: number): RemoteAlbumPage {
  const { nativeId, title, artists, artwork } = album;
  const whole = tracks.map((track) =>
    withoutType(
      present({
        ...track,
        album: track.album ?? { title, nativeId },
        artists: track.artists.length > 0 ? track.artists : artists,
        artwork: track.artwork ?? artwork,
      }),
    ),
  );
  return { album, tracks: whole, trackCount: Math.max(told, whole.length) };
}

function withoutType<Item extends RemoteItem & { readonly videoType?: string }>({ videoType: _, ...item }: Item): Item {
  const isLong = 'durationMs' in item && (item.durationMs as number) >= LEAST_WITH_CHAPTERS_MS;
  return { ...item, ...(isLong && { mayHaveChapters: true }) } as unknown as Item;
}
