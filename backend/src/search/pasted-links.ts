import { TrackDirectory } from '../catalogue/index.js';
import { sortKey } from '../common/index.js';
import type { SearchWish } from '../library/index.js';
import type { SearchCapability } from '../sources/index.js';
import type { SearchAnswer } from './search-answer.js';
import type { Searchable } from './search-registry.js';

/** Finds the track that a pasted address of one source leads to. Asks nobody for what is no such address. */
export class PastedLinks implements Searchable {
  constructor(
    readonly id: string,
    private readonly search: SearchCapability,
    private readonly tracks: TrackDirectory,
  ) {}

  async find({ query }: SearchWish, signal: AbortSignal): Promise<Pick<SearchAnswer, 'tracks'>> {
    const address = addressIn(query);
    const link = address && this.search.readLink?.(address);
    if (link?.kind !== 'track') return { tracks: [] };
    const trackId = `${this.id}:${link.nativeId}`;
    await this.tracks.fetch([trackId], signal);
    const view = (await this.tracks.views([trackId])).get(trackId);
    return { tracks: view ? [{ view, name: sortKey(view.title) }] : [] };
  }
}

/** Also without what stands before it: `music.youtube.com/…`. */
function addressIn(query: string): URL | undefined {
  const text = query.trim();
  if (/\s/.test(text)) return undefined;
  const whole = /^https?:\/\//i.test(text) ? text : /^[\w.-]+\.[a-z]{2,}\/\S/i.test(text) ? `https://${text}` : '';
  return URL.canParse(whole) ? new URL(whole) : undefined;
}
