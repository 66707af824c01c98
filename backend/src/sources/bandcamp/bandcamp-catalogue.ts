import { present, type Clock } from '../../common/index.js';
import { UpstreamError } from '../../upstream/index.js';
import type { SourceLyrics } from '../lyrics.js';
import type {
  RemoteAlbumPage,
  RemoteArtistPage,
  RemoteItem,
  RemoteKind,
  RemotePage,
  RemotePlaylistPage,
  RemoteTrack,
} from '../remote-catalogue.js';
import { ItemNotFound, SourceUnavailable, TrackNotFound } from '../source-error.js';
import { readBand, type ReadBand } from './answers/band.js';
import { readLyrics } from './answers/details.js';
import { readNativeId } from './answers/native-id.js';
import type { BandcampApi } from './api/bandcamp-api.js';
import { KeptAnswers } from './api/kept-answers.js';
import { notPlayable } from './not-heard.js';
import type { SearchFilter, SearchWays } from './search-ways.js';
import type { Tralbums } from './tralbums.js';

const DAY_MS = 24 * 3_600_000;
const MOST_KEPT = 200;
/** An answer of so many rows may have been cut: fewer are all that there are. */
const MAY_BE_CUT = 20;
/** For the rest of one kind, after what was found of all kinds together. */
const REST = 'rest';

const FILTERS: Readonly<Record<RemoteKind, SearchFilter | undefined>> = {
  album: 'a',
  artist: 'b',
  track: 't',
  playlist: undefined,
};

/** Searches Bandcamp and opens its pages. What it has nothing of is told by `ItemNotFound` and `TrackNotFound`. */
export class BandcampCatalogue {
  private readonly bands: KeptAnswers<ReadBand>;
  private readonly lyricsOf: KeptAnswers<ReadonlyMap<string, string>>;

  constructor(
    private readonly api: BandcampApi,
    private readonly ways: SearchWays,
    private readonly tralbums: Tralbums,
    clock: Clock,
  ) {
    this.bands = new KeptAnswers(clock, DAY_MS, MOST_KEPT);
    this.lyricsOf = new KeptAnswers(clock, DAY_MS, MOST_KEPT);
  }

  /** All kinds are found by one call; the rest of one kind, where there may be more, by another. */
  async search(
    query: string,
    kind: RemoteKind,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<RemotePage<RemoteItem>> {
    const filter = FILTERS[kind];
    const text = query.trim();
    if (filter === undefined || text === '') return { items: [] };
    const all = await this.ways.find(text, '', signal);
    const first = all.filter((item) => item.kind === kind);
    const hasRest = all.length >= MAY_BE_CUT;
    if (cursor === undefined && (first.length > 0 || !hasRest)) {
      return present({ items: this.known(first), cursor: hasRest ? REST : undefined });
    }
    const known = new Set(first.map(({ nativeId }) => nativeId));
    const found = await this.ways.find(text, filter, signal);
    const items = found.filter((item) => item.kind === kind && !known.has(item.nativeId));
    return { items: this.known(items) };
  }

  async track(id: string, signal: AbortSignal): Promise<RemoteTrack> {
    try {
      const { track, tralbum } = await this.tralbums.track(id, signal);
      // By itself it does not tell whether its number is one: on some albums each track has the same.
      const number = track.trackNumber ?? (await this.numberOn(tralbum.albumId, id, signal));
      return present({ ...track, nativeId: id, trackNumber: number });
    } catch (error) {
      if (!(error instanceof ItemNotFound)) throw error;
      throw new TrackNotFound('Bandcamp has no such song any more.');
    }
  }

  async album(id: string, signal: AbortSignal): Promise<RemoteAlbumPage> {
    const read = await this.tralbums.open(id, signal);
    const { title } = read.album;
    const tracks = read.tracks.map(({ track }) => ({ ...track, album: { title, nativeId: id } }));
    // Some are for buyers only and not listed: that does not make the others fewer than there are.
    return { album: { ...read.album, nativeId: id }, tracks, trackCount: tracks.length };
  }

  /** With the songs of what they published last: nobody tells what is heard most. */
  async artist(id: string, signal: AbortSignal): Promise<RemoteArtistPage> {
    const wanted = readNativeId(id);
    if (wanted?.type !== 'b') throw nobody();
    const ask = async (shared: AbortSignal): Promise<ReadBand> => {
      const read = readBand(await this.api.band(wanted.itemId, shared));
      if (!read) throw nobody();
      return read;
    };
    const { artist, description, albums, artists } = await this.bands.get(wanted.itemId, ask, signal);
    const [newest] = albums;
    const tracks = newest ? await this.tracksOf(newest.nativeId, signal) : [];
    return present({
      artist: { ...artist, nativeId: id },
      description,
      tracks,
      albums,
      artists: artists.length > 0 ? artists : undefined,
    });
  }

  playlist(): Promise<RemotePlaylistPage> {
    return Promise.reject(new ItemNotFound('Bandcamp has no playlists.'));
  }

  /** Of all tracks of an album by one call. */
  async lyrics(id: string, signal: AbortSignal): Promise<SourceLyrics | undefined> {
    try {
      const { hasLyrics, tralbum } = await this.tralbums.track(id, signal);
      if (!hasLyrics) return undefined;
      const all = readNativeId(tralbum.albumId ?? tralbum.album.nativeId)!;
      const type = all.type === 'a' ? 'a' : 't';
      const ask = async (shared: AbortSignal): Promise<ReadonlyMap<string, string>> =>
        readLyrics(await this.api.lyrics(type, all.itemId, shared));
      const words = await this.lyricsOf.get(`${type} ${all.itemId}`, ask, signal);
      const text = words.get(readNativeId(id)!.itemId);
      return text === undefined ? undefined : { text };
    } catch (error) {
      if (error instanceof ItemNotFound) return undefined;
      throw error;
    }
  }

  private async tracksOf(albumId: string, signal: AbortSignal): Promise<readonly RemoteTrack[]> {
    try {
      return (await this.album(albumId, signal)).tracks;
    } catch (error) {
      if (error instanceof ItemNotFound) return [];
      throw error;
    }
  }

  /** @returns undefined where the album is not to be asked now: the track is found without */
  private async numberOn(albumId: string | undefined, id: string, signal: AbortSignal): Promise<number | undefined> {
    if (albumId === undefined) return undefined;
    try {
      const wanted = readNativeId(id)?.itemId;
      const { tracks } = await this.tralbums.open(albumId, signal);
      return tracks.find(({ track }) => readNativeId(track.nativeId)?.itemId === wanted)?.track.trackNumber;
    } catch (error) {
      signal.throwIfAborted();
      const isTold =
        error instanceof UpstreamError || error instanceof ItemNotFound || error instanceof SourceUnavailable;
      if (isTold) return undefined;
      throw error;
    }
  }

  /** With what is known of them beside what the search told. */
  private known(items: readonly RemoteItem[]): RemoteItem[] {
    this.tralbums.remember(items.filter((item) => item.kind === 'album' || item.kind === 'track'));
    return items.map((item) => {
      const whyNot = item.kind === 'track' ? this.tralbums.whyNot(item.nativeId) : undefined;
      return whyNot === undefined ? item : { ...item, ...notPlayable(whyNot) };
    });
  }
}

function nobody(): ItemNotFound {
  return new ItemNotFound('Bandcamp has no such performer any more.');
}
