/** One request of a call, after none or some redirects. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Nobody may be sent there. The message follows the name of the service. */
export class BadRedirect extends Error {}

export const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Where a call says nothing else. */
const MAX_REDIRECTS = 5;
/** Headers that may be sent to another origin: an allow-list, without credentials. */
const HARMLESS_HEADERS = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'icy-metadata',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'range',
  'user-agent',
]);

/**
 * Where an address leads, when a call may go there.
 * @throws BadRedirect it is no web address, or it carries a name and password
 */
export function webAddress(url: URL): URL {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new BadRedirect('leads to no web address');
  if (url.username !== '' || url.password !== '') throw new BadRedirect('has a password in its address');
  return url;
}

/**
 * The next request after an answer that sends elsewhere.
 * @param before all requests of this call so far, the last of which was answered
 * @param location the header of the answer
 * @param maxRedirects of the call
 * @throws BadRedirect
 */
export function nextHop(before: readonly Hop[], location: string | undefined, maxRedirects = MAX_REDIRECTS): Hop {
  const last = before.at(-1)!;
  if (last.method !== 'GET' && last.method !== 'HEAD') {
    // A redirect may come from somebody else than the service: request bodies are never sent on.
    throw new BadRedirect('sends elsewhere what is to be written');
  }
  if (location === undefined || !URL.canParse(location, last.url.href)) throw new BadRedirect('sends to no address');
  const url = webAddress(new URL(location, last.url));
  if (last.url.protocol === 'https:' && url.protocol === 'http:') {
    throw new BadRedirect('sends to an address without encryption');
  }
  url.hash = '';
  if (before.some((hop) => hop.url.href === url.href)) throw new BadRedirect('sends around in a circle');
  if (before.length > maxRedirects) throw new BadRedirect('sends from one address to the next');
  return { url, method: last.method, headers: url.origin === last.url.origin ? last.headers : harmless(last.headers) };
}

function harmless(headers: Hop['headers']): Hop['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS_HEADERS.has(name)));
}
