import { fieldsOf, present } from '../../common/index.js';
import { UpstreamError, type Upstream } from '../../upstream/index.js';
import type { RemoteLink } from '../remote-catalogue.js';
import { ItemNotFound } from '../source-error.js';
import { itemOf } from './answers/lists.js';
import { secretOf } from './answers/sets.js';
import { browserHeaders } from './api/browser.js';
import type { SoundCloudHosts } from './api/hosts.js';
import type { SoundCloudApi } from './api/soundcloud-api.js';
import { likesIdOf } from './likes.js';
import { shortLinkOf, sitePageOf, type SitePage } from './links.js';
import type { PrivateLinks } from './private-links.js';

const SITE = 'https://soundcloud.com';
const NOTHING_THERE: ReadonlySet<string> = new Set(['not-found', 'gone']);

/** Asks SoundCloud what its addresses lead to, which have names and no ids. */
export class AskedLinks {
  constructor(
    private readonly api: SoundCloudApi,
    private readonly upstream: Upstream,
    private readonly hosts: SoundCloudHosts,
    private readonly links: PrivateLinks,
  ) {}

  /** @returns undefined where it is no address of SoundCloud, or there is nothing; nobody is asked for the first */
  async ask(address: URL, signal: AbortSignal): Promise<RemoteLink | undefined> {
    const short = shortLinkOf(address);
    const leadsTo = short ? await this.follow(short, signal) : address;
    const page = leadsTo && sitePageOf(leadsTo);
    return page && this.resolve(page, signal);
  }

  private async resolve(page: SitePage, signal: AbortSignal): Promise<RemoteLink | undefined> {
    const answer = await this.api.get('resolve', { url: `${SITE}/${page.path}` }, signal).catch(noneIfGone);
    const item = itemOf(answer);
    if (!item) return undefined;
    const { kind, nativeId } = item;
    if (page.isLikes) return kind === 'artist' ? { kind: 'playlist', nativeId: likesIdOf(nativeId) } : undefined;
    const secret = secretOf(fieldsOf(answer)) ?? page.secret;
    if (secret !== undefined && kind !== 'artist') {
      this.links.remember(kind === 'track' ? 'track' : 'playlist', nativeId, secret);
    }
    return present({ kind, nativeId, startMs: kind === 'track' ? page.startMs : undefined });
  }

  /** Where a short link leads; what is there is not asked. */
  private async follow(short: URL, signal: AbortSignal): Promise<URL | undefined> {
    const request = { url: this.hosts.site(short), headers: browserHeaders(), maxRedirects: 0, signal };
    try {
      const { headers } = await this.upstream.text({ ...request, accepts: (status) => status >= 300 && status < 400 });
      return URL.canParse(headers.location ?? '') ? new URL(headers.location!) : undefined;
    } catch (error) {
      if (error instanceof UpstreamError && NOTHING_THERE.has(error.reason)) return undefined;
      throw error;
    }
  }
}

function noneIfGone(error: unknown): undefined {
  if (error instanceof ItemNotFound) return undefined;
  throw error;
}
