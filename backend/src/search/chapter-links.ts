import { RemoteItems, RemotePages } from '../browse/index.js';
import { TrackDirectory } from '../catalogue/index.js';
import type { SearchWish } from '../library/index.js';
import { ItemNotFound, type SearchCapability, type SourceAdapter } from '../sources/index.js';
import { answerOf } from './found-items.js';
import { addressIn } from './pasted-links.js';
import type { SearchAnswer } from './search-answer.js';
import type { Searchable } from './search-registry.js';

/** Finds the album that the track of a pasted address is as well, where that is long and has chapters. */
export class ChapterLinks implements Searchable {
  readonly id: string;
  readonly name: string;
  readonly kinds = ['album'] as const;
  readonly isLocal = false;
  readonly onlyReadsAddresses = true;
  /** Chapters may be asked for with the sound, which takes a program some seconds; the track itself is shown meanwhile. */
  readonly deadlineMs = 20_000;

  constructor(
    { id, name }: SourceAdapter,
    private readonly search: SearchCapability,
    private readonly tracks: TrackDirectory,
    private readonly pages: RemotePages,
    private readonly items: RemoteItems,
  ) {
    this.id = id;
    this.name = name;
  }

  async find({ query, ownerId }: SearchWish, signal: AbortSignal): Promise<Partial<SearchAnswer>> {
    const address = addressIn(query);
    const link = address && this.search.readLink?.(address);
    if (link?.kind !== 'track') return {};
    const id = `${this.id}:${link.nativeId}`;
    await this.tracks.fetch([id], signal);
    const view = (await this.tracks.views([id])).get(id);
    if (view?.mayHaveChapters !== true) return {};
    try {
      const { page } = await this.pages.album(id, signal);
      return answerOf(await this.items.show(ownerId, this.id, [page.album]));
    } catch (error) {
      if (error instanceof ItemNotFound) return {};
      throw error;
    }
  }
}
