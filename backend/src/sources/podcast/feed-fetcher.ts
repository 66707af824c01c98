import { present } from '../../common/index.js';
import { UpstreamError, type Answer, type Upstream } from '../../upstream/index.js';
import type { FeedMarks, FeedRequest, FetchedFeed } from '../podcasts.js';
import type { DocumentReader } from './feed/document-reader.js';
import { callableAddress, withCredentialsOf } from './feed-address.js';
import { HostTurns } from './host-turns.js';

const MIB = 1024 ** 2;
/** Of a feed, unpacked. */
const MAX_BYTES = 20 * MIB;
const DEADLINE_MS = 30_000;
/** Feeds that are fetched at a time. */
const AT_ONCE = 4;
const ACCEPT =
  'application/rss+xml, application/atom+xml;q=0.9, application/feed+json;q=0.9, application/xml;q=0.8, */*;q=0.5';
const PERMANENT: ReadonlySet<number> = new Set([301, 308]);
/** Marks are sent back as they came; longer ones would cost every call more than they save. */
const MAX_MARK = 1_000;

/** Fetches feeds, politely: only what has changed, one call to a host at a time, few in all. */
export class FeedFetcher {
  private readonly turns = new HostTurns(AT_ONCE);

  constructor(
    private readonly upstream: Upstream,
    private readonly reader: DocumentReader,
    private readonly privateOrigins: readonly string[],
  ) {}

  async fetch(request: FeedRequest, signal: AbortSignal): Promise<FetchedFeed> {
    const { address, priority } = request;
    const { hostname } = new URL(address);
    try {
      return await this.turns.run(hostname, priority, signal, () => this.fetchNow(request, signal));
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const { reason: code, message: detail, nextStep, retryAtMs } = error;
      const next = code === 'too-large' ? 'No podcast has a feed as large as that. Look at its address.' : nextStep;
      return { kind: 'failed', failure: present({ code, detail, nextStep: next, retryAtMs }) };
    }
  }

  /** Something that a feed links to, such as its chapters. A password goes to the host of the feed only. */
  document(address: string, feedAddress: string, maxBytes: number, signal: AbortSignal): Promise<Answer<Buffer>> {
    const { url, headers } = callableAddress(withCredentialsOf(feedAddress, new URL(address)));
    return this.upstream.bytes({ url, headers, maxBytes, signal });
  }

  private async fetchNow(request: FeedRequest, signal: AbortSignal): Promise<FetchedFeed> {
    const { address, conditions, knownDocument, known, priority } = request;
    const { url, headers } = callableAddress(address);
    const answer = await this.upstream.bytes({
      url,
      headers: { Accept: ACCEPT, ...headers, ...conditionHeaders(conditions) },
      maxBytes: MAX_BYTES,
      deadlineMs: DEADLINE_MS,
      priority,
      signal,
    });
    if (answer.status === 304) return { kind: 'unchanged' };
    const found = await this.reader.feed({
      bytes: answer.body,
      addresses: { base: baseOf(answer, url), privateOrigins: this.privateOrigins },
      known: await known(),
      ...present({ contentType: answer.headers['content-type'], knownDocument }),
    });
    switch (found.kind) {
      case 'feed':
        // What was cut is asked for again, whatever tag it came with.
        return present({
          ...found,
          feed: present({
            ...found.feed,
            nextPage: onwards(address, found.feed.nextPage),
            movedTo: onwards(address, found.feed.movedTo),
          }),
          marks: found.feed.isCut ? {} : marksOf(answer),
          permanentAddress: permanentAddress(address, answer),
        });
      case 'same':
        return present({ kind: 'unchanged', permanentAddress: permanentAddress(address, answer) });
      case 'moved':
        return { ...found, to: onwards(address, found.to) ?? found.to };
      case 'page':
        return found;
      case 'refused':
        return {
          kind: 'failed',
          failure: { code: 'not-a-feed', detail: found.reason, nextStep: 'Look at the address in a browser.' },
        };
    }
  }
}

/** Where a feed leads, with the name and password that it was asked with if that is at the same place. */
function onwards(address: string, to: string | undefined): string | undefined {
  return to === undefined || new URL(to).username !== '' ? to : withCredentialsOf(address, new URL(to));
}

function conditionHeaders(marks: FeedMarks | undefined): Record<string, string> {
  return {
    ...(marks?.etag !== undefined && { 'If-None-Match': marks.etag }),
    ...(marks?.lastModified !== undefined && { 'If-Modified-Since': marks.lastModified }),
  };
}

function marksOf({ headers }: Answer<Buffer>): FeedMarks {
  const short = (mark: string | undefined): string | undefined =>
    mark === undefined || mark === '' || mark.length > MAX_MARK ? undefined : mark;
  return present({ etag: short(headers.etag), lastModified: short(headers['last-modified']) });
}

/** What relative addresses start at: without the query, which may hold secrets and change with each call. */
function baseOf({ redirects }: Answer<Buffer>, asked: URL): string {
  const base = new URL(redirects?.at(-1)?.to ?? asked);
  base.search = base.hash = '';
  return base.href;
}

/** Where redirects lead that are meant for ever, up to the first that is not. */
function permanentAddress(address: string, { redirects = [] }: Answer<Buffer>): string | undefined {
  const firstPassing = redirects.findIndex(({ status }) => !PERMANENT.has(status));
  const last = redirects.slice(0, firstPassing < 0 ? redirects.length : firstPassing).at(-1);
  return last && withCredentialsOf(address, last.to);
}
