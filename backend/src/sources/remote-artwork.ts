import { ArtworkNotFound } from './source-error.js';
import type { ArtworkCapability } from './source.js';

/**
 * Fetches a picture from outside, within bounds of size and time, from nowhere inside this network.
 * @throws ArtworkNotFound there is none at this address
 * @throws DomainError it cannot be had now
 */
export type FetchPicture = (url: URL, signal: AbortSignal) => Promise<Buffer>;

/**
 * Covers of sources that name them by an address of the web, which is their locator. The page never sees it: covers reach
 * it through `/art` only, made here like those of own files.
 */
export class RemoteArtwork implements ArtworkCapability {
  readonly isRemote = true;

  constructor(private readonly fetchPicture: FetchPicture) {}

  async read(locator: string, signal: AbortSignal): Promise<Buffer> {
    const url = URL.canParse(locator) ? new URL(locator) : undefined;
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
      throw new ArtworkNotFound('The source names no address of this cover that can be fetched.');
    }
    return this.fetchPicture(url, signal);
  }
}
