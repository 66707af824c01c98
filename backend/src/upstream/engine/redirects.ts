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
const MAX_COOKIES_LENGTH = 4_000;
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

export interface HopDetails {
  /** Of the answer, as in its header. */
  readonly cookies?: string | undefined;
  /** What comes is sent to everybody: it may go without encryption, as with stations. */
  readonly isForAll?: boolean | undefined;
}

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
export function nextHop(
  before: readonly Hop[],
  location: string | undefined,
  maxRedirects = MAX_REDIRECTS,
  { cookies, isForAll = false }: HopDetails = {},
): Hop {
  const last = before.at(-1)!;
  if (last.method !== 'GET' && last.method !== 'HEAD') {
    // A redirect may come from somebody else than the service: request bodies are never sent on.
    throw new BadRedirect('sends elsewhere what is to be written');
  }
  if (location === undefined || !URL.canParse(location, last.url.href)) throw new BadRedirect('sends to no address');
  const url = webAddress(new URL(location, last.url));
  if (last.url.protocol === 'https:' && url.protocol === 'http:' && !isForAll) {
    throw new BadRedirect('sends to an address without encryption');
  }
  url.hash = '';
  const headers = url.origin === last.url.origin ? withCookies(last.headers, cookies) : harmless(last.headers);
  const isCircle = before.some((hop) => hop.url.href === url.href && hop.headers.cookie === headers.cookie);
  if (isCircle) throw new BadRedirect('sends around in a circle');
  if (before.length > maxRedirects) throw new BadRedirect('sends from one address to the next');
  return { url, method: last.method, headers };
}

/**
 * What was given on the way goes back to who gave it, and is forgotten with the call: some let nobody in without. Where cookies
 * end that came in one header is told by the name of the next.
 */
function withCookies(headers: Hop['headers'], given: string | undefined): Hop['headers'] {
  const cookies = given?.slice(0, MAX_COOKIES_LENGTH).split(/,(?=\s{0,10}[^;,=\s]{1,100}=)/) ?? [];
  const pairs = cookies.map((cookie) => cookie.split(';', 1)[0]?.trim() ?? '').filter((pair) => pair.includes('='));
  if (pairs.length === 0) return headers;
  const known = headers.cookie?.split('; ') ?? [];
  const byName = new Map([...known, ...pairs].map((pair) => [pair.split('=', 1)[0], pair]));
  return { ...headers, cookie: [...byName.values()].join('; ') };
}

function harmless(headers: Hop['headers']): Hop['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS_HEADERS.has(name)));
}
