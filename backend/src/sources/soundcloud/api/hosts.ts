import { SoundCloudSourceConfig } from '../../../config/index.js';

const STANDARD = new SoundCloudSourceConfig();
const SHORT_LINKS = 'on.soundcloud.com';

/** Where SoundCloud lies: answers and pages name its own hosts, in whose place the configuration may put others. */
export class SoundCloudHosts {
  private readonly apiUrl: string;
  private readonly siteUrl: string;
  private readonly isSiteElsewhere: boolean;
  /** Those that somebody has chosen, which may lie in a network of their own. */
  readonly configured: readonly string[];

  constructor({ apiUrl, siteUrl }: Pick<SoundCloudSourceConfig, 'apiUrl' | 'siteUrl'>) {
    this.apiUrl = apiUrl;
    this.siteUrl = siteUrl;
    this.isSiteElsewhere = siteUrl !== STANDARD.siteUrl;
    this.configured = [apiUrl !== STANDARD.apiUrl ? [apiUrl] : [], this.isSiteElsewhere ? [siteUrl] : []].flat();
  }

  /** The address of a call. @param path without a slash at its beginning */
  api(path: string): URL {
    return at(this.apiUrl, path);
  }

  /** Where an address of an answer lies. @returns undefined where it is none of the API */
  apiAddress(address: string): URL | undefined {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    const isOfApi = url?.origin === STANDARD.apiUrl || url?.origin === new URL(this.apiUrl).origin;
    return url && isOfApi ? this.api(url.pathname.slice(1) + url.search) : undefined;
  }

  /** Where a page, a script, a picture or a short link lies. */
  site(address: URL): URL {
    if (!this.isSiteElsewhere) return address;
    const folder = address.hostname === SHORT_LINKS ? 'on/' : '';
    return at(this.siteUrl, folder + address.pathname.slice(1) + address.search);
  }

  /** Whether pages and pictures come from where somebody has chosen. */
  get hasOwnSite(): boolean {
    return this.isSiteElsewhere;
  }
}

function at(base: string, path: string): URL {
  return new URL(`${base.replace(/\/$/, '')}/${path}`);
}
