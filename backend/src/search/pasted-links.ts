import { RemoteItems, RemotePages } from '../browse/index.js';
import { TrackDirectory } from '../catalogue/index.js';
import { sortKey } from '../common/index.js';
import type { SearchWish } from '../library/index.js';
import { ItemNotFound, type RemoteItem, type RemoteLink, type SearchCapability, type SourceAdapter } from '../sources/index.js'; // prettier-ignore
import { answerOf } from './found-items.js';
import type { SearchAnswer } from './search-answer.js';
import type { Searchable } from './search-registry.js';

/** Finds what a pasted address of one source leads to. Asks nobody for what is no such address. */
export class PastedLinks implements Searchable {
  readonly id: string;
  readonly name: string;
  readonly kinds = ['album', 'artist', 'track', 'playlist'] as const;
  readonly isLocal = false;
  readonly onlyReadsAddresses = true;

  constructor(
    private readonly source: SourceAdapter,
    private readonly search: SearchCapability,
    private readonly tracks: TrackDirectory,
    private readonly pages: RemotePages,
    private readonly items: RemoteItems,
  ) {
    this.id = source.id;
    this.name = source.name;
  }

  async find({ query, ownerId }: SearchWish, signal: AbortSignal): Promise<Partial<SearchAnswer>> {
    const address = addressIn(query);
    const link = address && (this.search.readLink?.(address) ?? (await this.search.askLink?.(address, signal)));
    if (!link) return {};
    if (link.kind === 'track') return this.track(link.nativeId, signal);
    const item = await this.open(link, signal);
    return item ? answerOf(await this.items.show(ownerId, this.id, [item])) : {};
  }

  private async track(nativeId: string, signal: AbortSignal): Promise<Pick<SearchAnswer, 'tracks'>> {
    const trackId = `${this.id}:${nativeId}`;
    await this.tracks.fetch([trackId], signal);
    const view = (await this.tracks.views([trackId])).get(trackId);
    return { tracks: view ? [{ view, name: sortKey(view.title) }] : [] };
  }

  /** @returns undefined where the source has no such thing, or no page of it */
  private async open({ kind, nativeId }: RemoteLink, signal: AbortSignal): Promise<RemoteItem | undefined> {
    if (!this.source.capabilities.browse) return undefined;
    const id = `${this.id}:${nativeId}`;
    try {
      switch (kind) {
        case 'album':
          return (await this.pages.album(id, signal)).page.album;
        case 'artist':
          return (await this.pages.artist(id, signal)).page.artist;
        case 'playlist': {
          const { playlist, albumId } = (await this.pages.playlist(id, undefined, signal)).page;
          return albumId === undefined ? playlist : await this.open({ kind: 'album', nativeId: albumId }, signal);
        }
        default:
          return undefined;
      }
    } catch (error) {
      if (error instanceof ItemNotFound) return undefined;
      throw error;
    }
  }
}

/** What is written as an address, also without what stands before it: `music.youtube.com/…`. */
export function addressIn(query: string): URL | undefined {
  const text = query.trim();
  if (/\s/.test(text)) return undefined;
  const whole = /^https?:\/\//i.test(text) ? text : /^[\w.-]+\.[a-z]{2,}\/\S/i.test(text) ? `https://${text}` : '';
  return URL.canParse(whole) ? new URL(whole) : undefined;
}
