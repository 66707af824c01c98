import { Injectable } from '@nestjs/common';
import type { TrackView } from '../catalogue/index.js';
import { DomainError } from '../common/index.js';
import { refOf, RemotePages, type ListPage } from './remote-pages.js';
import { RemoteItems } from './remote-items.js';

/** A page that somebody waits for. */
const PAGE_LIMIT_MS = 15_000;
/** Whoever plays a long playlist waits no longer than this: what came until then plays. */
const LIST_LIMIT_MS = 25_000;

/** Something of a source as tracks that can be queued. */
export interface RemoteList {
  readonly title: string;
  readonly tracks: readonly TrackView[];
  /** It has more, which did not come in time or was not wanted. */
  readonly isCut: boolean;
  /** Its source does not answer: so it was when it was seen last. */
  readonly seenAtMs?: number;
}

/** Whole lists of sources, for the player. All of it throws what `RemotePages` throws. */
@Injectable()
export class RemoteLists {
  constructor(
    private readonly pages: RemotePages,
    private readonly items: RemoteItems,
  ) {}

  async album(ownerId: string, id: string): Promise<RemoteList> {
    const { page } = await this.pages.album(id, AbortSignal.timeout(PAGE_LIMIT_MS));
    const tracks = await this.items.tracks(ownerId, refOf('album', id).source, page.tracks);
    return { title: page.album.title, tracks, isCut: false };
  }

  /** What is heard most of an artist, as their page lists it. */
  async artist(ownerId: string, id: string): Promise<RemoteList> {
    const { page } = await this.pages.artist(id, AbortSignal.timeout(PAGE_LIMIT_MS));
    const tracks = await this.items.tracks(ownerId, refOf('artist', id).source, page.tracks);
    return { title: page.artist.name, tracks, isCut: false };
  }

  /** @param most tracks */
  async playlist(ownerId: string, id: string, most: number): Promise<RemoteList> {
    const { source } = refOf('playlist', id);
    const signal = AbortSignal.timeout(LIST_LIMIT_MS);
    const first = await this.pages.playlist(id, undefined, AbortSignal.timeout(PAGE_LIMIT_MS));
    const tracks = await this.tracksOf(ownerId, source, first.page);
    let { cursor, isCut = false } = first.page;
    while (cursor !== undefined && tracks.length < most) {
      try {
        const { page } = await this.pages.playlist(id, cursor, signal);
        const more = await this.tracksOf(ownerId, source, page);
        // A source that gives the same again has no more.
        if (more.length === 0 || page.cursor === cursor) break;
        tracks.push(...more);
        cursor = page.cursor;
      } catch (error) {
        if (!signal.aborted && !(error instanceof DomainError)) throw error;
        isCut = true;
        break;
      }
    }
    const { playlist } = first.page;
    return {
      title: playlist?.title ?? 'Playlist',
      tracks: tracks.slice(0, most),
      isCut: isCut || tracks.length > most || (cursor !== undefined && tracks.length >= most),
      ...(first.seenAtMs !== undefined && { seenAtMs: first.seenAtMs }),
    };
  }

  private async tracksOf(ownerId: string, source: string, { items, known }: ListPage): Promise<TrackView[]> {
    const before = known.map(({ track }) => track);
    return [
      ...(await this.items.tracks(ownerId, source, items)),
      ...(await this.items.knownTracks(ownerId, source, before)),
    ];
  }
}
