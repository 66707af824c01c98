/**
 * Podcasts to be measured with: as many feeds as are asked for, at `/feed/<n>`, of 300 episodes each, told with an ETag and
 * honoured; and a large one at `/large`. Whoever posts to `/next` has one more episode come out in every feed.
 * `node feed-server.ts PORT`
 */
import { createServer } from 'node:http';

const EPISODES = 300;
/** Just under the largest that Pyxis reads. */
const LARGE_BYTES = 19 * 1024 ** 2;
const DAY_MS = 24 * 60 * 60_000;
const FIRST_MS = Date.UTC(2020, 0, 1);
/** Notes as they are written: some paragraphs with links and times. */
const NOTES = Array.from(
  { length: 6 },
  (_, i) =>
    `<p>At 0${i}:30 we talk about <a href="https://example.org/${i}">what came of it</a> &amp; why that is so.</p>`,
).join('');

let published = EPISODES;

createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST') {
    published++;
    response.end();
    return;
  }
  const etag = `"${pathname}-${published}"`;
  response.setHeader('ETag', etag);
  response.setHeader('Content-Type', 'application/rss+xml');
  if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
  else response.end(feed(pathname.slice(1)));
}).listen(Number(process.argv[2] ?? 0), '127.0.0.1');

function feed(name: string): string {
  const items: string[] = [];
  let bytes = 0;
  const isLarge = name === 'large';
  for (let i = 0; isLarge ? bytes < LARGE_BYTES : i < published; i++) {
    const item = itemOf(name, i);
    bytes += item.length;
    items.push(item);
  }
  return (
    `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>` +
    `<title>Show ${name}</title><description>Of things</description>${items.reverse().join('')}</channel></rss>`
  );
}

function itemOf(name: string, i: number): string {
  const published = new Date(FIRST_MS + i * DAY_MS).toUTCString();
  return (
    `<item><title>Episode ${i} of ${name}</title><guid isPermaLink="false">${name}-${i}</guid><pubDate>${published}</pubDate>` +
    `<itunes:duration>00:4${i % 10}:00</itunes:duration><description><![CDATA[${NOTES}]]></description>` +
    `<enclosure url="https://audio.example.org/${name}/${i}.mp3" type="audio/mpeg" length="41234567"/></item>`
  );
}
