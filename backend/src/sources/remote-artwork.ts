import { UpstreamError, type Upstreams } from '../upstream/index.js';
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

const MIB = 1024 ** 2;
/** What another try does not mend soon. */
const NOTHING_THERE: ReadonlySet<string> = new Set(['not-found', 'gone', 'wrong-type', 'too-large']);

/** Fetches pictures as everything outside is asked: in time, within bounds, and from nowhere inside this network. */
export function pictureFetcher(upstreams: Pick<Upstreams, 'to'>): FetchPicture {
  const hosts = upstreams.to({
    id: 'pictures',
    name: 'The place of a cover',
    hasManyHosts: true,
    limits: { maxBytes: 32 * MIB, deadlineMs: 10_000, concurrency: 8, budget: { calls: 50, perMs: 1_000 } },
  });
  return async (url, signal) => {
    try {
      // Object stores often give no useful content type; what is not a picture fails when it is decoded.
      const { body } = await hosts.bytes({ url, types: ['image/', 'application/octet-stream'], signal });
      return body;
    } catch (error) {
      if (error instanceof UpstreamError && NOTHING_THERE.has(error.reason)) throw new ArtworkNotFound(error.message);
      throw error;
    }
  };
}
