import { BandcampSourceConfig } from '../../../config/index.js';

const STANDARD = new BandcampSourceConfig();
const MEDIA = /^[\w-]+\.bcbits\.com$/;

/** Where something is asked for, and what is told with it. */
export interface Place {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where Bandcamp lies: answers name its own hosts, in whose place the configuration may put others. */
export class BandcampHosts {
  private readonly baseUrl: string;
  private readonly mediaUrl: string | undefined;
  private readonly isElsewhere: boolean;
  /** Those that somebody has chosen, which may lie in a network of their own. */
  readonly configured: readonly string[];

  constructor({ baseUrl, mediaUrl }: Pick<BandcampSourceConfig, 'baseUrl' | 'mediaUrl'>) {
    this.baseUrl = baseUrl;
    this.mediaUrl = mediaUrl;
    this.isElsewhere = baseUrl !== STANDARD.baseUrl;
    this.configured = [...(this.isElsewhere ? [baseUrl] : []), ...(mediaUrl === undefined ? [] : [mediaUrl])];
  }

  /** The address of a call. @param path without a slash at its beginning */
  call(path: string): URL {
    return at(this.baseUrl, `/${path}`);
  }

  /** Where a page lies, of whatever host: another server than Bandcamp’s is told which one is meant. */
  page({ host, pathname, search }: URL): Place {
    if (!this.isElsewhere) return { url: new URL(`https://${host}${pathname}${search}`), headers: {} };
    return { url: at(this.baseUrl, pathname + search), headers: { 'X-Forwarded-Host': host } };
  }

  /** Where sound and pictures lie. */
  media(address: URL): URL {
    const { hostname, pathname, search } = address;
    return this.mediaUrl !== undefined && MEDIA.test(hostname) ? at(this.mediaUrl, pathname + search) : address;
  }

  get hasOwnMedia(): boolean {
    return this.mediaUrl !== undefined;
  }
}

function at(base: string, path: string): URL {
  return new URL(base.replace(/\/$/, '') + path);
}
