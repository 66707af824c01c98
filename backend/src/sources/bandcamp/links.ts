import { isOfBandcamp } from './api/bandcamp-pages.js';

const SITE = 'bandcamp.com';
/** Hosts of the service itself, where nobody has music. */
const NOBODY: ReadonlySet<string> = new Set(
  'blog checkout community daily f4 get help m merch play policies s4 static status support t4 www'.split(' '),
);
const EMBEDDED = /^\/EmbeddedPlayer(?:\.html)?\/(.{1,500})$/i;
const ITEM_PAGE = /^\/(album|track)\/([^/]{1,300})\/?$/;
const FRONT_PAGE = /^\/(?:music|releases|albums)?\/?$/;

/** What an embedded player plays: its address alone has an id. */
export interface EmbeddedItem {
  readonly type: 'a' | 't';
  readonly id: string;
}

/** A page of a performer, of which only Bandcamp knows what it shows. */
export interface PerformerPage {
  /** Without query and fragment. */
  readonly address: URL;
  /** What it is to be found by: words of its title, or of the name. */
  readonly words: string;
  readonly type: 'a' | 't' | 'b';
  /** Of Bandcamp’s own hosts; else it may be anything. */
  readonly isOfBandcamp: boolean;
}

export function embeddedItemOf(address: URL): EmbeddedItem | undefined {
  const isSite = isWeb(address) && (address.hostname === SITE || address.hostname === `www.${SITE}`);
  const [, settings = ''] = (isSite && EMBEDDED.exec(address.pathname)) || [];
  const parts = new Map(settings.split('/').map((part): [string, string] => {
    const [name = '', value = ''] = part.split('=', 2);
    return [name, value];
  })); // prettier-ignore
  for (const [name, type] of [
    ['track', 't'],
    ['album', 'a'],
  ] as const) {
    // prettier-ignore
    const id = parts.get(name) ?? address.searchParams.get(name) ?? '';
    if (isSite && settings !== '' && /^[1-9]\d{0,19}$/.test(id)) return { type, id };
  }
  return undefined;
}

/** @returns undefined where it is no address at which music of Bandcamp can be */
export function performerPageOf(address: URL): PerformerPage | undefined {
  const { hostname, pathname } = address;
  if (!isWeb(address) || hostname === SITE || address.port !== '') return undefined;
  const isOwn = isOfBandcamp(address);
  if (isOwn && NOBODY.has(hostname.slice(0, -SITE.length - 1))) return undefined;
  const [, folder, slug = ''] = ITEM_PAGE.exec(pathname) ?? [];
  if (folder === undefined && !FRONT_PAGE.test(pathname)) return undefined;
  const plain = new URL(`https://${hostname}${pathname.replace(/\/$/, '') || '/'}`);
  return {
    address: plain,
    words: folder === undefined ? nameIn(hostname) : slug.replaceAll('-', ' '),
    type: folder === undefined ? 'b' : folder === 'album' ? 'a' : 't',
    isOfBandcamp: isOwn,
  };
}

/** The longest part says most: `music.harrowgate.example`. */
function nameIn(hostname: string): string {
  const parts = hostname.split('.').slice(0, -1).filter((part) => part !== 'bandcamp'); // prettier-ignore
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '').replaceAll('-', ' ');
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'http:';
}
