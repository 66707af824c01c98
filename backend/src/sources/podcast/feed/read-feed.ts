import { DetectError, MalformedError, ParseError, parseFeed, type ItunesNs, type RssFeed } from 'feedsmith';
import { present, textOf } from '../../../common/index.js';
import type { KnownOrRead } from '../../podcasts.js';
import { webAddressOf, type Addresses } from './addresses.js';
import { inRssForm, type RssForm } from './common-form.js';
import { decodeText } from './decode-text.js';
import { documentRoot } from './document-root.js';
import type { Feed, FeedFunding } from './feed.js';
import { feedsOfPage, type LinkedFeed } from './feeds-of-page.js';
import { sanitizeNotes } from './notes.js';
import { hashOfItem, readItem, readPersons, summaryOf } from './read-item.js';
import { lengthMsOf, positionMsOf } from './spans.js';

/** What lies beyond is not read. */
export const MAX_ITEMS = 10_000;
const MAX_TITLE = 1_000;
const MAX_FUNDING = 20;
const MAX_CATEGORIES = 50;
const DURATION =
  /(<itunes:duration[^>]{0,100}>)\s{0,20}(?:<!\[CDATA\[)?([^<\]]{1,60})(?:\]\]>)?\s{0,20}(?=<\/itunes:duration)/gi;
const END = /<\/(?:rss|feed)\s{0,20}>/i;
const MINUTE_MS = 60_000;
/** A show that says it changes every other year is asked all the same. */
const LONGEST_FRESH_MS = 7 * 24 * 60 * MINUTE_MS;

export interface DocumentToRead {
  readonly bytes: Uint8Array;
  /** Header of the answer that it came with. */
  readonly contentType?: string;
  readonly addresses: Addresses;
  /** Hashes of items that are known: these are not read again. */
  readonly known: ReadonlySet<string>;
}

export type ReadDocument =
  | {
      readonly kind: 'feed';
      readonly feed: Feed;
      /** In the order of the feed, each once. What is not consumed is not read. */
      readonly items: Iterable<KnownOrRead>;
    }
  /** A web page, with the feeds that it leads to. */
  | { readonly kind: 'page'; readonly feeds: readonly LinkedFeed[] }
  /** A note that the feed is elsewhere. */
  | { readonly kind: 'moved'; readonly to: string }
  /** It is no feed that can be read. The reason is a sentence for people. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Reads a feed (RSS, Atom, JSON Feed), or says what the document is instead. Throws for nothing that stands in it. */
export function readFeed({ bytes, contentType, addresses, known }: DocumentToRead): ReadDocument {
  const text = decodeText(bytes, contentType);
  if (text.trim() === '') return { kind: 'refused', reason: 'There is nothing at this address.' };
  if (/^\s*\{/.test(text.slice(0, 200))) return readParsed(text, addresses, known);
  const root = documentRoot(text);
  if (!root) return { kind: 'refused', reason: 'This is no feed.' };
  if (root.hasEntities)
    return { kind: 'refused', reason: 'This feed defines entities of its own, which no podcast needs.' };
  const to = /^<rss>\s*<redirect>\s*<newLocation>([^<]{1,4096})</i.exec(root.text)?.[1];
  const movedTo = webAddressOf(to, addresses);
  if (movedTo !== undefined) return { kind: 'moved', to: movedTo };
  if (/^(?:html|head|body)$/.test(root.name)) return { kind: 'page', feeds: feedsOfPage(root.text, addresses) };
  if (root.name === 'opml')
    return { kind: 'refused', reason: 'This is a list of subscriptions (OPML). Import it instead.' };
  const read = readParsed(inSeconds(mended(root.text)), addresses, known);
  // The element that is the whole document was not closed.
  return read.kind === 'feed' && !END.test(root.text) ? { ...read, feed: { ...read.feed, isCut: true } } : read;
}

/** Closes items that were left open: else the next ones are within them, and lost. */
function mended(text: string): string {
  const opened = text.match(/<item[\s>]/gi)?.length ?? 0;
  if (opened - (text.match(/<\/item\s{0,20}>/gi)?.length ?? 0) < 1) return text;
  let isOpen = false;
  return text.replaceAll(/<(\/?)item(?=[\s>])/gi, (tag, slash: string) => {
    const isNested = isOpen && slash === '';
    isOpen = slash === '';
    return isNested ? `</item>${tag}` : tag;
  });
}

function readParsed(text: string, addresses: Addresses, known: ReadonlySet<string>): ReadDocument {
  // Signs that should have been written as entities are tried as such only where nothing else helps.
  const form = parsed(text) ?? parsed(text.replaceAll(/<(?![a-z_/!?])/gi, '&lt;'));
  if (!form) return { kind: 'refused', reason: 'This is no feed that can be read: RSS, Atom and JSON Feed can.' };
  return { kind: 'feed', feed: feedOf(form, addresses), items: readItems(form, addresses, known) };
}

/** The parser knows lengths as seconds and as `HH:MM:SS`, and loses all others. */
function inSeconds(text: string): string {
  return text.replaceAll(DURATION, (whole, tag: string, value: string) => {
    const ms = positionMsOf(value);
    return ms === undefined ? whole : `${tag}${ms / 1_000}`;
  });
}

function parsed(text: string): RssForm | undefined {
  try {
    return inRssForm(parseFeed(text, { maxItems: MAX_ITEMS }));
  } catch (error) {
    if (error instanceof DetectError || error instanceof MalformedError || error instanceof ParseError)
      return undefined;
    // Nested deeper than the reader's stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

type RssItem = RssFeed.Item<string>;

/** Of items with one guid the first counts; of those without, the first with its enclosure. */
function* readItems(form: RssForm, addresses: Addresses, known: ReadonlySet<string>): Generator<KnownOrRead> {
  const seen = new Set<string>();
  const items = form.items ?? [];
  const shared = sharedGuids(items);
  for (const { guid: written, ...rest } of items) {
    const guid = written?.value?.trim();
    const item: RssItem = !guid || shared.has(guid) ? rest : { ...rest, guid: { value: guid } };
    const identity = item.guid ? `guid ${guid}` : `enclosure ${item.enclosures?.[0]?.url?.trim()}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    const hash = hashOfItem(item, addresses.base);
    const read = known.has(hash) ? { hash } : readItem(item, hash, addresses);
    if (read) yield read;
  }
}

/** Those that several episodes have, such as the address of the show: they tell none from another. */
function sharedGuids(items: readonly RssItem[]): ReadonlySet<string> {
  const first = new Map<string, RssItem>();
  const shared = new Set<string>();
  for (const item of items) {
    const guid = item.guid?.value?.trim() ?? '';
    const before = first.get(guid);
    if (!before) first.set(guid, item);
    else if (isOtherEpisode(before, item)) shared.add(guid);
  }
  return shared;
}

/** Other sound, and another name or date: what is listed twice differs in less. */
function isOtherEpisode(one: RssItem, other: RssItem): boolean {
  const isOtherSound = one.enclosures?.[0]?.url?.trim() !== other.enclosures?.[0]?.url?.trim();
  return isOtherSound && (one.title?.trim() !== other.title?.trim() || one.pubDate?.trim() !== other.pubDate?.trim());
}

function feedOf(form: RssForm, addresses: Addresses): Feed {
  const { itunes, podcast, atom } = form;
  const next = atom?.links?.find(({ rel }) => rel === 'next')?.href;
  const movedTo = webAddressOf(itunes?.newFeedUrl, addresses);
  return present({
    title: (textOf(form.title) ?? textOf(itunes?.title) ?? new URL(addresses.base).hostname).slice(0, MAX_TITLE),
    description: sanitizeNotes(form.description ?? summaryOf(itunes), { base: addresses.base, withTimes: false }),
    author: textOf(itunes?.author ?? form.managingEditor?.name)?.slice(0, MAX_TITLE),
    link: webAddressOf(form.link, addresses),
    language: /^[a-z]{2,3}(?:[-_][a-z\d]{2,8})*$/i.exec(form.language?.trim() ?? '')?.[0],
    copyright: textOf(form.copyright)?.slice(0, MAX_TITLE),
    artwork: webAddressOf(itunes?.image ?? form.image?.url ?? podcast?.images?.[0]?.href, addresses),
    categories: categoriesOf(itunes?.categories).slice(0, MAX_CATEGORIES),
    isExplicit: itunes?.explicit ?? false,
    isSerial: itunes?.type?.toLowerCase() === 'serial',
    isComplete: itunes?.complete ?? podcast?.updateFrequency?.complete ?? false,
    guid: textOf(podcast?.guid)?.slice(0, 100),
    medium: textOf(podcast?.medium)?.slice(0, 50),
    persons: readPersons(podcast?.persons, addresses),
    funding: fundingOf(form, addresses),
    nextPage: webAddressOf(next, addresses),
    movedTo: movedTo === addresses.base ? undefined : movedTo,
    freshForMs: freshForMs(form.ttl),
  });
}

function categoriesOf(categories: readonly ItunesNs.Category[] = [], above = ''): string[] {
  return categories.flatMap(({ text, categories: below }) => {
    const own = textOf(text);
    if (own === undefined) return [];
    const path = `${above}${own}`.slice(0, MAX_TITLE);
    return below && below.length > 0 ? categoriesOf(below, `${path} > `) : [path];
  });
}

function fundingOf({ podcast }: RssForm, addresses: Addresses): FeedFunding[] {
  return (podcast?.fundings ?? []).slice(0, MAX_FUNDING).flatMap(({ url: written, display }) => {
    const url = webAddressOf(written, addresses);
    return url === undefined ? [] : [present({ url, text: textOf(display)?.slice(0, MAX_TITLE) })];
  });
}

function freshForMs(ttlMinutes: number | undefined): number | undefined {
  const ms = lengthMsOf(ttlMinutes === undefined ? undefined : ttlMinutes * 60);
  return ms === undefined ? undefined : Math.min(ms, LONGEST_FRESH_MS);
}
