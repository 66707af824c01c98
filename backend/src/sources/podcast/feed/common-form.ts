import type { AnyFeed, AtomFeed, JsonFeed, RssFeed } from 'feedsmith';
import { present } from '../../../common/index.js';

/** What every kind of feed is brought into. */
export type RssForm = RssFeed.Feed<string>;
type RssItem = RssFeed.Item<string>;

/** Atom and JSON Feed as RSS would say it, so that one reader does for all; undefined for RDF, which has no enclosures. */
export function inRssForm(parsed: AnyFeed<string>): RssForm | undefined {
  switch (parsed.format) {
    case 'rss':
      return parsed.feed;
    case 'atom':
      return ofAtom(parsed.feed);
    case 'json':
      return ofJson(parsed.feed);
    case 'rdf':
      return undefined;
  }
}

function ofAtom(feed: AtomFeed.Feed<string>): RssForm {
  const { title, subtitle, links, logo, icon, authors, rights, itunes, entries = [] } = feed;
  const image = logo ?? icon;
  return present({
    title: title?.value,
    description: subtitle?.value,
    link: hrefOf(links, 'alternate'),
    copyright: rights?.value,
    image: image === undefined ? undefined : { url: image },
    itunes: present({ author: authors?.[0]?.name, ...itunes }),
    atom: present({ links }),
    items: entries.map(ofAtomEntry),
  });
}

function ofAtomEntry({
  id,
  title,
  links,
  content,
  summary,
  published,
  updated,
  authors,
  itunes,
  psc,
}: AtomFeed.Entry<string>): RssItem {
  const enclosures = links?.filter(({ rel }) => rel === 'enclosure');
  return present({
    title: title?.value,
    link: hrefOf(links, 'alternate'),
    guid: id === undefined ? undefined : { value: id },
    description: content?.value ?? summary?.value,
    pubDate: published ?? updated,
    enclosures: enclosures?.map(({ href, type, length }) => present({ url: href, type, length })),
    itunes: present({ author: authors?.[0]?.name, ...itunes }),
    psc,
  });
}

function hrefOf(links: readonly AtomFeed.Link<string>[] | undefined, wanted: string): string | undefined {
  return links?.find(({ rel = 'alternate' }) => rel === wanted)?.href;
}

function ofJson(feed: JsonFeed.Feed<string>): RssForm {
  const {
    title,
    description,
    home_page_url: link,
    icon,
    language,
    authors,
    next_url: next,
    expired,
    items = [],
  } = feed;
  return present({
    title,
    description,
    link,
    language,
    image: icon === undefined ? undefined : { url: icon },
    itunes: present({ author: authors?.[0]?.name, complete: expired }),
    atom: next === undefined ? undefined : { links: [{ rel: 'next', href: next }] },
    items: items.map(ofJsonItem),
  });
}

function ofJsonItem(item: JsonFeed.Item<string>): RssItem {
  const {
    id,
    title,
    url,
    content_html: html,
    content_text: text,
    summary,
    image,
    date_published: pubDate,
    authors,
  } = item;
  return present({
    title,
    link: url,
    guid: id === undefined ? undefined : { value: id },
    description: html ?? text ?? summary,
    pubDate,
    enclosures: item.attachments?.map(({ url: address, mime_type: type, size_in_bytes: length }) =>
      present({ url: address, type, length }),
    ),
    itunes: present({
      image,
      author: authors?.[0]?.name,
      duration: item.attachments?.find(({ duration_in_seconds: seconds }) => seconds !== undefined)
        ?.duration_in_seconds,
    }),
  });
}
