import type { RemoteLink } from '../remote-catalogue.js';

const SITES: ReadonlySet<string> = new Set(['soundcloud.com', 'www.soundcloud.com', 'm.soundcloud.com']);
const API_HOSTS: ReadonlySet<string> = new Set(['api.soundcloud.com', 'api-v2.soundcloud.com']);
const PLAYER_HOST = 'w.soundcloud.com';
const SHORT_HOST = 'on.soundcloud.com';
const NAME = /^[\w-]{1,200}$/;
const SECRET = /^s-\w{1,60}$/;
const SHORT_CODE = /^\/(\w{1,60})\/?$/;
/** `tracks/12`, `playlists/soundcloud:playlists:12`. */
const API_PATH = /^\/(tracks|playlists|users)\/(?:soundcloud(?::|%3A)\w+(?::|%3A))?(\d{1,20})\/?$/i;
const KIND_OF: Readonly<Record<string, RemoteLink['kind']>> = {
  tracks: 'track',
  playlists: 'playlist',
  users: 'artist',
};
/** Pages of the site itself, where names of people stand. */
const NOBODY: ReadonlySet<string> = new Set(
  'charts connect discover download feed getstarted imprint jobs library messages mobile n notifications pages people popular pro search settings signin signup stations stream tags terms-of-use upload you'.split(
    ' ',
  ),
);
/** Pages of somebody, where names of songs stand. */
const OF_SOMEBODY: ReadonlySet<string> = new Set(
  'albums comments followers following popular-tracks reposts sets spotlight toptracks tracks'.split(' '),
);

/** A page of the site, of which only SoundCloud knows what it shows. */
export interface SitePage {
  /** As it can be asked for, with its secret: without host, query and fragment. */
  readonly path: string;
  /** It is what they like who are at this path. */
  readonly isLikes: boolean;
  /** Of a private link. */
  readonly secret?: string;
  readonly startMs?: number;
}

/** What an address of the API leads to, as it stands in embedded players; it alone has ids. */
export function readLink(address: URL): RemoteLink | undefined {
  const url = unwrapped(address);
  const [, folder = '', nativeId] = (url && API_HOSTS.has(url.hostname) && API_PATH.exec(url.pathname)) || [];
  const kind = KIND_OF[folder.toLowerCase()];
  return kind && nativeId !== undefined ? { kind, nativeId } : undefined;
}

/** What lets one in whose link of the API is private. */
export function secretOfLink(address: URL): string | undefined {
  const secret = unwrapped(address)?.searchParams.get('secret_token');
  return secret && SECRET.test(secret) ? secret : undefined;
}

/** The address of a short link, without what was written behind it. */
export function shortLinkOf(address: URL): URL | undefined {
  const [, code] = SHORT_CODE.exec(address.pathname) ?? [];
  return isWeb(address) && address.hostname === SHORT_HOST && code !== undefined
    ? new URL(`https://${SHORT_HOST}/${code}`)
    : undefined;
}

/** @returns undefined where it is no page of somebody, or of what they have uploaded */
export function sitePageOf(address: URL): SitePage | undefined {
  const url = unwrapped(address);
  if (!url || !SITES.has(url.hostname)) return undefined;
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const [user = '', second, third] = parts;
  if (!parts.every((part) => NAME.test(part)) || parts.length === 0 || NOBODY.has(user)) return undefined;
  if (second === 'likes') return { path: user, isLikes: true };
  const isSet = second === 'sets' && third !== undefined;
  if (second === undefined || (OF_SOMEBODY.has(second) && !isSet)) return { path: user, isLikes: false };
  const page = parts.slice(0, isSet ? 3 : 2);
  const behind = parts[page.length] ?? url.searchParams.get('secret_token') ?? '';
  const secret = SECRET.test(behind) ? [behind] : [];
  const startMs = startOf(url.hash);
  return {
    path: [...page, ...secret].join('/'),
    isLikes: false,
    ...(secret[0] !== undefined && { secret: secret[0] }),
    ...(startMs > 0 && { startMs }),
  };
}

/** What an embedded player plays, where it is one. */
function unwrapped(address: URL): URL | undefined {
  if (!isWeb(address)) return undefined;
  if (address.hostname !== PLAYER_HOST) return address;
  const inner = address.searchParams.get('url') ?? '';
  return URL.canParse(inner) && isWeb(new URL(inner)) ? new URL(inner) : undefined;
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'http:';
}

/** `#t=83`, `#t=1:23`, `#t=1%3A02%3A03`, `#t=1m23s` */
function startOf(hash: string): number {
  const [, told = ''] = /^#t=([\w:%]{1,30})$/.exec(hash) ?? [];
  const parts = told
    .replaceAll(/%3A|[hm]/gi, ':')
    .replace(/s$/, '')
    .replace(/:$/, ':0')
    .split(':');
  if (parts.length > 3 || !parts.every((part) => /^\d{1,6}$/.test(part))) return 0;
  return parts.reduce((seconds, part) => seconds * 60 + Number(part), 0) * 1_000;
}
