import { Injectable } from '@nestjs/common';
import { Clock, RecentAnswers } from '../common/index.js';
import type { CapableSource, RemoteItem, RemoteKind, RemotePage } from '../sources/index.js';

/** How long what a source said is taken for what it would say. */
const GOOD_FOR_MS = 60_000;
/** Some hundred bytes for each of the twenty or so rows of a page. */
const MOST_PAGES = 200;
const MOST_SUGGESTIONS = 500;

type SearchableSource = CapableSource<'search'>;

/** Asks sources what they find, nothing of it twice within a minute. */
@Injectable()
export class SourceAnswers {
  private readonly pages: RecentAnswers<RemotePage<RemoteItem>>;
  private readonly suggestions: RecentAnswers<readonly string[]>;

  constructor(clock: Clock) {
    this.pages = new RecentAnswers(clock, GOOD_FOR_MS, MOST_PAGES);
    this.suggestions = new RecentAnswers(clock, GOOD_FOR_MS, MOST_SUGGESTIONS);
  }

  /** @throws SourceUnavailable, UpstreamError; the reason of the signal */
  page(
    { source, capability }: SearchableSource,
    wish: { readonly query: string; readonly kind: RemoteKind; readonly cursor?: string | undefined },
    signal: AbortSignal,
  ): Promise<RemotePage<RemoteItem>> {
    const { kind, cursor } = wish;
    const query = tidy(wish.query);
    const question = JSON.stringify([source.id, kind, query.toLowerCase(), cursor]);
    return this.pages.get(question, (shared) => capability.find(query, kind, cursor, shared), signal);
  }

  /** @throws SourceUnavailable, UpstreamError; the reason of the signal */
  suggest(
    { source, capability }: SearchableSource,
    beginning: string,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const text = tidy(beginning);
    const question = JSON.stringify([source.id, text.toLowerCase()]);
    return this.suggestions.get(
      question,
      (shared) => capability.suggest?.(text, shared) ?? Promise.resolve([]),
      signal,
    );
  }
}

function tidy(query: string): string {
  return query.normalize('NFC').trim().replace(/\s+/g, ' ');
}
