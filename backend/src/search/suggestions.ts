import { Injectable, Logger } from '@nestjs/common';
import { identityKey, sortKey } from '../common/index.js';
import { LibrarySearch } from '../library/index.js';
import { SourceRegistry, type CapableSource } from '../sources/index.js';
import { addressIn } from './pasted-links.js';
import { RecentSearches } from './recent-searches.js';
import type { SuggestionView } from './search.dto.js';
import { SourceAnswers } from './source-answers.js';

/** Whoever types does not wait: what a source says later is there for the next letter. */
const DEADLINE_MS = 800;
const MOST_RECENT = 5;
const MOST_OF_LIBRARY = 3;
const MOST = 10;

/** What somebody may mean who has typed so much: what they searched for, what is in the library, what sources say. */
@Injectable()
export class Suggestions {
  private readonly logger = new Logger('search');

  constructor(
    private readonly recent: RecentSearches,
    private readonly library: LibrarySearch,
    private readonly sources: SourceRegistry,
    private readonly answers: SourceAnswers,
  ) {}

  /** @param signal whoever asked is gone */
  async for(ownerId: string, beginning: string, signal: AbortSignal): Promise<SuggestionView[]> {
    const asked = sortKey(beginning);
    const recent = (await this.recent.all(ownerId))
      .filter(({ q }) => ` ${sortKey(q)}`.includes(` ${asked}`))
      .map(({ q }): SuggestionView => ({ text: q, origin: 'recent' }));
    if (asked === '' || addressIn(beginning)) return recent.slice(0, MOST);
    const [own, elsewhere] = await Promise.all([this.ofLibrary(ownerId, beginning), this.ofSources(beginning, signal)]);
    return distinct([...recent.slice(0, MOST_RECENT), ...own, ...elsewhere]).slice(0, MOST);
  }

  private async ofLibrary(ownerId: string, query: string): Promise<SuggestionView[]> {
    const { albums, artists, tracks } = await this.library.find({ query, ownerId, limit: MOST_OF_LIBRARY });
    const names = [
      ...artists.map(({ view }) => view.name),
      ...albums.map(({ view }) => view.title),
      ...tracks.map(({ view }) => view.title),
    ];
    return names.slice(0, 2 * MOST_OF_LIBRARY).map((text) => ({ text, origin: 'library' }));
  }

  /** In turns: the first of each source before the second of any. */
  private async ofSources(beginning: string, signal: AbortSignal): Promise<SuggestionView[]> {
    const asked = this.sources.having('search').filter(({ capability }) => capability.suggest !== undefined);
    const answers = await Promise.all(asked.map((each) => this.ofSource(each, beginning, signal)));
    const most = Math.max(0, ...answers.map(({ length }) => length));
    return Array.from({ length: most }, (_, at) => answers.flatMap((answer) => answer[at] ?? []))
      .flat()
      .map((text) => ({ text, origin: 'source' }));
  }

  /** None where it fails or takes long: that is told where it is searched. */
  private async ofSource(
    asked: CapableSource<'search'>,
    beginning: string,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const ending = new AbortController();
    const leave = (): void => ending.abort();
    signal.addEventListener('abort', leave);
    const timer = setTimeout(leave, DEADLINE_MS);
    try {
      return await this.answers.suggest(asked, beginning, ending.signal);
    } catch (error) {
      if (!ending.signal.aborted) this.logger.warn(`${asked.source.id} suggests nothing: ${String(error)}`);
      return [];
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    }
  }
}

/** The first of what is called the same. */
function distinct(suggestions: readonly SuggestionView[]): SuggestionView[] {
  const seen = new Set<string>();
  return suggestions.filter(({ text }) => {
    const key = identityKey(text);
    return !seen.has(key) && seen.add(key);
  });
}
