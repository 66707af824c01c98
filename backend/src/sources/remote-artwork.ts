import { UpstreamError, type Upstream, type Upstreams } from '../upstream/index.js';
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

export interface PicturesAt {
  /** Of the `Upstream`. */
  readonly id: string;
  /** Servers that a person has written into the configuration. */
  readonly configured: readonly string[];
  /** Where a picture lies in place of where it is said to. */
  readonly at: (address: URL) => URL;
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
  return (url, signal) => fetchFrom(hosts, url, signal);
}

/** Fetches those of a server that stands for a service, which may lie in a network of one’s own. */
export function picturesAt(upstreams: Pick<Upstreams, 'to'>, { id, configured, at }: PicturesAt): FetchPicture {
  const host = upstreams.to({
    id,
    name: 'The host of the pictures',
    configured,
    limits: { maxBytes: 32 * MIB, budget: { calls: 50, perMs: 1_000 } },
  });
  return (url, signal) => fetchFrom(host, at(url), signal);
}

async function fetchFrom(upstream: Upstream, url: URL, signal: AbortSignal): Promise<Buffer> {
  try {
    // Object stores often give no useful content type; what is not a picture fails when it is decoded.
    const { body } = await upstream.bytes({ url, types: ['image/', 'application/octet-stream'], signal });
    return body;
  } catch (error) {
    if (error instanceof UpstreamError && NOTHING_THERE.has(error.reason)) throw new ArtworkNotFound(error.message);
    throw error;
  }
}
