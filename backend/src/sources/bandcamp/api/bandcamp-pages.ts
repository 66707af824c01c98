import { UpstreamError, type Upstream } from '../../../upstream/index.js';
import type { ReadPage } from '../answers/page.js';
import { ItemNotFound, SourceUnavailable } from '../../source-error.js';
import type { BandcampHosts } from './hosts.js';

const MIB = 1024 ** 2;
const MOST_HOPS = 5;
const SITE = 'bandcamp.com';
const NOTHING_THERE: ReadonlySet<string> = new Set(['not-found', 'gone']);

/**
 * Pages of Bandcamp, which are for browsers: it may ask for one at any time. Throws `ItemNotFound` where there is no page or whose page
 * it was has left, and `UpstreamError`.
 */
export class BandcampPages {
  /**
   * @param site for Bandcamp’s own hosts
   * @param domains for those of performers, of which one says nothing about the others
   */
  constructor(
    private readonly site: Upstream,
    private readonly domains: Upstream,
    private readonly hosts: BandcampHosts,
  ) {}

  async read(address: URL, signal: AbortSignal): Promise<ReadPage> {
    const html = await this.html(address, signal);
    // With the first page: most never need one, and a parser takes memory.
    const { readPage } = await import('../answers/page.js');
    return readPage(html);
  }

  async html(address: URL, signal: AbortSignal): Promise<string> {
    let url = address;
    for (let hops = 0; hops < MOST_HOPS; hops++) {
      const { headers, body } = await this.ask(url, signal);
      if (headers.location === undefined) return body;
      url = nextOf(headers.location, url);
    }
    throw new SourceUnavailable(
      'Bandcamp sends from one page to the other without an end. Search for the title in place of the address.',
    );
  }

  private async ask(address: URL, signal: AbortSignal): ReturnType<Upstream['text']> {
    const { url, headers } = this.hosts.page(address);
    const upstream = isOfBandcamp(address) ? this.site : this.domains;
    try {
      return await upstream.text({
        url,
        headers: { Accept: 'text/html', ...headers },
        types: ['text/html'],
        maxBytes: 4 * MIB,
        // Where a page leads is looked at here: whoever has left leads to where others begin.
        maxRedirects: 0,
        accepts: (status) => status >= 300 && status < 400,
        signal,
      });
    } catch (error) {
      const isNothing = error instanceof UpstreamError && NOTHING_THERE.has(error.reason);
      throw isNothing ? new ItemNotFound('No longer on Bandcamp.') : error;
    }
  }
}

export function isOfBandcamp({ hostname }: URL): boolean {
  return hostname === SITE || hostname.endsWith(`.${SITE}`);
}

/** @throws ItemNotFound it leads to where a page of one’s own is begun */
function nextOf(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href)) throw new ItemNotFound('No longer on Bandcamp.');
  const next = new URL(location, from);
  // Pages are at the usual ports of the web.
  if (next.port !== '' || (isOfBandcamp(next) && next.pathname === '/signup'))
    throw new ItemNotFound('No longer on Bandcamp.');
  return next;
}
