import { Injectable } from '@nestjs/common';
import { RemoteItems } from '../browse/index.js';
import { NotFound } from '../common/index.js';
import { LibrarySearch } from '../library/index.js';
import { SourceRegistry, type RemoteKind } from '../sources/index.js';
import { answerOf } from './found-items.js';
import type { FoundViews, SearchAnswer, Section } from './search-answer.js';
import { SourceAnswers } from './source-answers.js';

/** What the library is called among the sources of a search. */
export const LIBRARY_ID = 'library';
export const LIBRARY_NAME = 'Your library';
/** More matches of the library are not ordered. */
const MOST_OF_LIBRARY = 50;

/** What is looked for at one source. */
export interface PageWish {
  readonly sourceId: string;
  readonly query: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly ownerId: string;
}

export interface FoundPage<View> {
  readonly items: View[];
  readonly nextCursor?: string;
}

type RemoteSection = Extract<Section, `${RemoteKind}s`>;

/** All of one kind that the library or one source finds, page by page. */
@Injectable()
export class PagedSearch {
  constructor(
    private readonly sources: SourceRegistry,
    private readonly answers: SourceAnswers,
    private readonly items: RemoteItems,
    private readonly library: LibrarySearch,
  ) {}

  /** @throws NotFound no such source can be searched for that; and what the source throws */
  async page<S extends RemoteSection>(
    section: S,
    kind: RemoteKind,
    wish: PageWish,
    signal: AbortSignal,
  ): Promise<FoundPage<FoundViews[S]>> {
    if (wish.sourceId === LIBRARY_ID && kind !== 'playlist') {
      const limit = Math.min(wish.limit, MOST_OF_LIBRARY);
      const found: Partial<SearchAnswer> = await this.library.find({ ...wish, limit });
      return { items: viewsIn(found, section) };
    }
    const asked = this.sources.having('search').find(({ source }) => source.id === wish.sourceId);
    if (!asked?.capability.kinds.includes(kind)) throw new NotFound(`source with ${kind}s to search`, wish.sourceId);
    const { items, cursor } = await this.answers.page(asked, { ...wish, kind }, signal);
    const shown: Partial<SearchAnswer> = answerOf(await this.items.show(wish.ownerId, wish.sourceId, items));
    return { items: viewsIn(shown, section), ...(cursor !== undefined && { nextCursor: cursor }) };
  }
}

function viewsIn<S extends RemoteSection>(answer: Partial<SearchAnswer>, section: S): FoundViews[S][] {
  return (answer[section] ?? []).map(({ view }) => view);
}
