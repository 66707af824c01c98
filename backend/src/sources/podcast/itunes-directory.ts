import { fieldsOf, present, textOf } from '../../common/index.js';
import type { Upstream } from '../../upstream/index.js';
import type { DirectoryShow } from '../podcasts.js';
import { feedAddressOf } from './feed/feed-address-of.js';

const MAX_TEXT = 1_000;

/** Apple's directory of podcasts (https://performance-partners.apple.com/search-api), which asks for no key. */
export class ItunesDirectory {
  constructor(
    private readonly upstream: Upstream,
    private readonly baseUrl: string,
  ) {}

  /** @throws UpstreamError */
  async search(query: string, limit: number, signal: AbortSignal): Promise<DirectoryShow[]> {
    const url = new URL('search', this.baseUrl.endsWith('/') ? this.baseUrl : `${this.baseUrl}/`);
    url.search = new URLSearchParams({ media: 'podcast', term: query, limit: String(limit) }).toString();
    const { body } = await this.upstream.json({ url, signal });
    const { results } = fieldsOf(body);
    return Array.isArray(results) ? results.flatMap((result: unknown) => showOf(result) ?? []).slice(0, limit) : [];
  }
}

/** Shows without a feed are in the directory, too: nobody can subscribe to them. */
function showOf(result: unknown): DirectoryShow | undefined {
  const { collectionName, artistName, feedUrl, artworkUrl600, artworkUrl100, trackCount, primaryGenreName } =
    fieldsOf(result);
  const title = textOf(collectionName)?.slice(0, MAX_TEXT);
  const feedAddress = feedAddressOf(textOf(feedUrl) ?? '');
  if (title === undefined || feedAddress === undefined) return undefined;
  const artwork = textOf(artworkUrl600) ?? textOf(artworkUrl100);
  return present({
    title,
    author: textOf(artistName)?.slice(0, MAX_TEXT),
    feedAddress,
    artwork: artwork?.startsWith('https://') ? artwork : undefined,
    episodeCount: Number.isSafeInteger(trackCount) ? Number(trackCount) : undefined,
    genre: textOf(primaryGenreName)?.slice(0, MAX_TEXT),
  });
}
