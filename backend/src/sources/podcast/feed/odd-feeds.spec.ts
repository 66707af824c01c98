import { describe, expect, it } from 'vitest';
import { readChaptersFile } from './chapters.js';
import type { FeedItem } from './feed.js';
import { readOpml } from './opml.js';
import { readFeed } from './read-feed.js';
import { readTranscript } from './transcripts.js';

const addresses = { base: 'https://feeds.example/shows/one.xml', privateOrigins: [] };
const SHOW = '<title>Show</title>';

function itemsOf(document: string | Buffer, contentType?: string): FeedItem[] {
  const bytes = Buffer.from(document);
  const read = readFeed({
    bytes,
    addresses,
    known: new Set(),
    ...(contentType !== undefined && { contentType }),
  });
  if (read.kind !== 'feed') throw new Error(`It is no feed: ${JSON.stringify(read)}`);
  return [...read.items].filter((item) => 'title' in item);
}

const rss = (items: string, channel = SHOW): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>${channel}${items}</channel></rss>`;
const audio = (url: string, more = 'type="audio/mpeg" length="1234567"'): string => `<enclosure url="${url}" ${more}/>`;
const episode = (title: string, more: string, url = `https://a.example/${title}.mp3`): string =>
  `<item><title>${title}</title>${more}${audio(url)}</item>`;
const titles = (document: string): string[] => itemsOf(document).map(({ title }) => title);

describe('guids', () => {
  it('that are the same in the whole feed tell nothing', () => {
    const guid = '<guid>https://show.example/</guid>';
    const items = itemsOf(rss(episode('C', guid) + episode('B', guid) + episode('A', guid)));
    expect(items.map(({ title, guid: known }) => [title, known])).toEqual([['C', undefined], ['B', undefined], ['A', undefined]]); // prettier-ignore
  });

  it('that are the same for sound and moving picture of one episode are one', () => {
    const guid = '<guid>1</guid>';
    expect(itemsOf(rss(episode('A', guid) + episode('A', guid, 'https://a.example/A.mp4')))).toHaveLength(1);
  });

  it.each(['<guid/>', '<guid></guid>', '<guid>  </guid>', '<guid isPermaLink="false"><![CDATA[]]></guid>'])(
    'that are empty are none: %s',
    (guid) => {
      expect(titles(rss(episode('B', guid) + episode('A', guid)))).toEqual(['B', 'A']);
    },
  );

  it('with blanks around them are the same', () => {
    const [one, other] = ['<guid> a\n</guid>', '<guid><![CDATA[a]]></guid>'].map((guid) => itemsOf(rss(episode('A', guid)))[0]); // prettier-ignore
    expect([one?.guid, other?.guid]).toEqual(['a', 'a']);
  });
});

describe('what is to be heard', () => {
  it.each([
    ['neither length nor type', audio('https://a.example/1.mp3', ''), { url: 'https://a.example/1.mp3' }],
    ['the type of a web page', audio('https://a.example/1.mp3', 'type="text/html"'), { url: 'https://a.example/1.mp3' }],
    ['a type with more behind it', audio('https://a.example/1', 'type="audio/mpeg; charset=binary"'), { url: 'https://a.example/1', mimeType: 'audio/mpeg' }],
    ['a type of no kind', audio('https://a.example/1.mp3', 'type="mp3" length="viel"'), { url: 'https://a.example/1.mp3' }],
    ['a length of nothing', audio('https://a.example/1.mp3', 'type="audio/mpeg" length="0"'), { url: 'https://a.example/1.mp3', mimeType: 'audio/mpeg' }],
    ['a length of many pages', audio('https://a.example/1.mp3', 'type="audio/mpeg" length="99999999999999999999"'), { url: 'https://a.example/1.mp3', mimeType: 'audio/mpeg' }],
    ['two enclosures', audio('https://a.example/1.jpg', 'type="image/jpeg"') + audio('https://a.example/1.m4a', 'type="audio/x-m4a"'), { url: 'https://a.example/1.m4a', mimeType: 'audio/x-m4a' }],
    ['a moving picture only', audio('https://a.example/1.m4v', 'type="video/x-m4v"'), { url: 'https://a.example/1.m4v', mimeType: 'video/x-m4v' }],
    ['an address in the words of another language', audio('https://a.example/Grüße aus Köln.mp3'), { url: 'https://a.example/Gr%C3%BC%C3%9Fe%20aus%20K%C3%B6ln.mp3' }],
    ['an address with entities', audio('https://a.example/1.mp3?a=1&amp;b=2'), { url: 'https://a.example/1.mp3?a=1&b=2' }],
    ['an address with an ampersand as it is', audio('https://a.example/1.mp3?a=1&b=2'), { url: 'https://a.example/1.mp3?a=1&b=2' }],
  ])('with %s', (_, enclosure, expected) => {
    const [item] = itemsOf(rss(`<item><title>A</title>${enclosure}</item>`));
    expect(item?.enclosure).toMatchObject(expected);
    expect(item?.enclosure.mimeType).toBe('mimeType' in expected ? expected.mimeType : item?.enclosure.mimeType?.replace(/^(?!audio\/mpeg).*/, 'none of these')); // prettier-ignore
  }); // prettier-ignore

  it.each([
    ['01:02:03.5', 3_723_500],
    ['62', 62_000],
    ['1h2m', 3_720_000],
    ['1 hr 2 min', 3_720_000],
    ['62 minutes', 3_720_000],
    ['62:03', 3_723_000],
    ['00:62:03', 3_723_000],
    [' 1:02:03 ', 3_723_000],
    ['3723000', undefined],
    ['-1', undefined],
    ['0', undefined],
    ['00:00:00', undefined],
    ['about an hour', undefined],
    ['1:2:3:4', undefined],
    ['NaN', undefined],
  ])('of the length %s', (written, expected) => {
    expect(itemsOf(rss(episode('A', `<itunes:duration>${written}</itunes:duration>`)))[0]?.durationMs).toBe(expected);
  });
});

describe('documents', () => {
  const whole = rss(episode('A', '<guid>1</guid>'));

  it.each([
    ['UTF-16 with a mark', Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from(whole, 'utf16le')])],
    ['UTF-16 without one', Buffer.from(whole, 'utf16le')],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${whole}`)],
    ['UTF-8 with two marks', Buffer.from(`\uFEFF\uFEFF${whole}`)],
    ['control characters', whole.replace('Show', 'Sh\u0001\u000Bow')],
    ['a name that nobody defined', whole.replace('Show', 'Caf&eacute; &nbsp; &unknown;')],
    ['an ampersand as it is', whole.replace('Show', 'Q & A && more')],
    ['a less-than sign as it is', whole.replace('Show', '1 < 2')],
    ['an end in no order', whole.replace('</channel></rss>', '</rss></channel>')],
    ['an item that was not closed before the next', rss(`<item><title>0</title>${episode('A', '')}`)],
    ['more behind its end', `${whole}<!-- 0.1 s --><script>x</script>`],
    ['names of elements in capitals', whole.replaceAll('item>', 'ITEM>').replace('<enclosure', '<ENCLOSURE')],
    ['a prefix for everything', '<rss version="2.0"><channel><title>Show</title><item><media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://a.example/A.mp3" type="audio/mpeg"/><title>A</title></item></channel></rss>'],
    ['two channels', whole.replace('</channel>', '</channel><channel><title>Other</title></channel>')],
  ])('with %s', (_, document) => {
    const items = itemsOf(document);
    expect(items.map(({ title }) => title)).toContain('A');
    expect(items.at(-1)?.enclosure.url).toBe('https://a.example/A.mp3');
  }); // prettier-ignore

  it.each(['text/html; charset=utf-8', 'application/json', 'image/png', 'audio/mpeg', ''])(
    'sent as %j',
    (contentType) => {
      expect(itemsOf(whole, contentType)).toHaveLength(1);
    },
  );

  it('that say ISO-8859-1 are windows-1252', () => {
    const bytes = Buffer.concat([
      Buffer.from(
        '<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>x</title><item><title>',
      ),
      Buffer.from('93686994209620', 'hex'),
      Buffer.from(`</title>${audio('https://a.example/1.mp3')}</item></channel></rss>`),
    ]);
    expect(itemsOf(bytes)[0]?.title).toBe('“hi” –');
  });
});

describe('files of chapters', () => {
  const read = (chapters: unknown): unknown =>
    readChaptersFile(JSON.stringify({ version: '1.2.0', chapters }), addresses);

  it('with times in no order, before the beginning and the same', () => {
    const chapters = [
      { startTime: 120, title: 'C' },
      { startTime: -5, title: 'Before' },
      { startTime: 0, title: 'A' },
      { startTime: 60, title: 'B' },
      { startTime: 60, title: 'B' },
      { startTime: 'soon', title: 'No' },
      { title: 'None' },
      null,
    ];
    expect(read(chapters)).toEqual([
      { startMs: 0, title: 'A' },
      { startMs: 60_000, title: 'B' },
      { startMs: 120_000, title: 'C' },
    ]);
  });

  it('with an end before its beginning, and a picture that leads into the house', () => {
    const chapters = [{ startTime: 10, endTime: 5, title: 'A', img: 'http://192.168.0.1/x.png', url: 'javascript:x' }];
    expect(read(chapters)).toEqual([{ startMs: 10_000, title: 'A' }]);
  });
});

describe('transcripts', () => {
  const cues = (text: string, type = 'application/x-subrip'): (string | number | undefined)[][] =>
    readTranscript(text, type)?.cues.map(({ startMs, endMs, text: said }) => [startMs, endMs, said]) ?? [];

  it('with cues over each other keep both', () => {
    expect(cues('WEBVTT\n\n00:05.000 --> 00:09.000\nB\n\n00:01.000 --> 00:06.000\nA', 'text/vtt')).toEqual([
      [1_000, 6_000, 'A'],
      [5_000, 9_000, 'B'],
    ]);
  });

  it.each([
    ['a mark in front', '\uFEFF1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:02,000 --> 00:00:03,000\nB'],
    ['no blank line between', '1\n00:00:01,000 --> 00:00:02,000\nA\n2\n00:00:02,000 --> 00:00:03,000\nB'],
    ['lines of Windows', '1\r\n00:00:01,000 --> 00:00:02,000\r\nA\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nB\r\n'],
    ['a place on the screen', '1\n00:00:01,000 --> 00:00:02,000 X1:1 Y1:2\n{\\an8}A\n\n2\n00:00:02,000 --> 00:00:03,000\n<font color="red">B</font>'],
    ['styles, notes and settings', 'WEBVTT - x\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:x\n\nNOTE\nnobody says this\n\n1\n00:01.000 --> 00:02.000 align:start\n<c.x>A</c>\n\n00:02.000 --> 00:03.000\nB'],
    ['an empty cue between', '1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:01,500 --> 00:00:01,700\n\n\n3\n00:00:02,000 --> 00:00:03,000\nB'],
  ])('with %s', (_, text) => {
    expect(cues(text)).toEqual([
      [1_000, 2_000, 'A'],
      [2_000, 3_000, 'B'],
    ]);
  }); // prettier-ignore
});

describe('lists of subscriptions', () => {
  const entries = (body: string): object[] => {
    const read = readOpml(Buffer.from(`<?xml version="1.0"?><opml version="1.0"><head/><body>${body}</body></opml>`));
    return read.kind === 'list' ? [...read.entries] : [read];
  };
  const A = 'https://a.example/feed';

  it.each<[string, string, object]>([
    ['text and title that differ', `<outline text="Text" title="Title" xmlUrl="${A}"/>`, { title: 'Title', address: A }],
    ['an empty title', `<outline text="Text" title="" xmlUrl="${A}"/>`, { title: 'Text', address: A }],
    ['xmlurl in small letters', `<outline type="rss" text="A" xmlurl="${A}"/>`, { title: 'A', address: A }],
    ['XMLURL in capitals', `<OUTLINE TYPE="rss" TEXT="A" XMLURL="${A}"/>`, { title: 'A', address: A }],
    ['names of HTML', `<outline text="Caf&eacute; &amp; Bar&nbsp;1" xmlUrl="${A}"/>`, { title: 'Café & Bar\u00A01', address: A }],
    ['an ampersand as it is', `<outline text="Q & A" xmlUrl="${A}?a=1&b=2"/>`, { title: 'Q & A', address: `${A}?a=1&b=2` }],
    ['simple quotes', `<outline text='A "B"' xmlUrl='${A}'/>`, { title: 'A "B"', address: A }],
    ['blanks around the address', `<outline text="A" xmlUrl=" ${A}\n"/>`, { title: 'A', address: A }],
    ['folders in folders', `<outline text="X"><outline text=""><outline title="Y"><outline text="A" xmlUrl="${A}"/></outline></outline></outline>`, { title: 'A', group: 'X / Y', address: A }],
    ['an end tag of its own', `<outline text="A" xmlUrl="${A}"></outline>`, { title: 'A', address: A }],
  ])('with %s', (_, body, expected) => {
    expect(entries(body)).toEqual([expected]);
  }); // prettier-ignore

  it('of ten thousand are all there', () => {
    const body = Array.from(
      { length: 10_000 },
      (_, i) => `<outline text="Show ${i}" xmlUrl="https://a.example/${i}"/>`,
    );
    expect(entries(body.join(''))).toHaveLength(10_000);
  });
});
