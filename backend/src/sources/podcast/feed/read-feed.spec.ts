import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Feed, FeedItem } from './feed.js';
import { readFeed, type ReadDocument } from './read-feed.js';

const fixtures = join(import.meta.dirname, '../../../../test/fixtures/podcasts');
const addresses = { base: 'https://feeds.example/shows/one.xml', privateOrigins: [] };

function read(document: string | Buffer, contentType?: string): ReadDocument {
  return readFeed({
    bytes: Buffer.from(document),
    ...(contentType !== undefined && { contentType }),
    addresses,
    known: new Set(),
  });
}

/** A feed with all that is in it. */
function feedOf(document: string | Buffer): { feed: Feed; items: FeedItem[] } {
  const read_ = read(document);
  if (read_.kind !== 'feed') throw new Error(`It is no feed: ${JSON.stringify(read_)}`);
  return { feed: read_.feed, items: [...read_.items].filter((item) => 'title' in item) };
}

const fixture = (name: string): { feed: Feed; items: FeedItem[] } => feedOf(readFileSync(join(fixtures, name)));
const rss = (items: string, channel = ''): string => `<rss version="2.0"><channel>${channel}${items}</channel></rss>`;
const enclosure = (url = 'https://a.example/1.mp3', more = 'type="audio/mpeg"'): string =>
  `<enclosure url="${url}" ${more}/>`;
const itemOf = (inner: string): FeedItem | undefined => feedOf(rss(`<item>${inner}</item>`)).items[0];

describe('feeds as they are found', () => {
  /** Written by hand from what each feed says. */
  it.each([
    ['channel-no-items.xml', 0, { title: 'Podcasting 2.0 Namespace Example', author: 'John Doe', categories: ['News', 'Technology'], artwork: 'https://example.com/images/pci_avatar-massive.jpg' }],
    ['dk-podcast.xml', 59, { title: 'Langsam gesprochene Nachrichten | Audios | DW Deutsch lernen', language: 'de', categories: ['Education > Language Learning'], freshForMs: 600_000 }],
    // It is no podcast: nothing in it can be heard.
    ['encoding.rss', 0, { title: 'Jornal de Notícias - Últimas Notícias', description: '<p>JN. Rede de Informação.</p>', language: 'pt-pt' }],
    ['homegrown-hits.xml', 4, { title: 'Homegrown Hits', guid: 'ac746d09-7c3b-5bcd-b28a-f12d6456ca8f', medium: 'podcast', isExplicit: true }],
    ['item-itunes-episodeType.rss', 1, { title: 'Baywatch Berlin', isSerial: false, isExplicit: false, categories: ['Comedy', 'Society & Culture', 'TV & Film'] }],
    ['itunes-href.rss', 0, {}],
    ['namespace-example.xml', 3, { guid: 'y0ur-gu1d-g035-h3r3', medium: 'podcast', categories: ['Technology', 'News > Tech News'], funding: [{ url: 'https://example.com/donate', text: 'Support the show!' }] }],
    ['narro.rss', 1, { title: 'foobar on Narro', freshForMs: 20 * 60_000 }],
    ['pagination-links.rss', 1, { nextPage: 'http://example.org/index.atom?page=4' }],
    ['podcast-stale-pubdate.xml', 8, { title: 'Podcast Feed Parser', categories: ['News > Tech News'], funding: [{ url: 'https://github.com/sponsors/phanan', text: 'Sponsor me on GitHub' }, { url: 'https://opencollective.com/koel', text: 'My other Open Collective' }] }],
    // Of five enclosures one leads to the internet.
    ['podcast-with-unsafe-enclosures.xml', 1, { title: 'Mixed Podcast' }],
    ['themnshow.xml', 54, { title: 'The Mike Neumann Show', persons: [{ name: 'Mike Neumann', role: 'host', link: 'https://mikeneumann.net/', picture: 'https://mikeneumann.show/assets/static/MNeumann.jpeg' }] }],
    ['edge/itunes_no_xmlns.rss', 0, { title: 'feeds.example' }],
    ['edge/leading_space_url.rss', 1, { title: 'feeds.example' }],
    ['edge/multi_enclosures.rss', 1, { title: 'Foo', link: 'http://www.example.com/' }],
    ['edge/no_guid.rss', 1, {}],
    ['edge/no_title.rss', 1, {}],
    ['edge/relative.rss', 1, {}],
  ] as const)('%s', (name, count, feed) => {
    const found = fixture(name);
    expect(found.feed).toMatchObject(feed);
    expect(found.items).toHaveLength(count);
  }); // prettier-ignore

  it.each([
    ['themnshow.xml', { guid: 'ab86b7b7-79e2-43f4-9f58-8d2584b103ec', title: 'Social Media', season: { number: 1, name: 'Breakfasts with Dr. Tim' }, episode: { number: 54, display: 'Social Media' }, alternates: [{ mimeType: 'audio/mpeg', sizeBytes: 28_089_720, title: 'mono', bitrateKbps: 64 }], persons: [{ name: 'Dr. Timothy M. Jurgensen', role: 'guest' }], transcripts: [{ mimeType: 'application/x-subrip', language: 'EN' }], chaptersAddress: 'https://mikeneumann.show/assets/static/themnshow054-20240914-DRAFT-chapters.json' }],
    // WebVTT before plain text, though it stands behind it; what is not of the web is left out.
    ['namespace-example.xml', { transcripts: [{ url: 'https://example.com/episode1/transcript.vtt', mimeType: 'text/vtt', language: 'es' }, { url: 'https://example.com/ep3/transcript.txt', mimeType: 'text/plain' }], soundbites: [{ startMs: 33_833, durationMs: 60_000 }], alternates: [{ url: 'https://example.com/file-high-03.opus' }, { url: 'https://example.com/file-proprietary-03.aac' }, { url: 'https://example.com/file-low-03.opus' }, { url: 'https://example.com/file-720.mp4' }] }],
    ['dk-podcast.xml', { guid: '61170826', durationMs: 420_000, publishedAtMs: Date.UTC(2022, 2, 18, 9, 46) }],
    ['podcast-stale-pubdate.xml', { title: 'Hiking Treks Trailer', kind: 'trailer', durationMs: 1_079_000, publishedAtMs: Date.UTC(2019, 0, 8, 1, 15) }],
    ['podcast-with-unsafe-enclosures.xml', { guid: 'safe-1' }],
    ['pagination-links.rss', { durationMs: 2_367_000, publishedAtMs: Date.UTC(2021, 0, 21, 7, 58) }],
    ['narro.rss', { enclosure: { url: 'https://s3.amazonaws.com/nareta-articles/audio/54d046c293f79c0300000003/7e2d2b00-a945-441a-f49b-063786a319a4.mp3', mimeType: 'audio/mpeg' } }],
    ['edge/leading_space_url.rss', { title: 'Episode', enclosure: { url: 'http://example.com/example.mp3' } }],
    ['edge/multi_enclosures.rss', { title: 'Bar', publishedAtMs: 1_303_887_600_000, enclosure: { url: 'http://cdn.example.org/foo.mp3', mimeType: 'audio/mpeg', sizeBytes: 28_413_787 }, alternates: [] }],
    ['edge/no_guid.rss', { title: 'test', link: 'http://example.com/episode/1' }],
    ['edge/no_title.rss', { title: 'test', enclosure: { url: 'http://example.com/test.ogg', mimeType: 'audio/ogg', sizeBytes: 3_000_000 } }],
    ['edge/relative.rss', { title: 'Episode', enclosure: { url: 'https://feeds.example/shows/example.mp3' } }],
  ])('the first episode of %s', (name, item) => {
    expect(fixture(name).items[0]).toMatchObject(item);
  }); // prettier-ignore

  it('edge/chapters.rss, whose item would be an episode if it had audio', () => {
    const text = readFileSync(join(fixtures, 'edge/chapters.rss'), 'utf8');
    expect(feedOf(text).items).toEqual([]);
    const [item] = feedOf(text.replace('<guid>', `${enclosure()}<guid>`)).items;
    expect(item).toMatchObject({ title: 'Episode', guid: 'episode', durationMs: 3_600_000 });
    expect(item?.chapters).toEqual([
      { startMs: 0, title: 'Introduction' },
      { startMs: 1_000, title: 'Chapter II' },
      { startMs: 62_000, title: 'Chapter with Link', link: 'http://example.com/' },
      { startMs: 3_723_000, title: 'Chapter with Image', picture: 'http://example.org/image.png' },
      { startMs: 3_723_400, title: 'Chapter with Everything', link: 'http://example.net/psc', picture: 'http://example.net/image2.png' }, // prettier-ignore
    ]);
  });

  it('edge/redirect_new_location.rss, which says where the feed is', () => {
    const text = readFileSync(join(fixtures, 'edge/redirect_new_location.rss'));
    expect(read(text)).toEqual({ kind: 'moved', to: 'http://weblog.infoworld.com/udell/rss.xml' });
  });
});

describe('items', () => {
  it.each([
    ['audio before what stands in front of it', `${enclosure('https://a.example/1.mp4', 'type="video/mp4"')}${enclosure()}`, 'https://a.example/1.mp3'],
    ['a video where there is no audio', `${enclosure('https://a.example/1.jpg', 'type="image/jpeg"')}${enclosure('https://a.example/1.mp4', 'type="video/mp4"')}`, 'https://a.example/1.mp4'],
    ['a file of which nobody says what it is', enclosure('https://a.example/get?id=5', ''), 'https://a.example/get?id=5'],
    ['audio under a wrong type', enclosure('https://a.example/1.mp3', 'type="application/download"'), 'https://a.example/1.mp3'],
  ])('take %s', (_, enclosures, url) => {
    expect(itemOf(enclosures)?.enclosure.url).toBe(url);
  }); // prettier-ignore

  it.each([
    '',
    enclosure('https://a.example/a.pdf', ''),
    enclosure('https://a.example/1.jpg', 'type="image/jpeg"'),
    enclosure('magnet:?xt=1'),
  ])('without audio are no episodes: %s', (enclosures) => {
    expect(itemOf(`<title>x</title>${enclosures}`)).toBeUndefined();
  });

  it('with one guid are one, the first', () => {
    const items = rss(`<item><title>1</title><guid>x</guid>${enclosure()}</item><item><title>2</title><guid> x </guid>${enclosure()}</item>`); // prettier-ignore
    expect(feedOf(items).items.map(({ title }) => title)).toEqual(['1']);
  });

  it('without guid are told apart by their audio, its query counted', () => {
    const items = ['?id=1', '?id=2', '?id=1'].map((query) => `<item><title>t</title>${enclosure(`https://a.example/get.mp3${query}`)}</item>`); // prettier-ignore
    expect(feedOf(rss(items.join(''))).items).toHaveLength(2);
  });

  it('are called by their date where they have no name', () => {
    expect(itemOf(`<pubDate>Wed, 27 Apr 2011 07:00:00 GMT</pubDate>${enclosure()}`)?.title).toBe('2011-04-27');
  });

  it.each(['01:02:03.5', '<![CDATA[1:02:03.5]]>', ' 3723.5 ', '1h 2m 3s'])('know a length written as %s', (text) => {
    expect(Math.floor((itemOf(`<itunes:duration>${text}</itunes:duration>${enclosure()}`)?.durationMs ?? 0) / 1_000)).toBe(3_723); // prettier-ignore
  });

  it('have the chapters that their notes list', () => {
    const item = itemOf(`<description>&lt;p&gt;0:00 A&lt;br&gt;1:00 B&lt;br&gt;2:00 C&lt;/p&gt;</description>${enclosure()}`); // prettier-ignore
    expect(item?.notes).toContain('<a href="#t=60">1:00</a>');
    expect(item?.chapters.map(({ startMs }) => startMs)).toEqual([0, 60_000, 120_000]);
    expect(item?.hasChaptersOfNotes).toBe(true);
  });

  it('that are known are told by their hash, and not read', () => {
    const document = rss(`<item><guid>1</guid>${enclosure()}</item>`);
    const [{ hash } = { hash: '' }] = feedOf(document).items;
    const again = readFeed({ bytes: Buffer.from(document), addresses, known: new Set([hash]) });
    expect(again.kind === 'feed' && [...again.items]).toEqual([{ hash }]);
    const changed = document.replace('</guid>', '</guid><title>new</title>');
    expect(feedOf(changed).items[0]?.hash).not.toBe(hash);
  });
});

describe('other kinds', () => {
  it('Atom', () => {
    const { feed, items } = feedOf(
      '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><subtitle>s</subtitle><author><name>Ada</name></author>' +
        '<link rel="next" href="?page=2"/><entry><id>urn:1</id><title>One</title><published>2020-01-02T03:04:05Z</published>' +
        '<link href="/1"/><link rel="enclosure" type="audio/mpeg" href="1.mp3" length="5000"/><content type="html">&lt;b&gt;x&lt;/b&gt;</content></entry></feed>',
    );
    expect(feed).toMatchObject({ title: 'A', author: 'Ada', nextPage: 'https://feeds.example/shows/one.xml?page=2' });
    expect(items).toMatchObject([
      { guid: 'urn:1', title: 'One', notes: '<b>x</b>', enclosure: { url: 'https://feeds.example/shows/1.mp3', sizeBytes: 5_000 }, publishedAtMs: Date.UTC(2020, 0, 2, 3, 4, 5) },
    ]); // prettier-ignore
  });

  it('JSON Feed', () => {
    const document = { version: 'https://jsonfeed.org/version/1.1', title: 'J', items: [{ id: '1', title: 'One', content_text: 'x', attachments: [{ url: '1.mp3', mime_type: 'audio/mpeg', duration_in_seconds: 60 }] }] }; // prettier-ignore
    expect(feedOf(JSON.stringify(document)).items).toMatchObject([{ guid: '1', title: 'One', durationMs: 60_000 }]);
  });

  it('a web page gives the feeds that it leads to', () => {
    const page =
      '<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" title="Show" href="/feed.xml">' +
      '<link type="application/atom+xml" rel="alternate" href="/feed.xml"><link rel="alternate" type="application/rss+xml" href="file:///x">' +
      '<link rel=stylesheet href=x.css></head><body>rss</body></html>';
    expect(read(page)).toEqual({ kind: 'page', feeds: [{ address: 'https://feeds.example/feed.xml', title: 'Show' }] });
  });
});

describe('documents that are no feeds', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}">]>${rss('<item><title>&b;</title></item>')}`;

  it.each([
    ['an entity bomb', bomb, /entities/],
    ['an external entity', `<!DOCTYPE rss [ <!ENTITY x SYSTEM "file:///etc/passwd"> ]>${rss('')}`, /entities/],
    ['nothing', '  ', /nothing at this address/],
    ['text', 'Not found', /no feed/],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), /no feed/],
    ['other XML', '<?xml version="1.0"?><svg xmlns="x"></svg>', /no feed/],
    ['JSON that is none', '{"a":1}', /no feed/],
    ['a list of subscriptions', '<opml version="2.0"><body/></opml>', /Import it/],
    ['what is nested without end', `<rss version="2.0"><channel>${'<a>'.repeat(100_000)}`, /no feed/],
  ])('%s is refused with a reason', (_, document, reason) => {
    const found = read(document);
    expect(found.kind === 'refused' && found.reason).toMatch(reason);
  });

  it.each([
    ['a notice of the server in front', 'Warning: mysql_connect() <b>x</b>\n', ''],
    [
      'comments and a document type in front',
      '<!-- <rss> --><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x/rss.dtd">',
      '',
    ],
    ['blanks and a declaration in front', '\n\n  <?xml version="1.0"?>', ''],
    ['no end', '', 'cut'],
  ])('but one with %s is read', (_, before, how) => {
    const document = `${before}${rss(`<item><title>t</title>${enclosure()}</item>`, '<title>Show</title>')}`;
    expect(feedOf(how === 'cut' ? document.slice(0, -'</channel></rss>'.length) : document)).toMatchObject({ feed: { title: 'Show' }, items: [{ title: 't' }] }); // prettier-ignore
  });
});
