import { Parser } from 'htmlparser2';
import { present, textOf } from '../../../common/index.js';
import { webAddressOf, type Addresses } from './addresses.js';

/** A feed that a web page leads to. */
export interface LinkedFeed {
  readonly address: string;
  readonly title?: string;
}

const FEED_TYPES = /^application\/(?:rss\+xml|atom\+xml|feed\+json)\b/i;
const MAX_FEEDS = 20;

/** The feeds that a page names in its head (https://blog.whatwg.org/feed-autodiscovery), each once, in their order. */
export function feedsOfPage(html: string, addresses: Addresses): LinkedFeed[] {
  const found = new Map<string, LinkedFeed>();
  let { base } = addresses;
  const parser = new Parser({
    onopentag(name, { rel, type, href, title }) {
      if (name === 'base') base = webAddressOf(href, addresses) ?? base;
      const isFeed = name === 'link' && /\balternate\b/i.test(rel ?? '') && FEED_TYPES.test(type?.trim() ?? '');
      const address = isFeed ? webAddressOf(href, { ...addresses, base }) : undefined;
      if (address === undefined || found.has(address) || found.size >= MAX_FEEDS) return;
      found.set(address, present({ address, title: textOf(title)?.slice(0, 200) }));
    },
  });
  parser.write(html);
  parser.end();
  return [...found.values()];
}
