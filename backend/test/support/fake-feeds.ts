import { gzipSync } from 'node:zlib';
import { FakeUpstream, type FakeAnswer, type FakeRequest } from './fake-upstream.js';

/** An episode of a fake feed. */
export interface FakeItem {
  readonly guid?: string;
  readonly title: string;
  /** As the feed writes it. */
  readonly date?: string;
  /** Path or address of its audio; absent: one of its own. */
  readonly audio?: string;
  /** Further elements. */
  readonly more?: string;
}

/** What lies at a path. */
export interface FakeDocument {
  readonly body: string | Buffer;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Told with an ETag, and honoured. */
  readonly etag?: string;
  /** A part of it is given where one is asked for. */
  readonly takesRanges?: boolean;
  /** `Basic` credentials that are asked for. */
  readonly password?: string;
}

const NAMESPACES =
  'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom"';

/** A feed in RSS. */
export function rssOf(title: string, items: readonly FakeItem[], channel = ''): string {
  const written = items.map(({ guid, title: name, date, audio, more = '' }, i) => {
    const id = guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`;
    const when = date === undefined ? '' : `<pubDate>${date}</pubDate>`;
    const url = audio ?? `/audio/${guid ?? i}.mp3`;
    return `<item><title>${name}</title>${id}${when}<enclosure url="${url}" type="audio/mpeg" length="12345"/>${more}</item>`;
  });
  return `<?xml version="1.0"?><rss version="2.0" ${NAMESPACES}><channel><title>${title}</title>${channel}${written.join('')}</channel></rss>`;
}

/** A host of podcasts: documents by their paths, with validators, packed where that is welcome, and answers of other kinds. */
export class FakeFeeds extends FakeUpstream {
  readonly documents = new Map<string, FakeDocument>();
  /** Answers that are always given at a path, such as redirects. */
  readonly answers = new Map<string, FakeAnswer>();

  url(path = '/'): string {
    return new URL(path, this.origin).href;
  }

  put(path: string, document: FakeDocument): string {
    this.documents.set(path, document);
    return this.url(path);
  }

  redirect(path: string, to: string, status = 302): string {
    this.answers.set(path, { status, headers: { Location: to }, body: '' });
    return this.url(path);
  }

  /** Requests for a path. */
  asked(path: string): FakeRequest[] {
    return this.requests.filter((request) => request.path === path);
  }

  protected answer(request: FakeRequest): FakeAnswer {
    const given = this.answers.get(request.path);
    if (given) return given;
    const document = this.documents.get(request.path);
    if (!document)
      return { status: 404, headers: { 'Content-Type': 'text/html' }, body: '<html><body>Not here</body></html>' };
    const { body, type = 'application/rss+xml', headers: more = {}, etag, password, takesRanges = false } = document;
    const { authorization, 'if-none-match': known, 'accept-encoding': packing = '' } = request.headers;
    if (password !== undefined && authorization !== `Basic ${Buffer.from(password).toString('base64')}`) {
      return { status: 401, headers: { 'Content-Type': 'text/plain' }, body: 'Who are you?' };
    }
    const headers: Record<string, string> = {
      'Content-Type': type,
      ...more,
      ...(etag !== undefined && { ETag: etag }),
    };
    if (etag !== undefined && known === etag) return { status: 304, headers, body: '' };
    const [, first, last] = (takesRanges && /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')) || [];
    if (first !== undefined) return partOf(Buffer.from(body), Number(first), Number(last || Infinity), headers);
    return packing.includes('gzip')
      ? { status: 200, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: gzipSync(body) }
      : { status: 200, headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) }, body };
  }
}

/** What is asked for, of bytes from the first to the last. */
function partOf(body: Buffer, first: number, last: number, headers: Readonly<Record<string, string>>): FakeAnswer {
  const end = Math.min(last + 1, body.length);
  const part = body.subarray(first, end);
  const range = `bytes ${first}-${end - 1}/${body.length}`;
  return {
    status: 206,
    headers: { ...headers, 'Content-Range': range, 'Content-Length': String(part.length) },
    body: part,
  };
}
