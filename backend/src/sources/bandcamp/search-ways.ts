import type { Clock } from '../../common/index.js';
import { UpstreamError } from '../../upstream/index.js';
import { ItemNotFound, SourceUnavailable } from '../source-error.js';
import { readFound, rowsOf, type Found } from './answers/found.js';
import type { BandcampApi } from './api/bandcamp-api.js';
import type { BandcampPages } from './api/bandcamp-pages.js';
import { KeptAnswers } from './api/kept-answers.js';

const HOUR_MS = 3_600_000;
const LEFT_ALONE_MS = 10 * 60_000;
const MOST_KEPT = 200;
/** It does not answer to this any more, or not in a way that is understood. Where it does not answer at all, no other way does. */
const NOT_THIS_WAY: ReadonlySet<string> = new Set([
  'not-found',
  'gone',
  'rejected',
  'server-error',
  'broken-answer',
  'wrong-type',
  'too-large',
  'bad-redirect',
]);

/** Of what is looked for; empty: whatever there is. */
export type SearchFilter = '' | 'a' | 'b' | 't';

interface Way {
  readonly find: (text: string, filter: SearchFilter, signal: AbortSignal) => Promise<readonly Found[]>;
  /** It failed, and others have their turn before. */
  failedUntilMs: number;
}

/** Three ways to search, of which the next is gone where one does not work: that of the site, of the app, and the page. */
export class SearchWays {
  private readonly kept: KeptAnswers<readonly Found[]>;
  private readonly ways: readonly [Way, ...Way[]];

  constructor(
    api: BandcampApi,
    pages: BandcampPages,
    private readonly clock: Clock,
  ) {
    this.kept = new KeptAnswers(clock, HOUR_MS, MOST_KEPT);
    const read = (answer: unknown): Found[] => rowsOf(answer).flatMap((row) => readFound(row) ?? []);
    this.ways = [
      { find: async (text, filter, signal) => read(await api.search(text, filter, signal)), failedUntilMs: 0 },
      { find: async (text, _, signal) => read(await api.searchAsApp(text, signal)), failedUntilMs: 0 },
      {
        find: async (text, filter, signal) => readResults(await pages.html(pageOf(text, filter), signal)),
        failedUntilMs: 0,
      },
    ];
  }

  find(text: string, filter: SearchFilter, signal: AbortSignal): Promise<readonly Found[]> {
    return this.kept.get(`${filter} ${text}`, (shared) => this.ask(text, filter, shared), signal);
  }

  /** A person wants to know. */
  forgive(): void {
    for (const way of this.ways) way.failedUntilMs = 0;
  }

  /** @throws what the first of them has thrown */
  private async ask(text: string, filter: SearchFilter, signal: AbortSignal): Promise<readonly Found[]> {
    const nowMs = this.clock.nowMs();
    const open = this.ways.filter(({ failedUntilMs }) => failedUntilMs <= nowMs);
    const failures: unknown[] = [];
    for (const way of open.length > 0 ? open : this.ways.slice(0, 1)) {
      try {
        return await way.find(text, filter, signal);
      } catch (error) {
        failures.push(error);
        if (!isOfThisWay(error)) break;
        way.failedUntilMs = nowMs + LEFT_ALONE_MS;
      }
    }
    throw failures[0];
  }
}

export function isOfThisWay(error: unknown): boolean {
  if (error instanceof UpstreamError) return NOT_THIS_WAY.has(error.reason);
  return error instanceof ItemNotFound || error instanceof SourceUnavailable;
}

/** @throws SourceUnavailable it is no page of a search */
async function readResults(html: string): Promise<readonly Found[]> {
  const { readFoundPage } = await import('./answers/found-page.js');
  const found = readFoundPage(html);
  if (found) return found;
  throw new SourceUnavailable(
    'Bandcamp changed its search. It is asked again by itself; if it stays so, look for a newer Pyxis.',
  );
}

function pageOf(text: string, filter: SearchFilter): URL {
  const url = new URL('https://bandcamp.com/search');
  url.searchParams.set('q', text);
  if (filter !== '') url.searchParams.set('item_type', filter);
  url.searchParams.set('page', '1');
  return url;
}
