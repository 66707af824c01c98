import { Module } from '@nestjs/common';
import { BrowseModule, RemoteItems, RemotePages } from '../browse/index.js';
import { CatalogueModule, TrackDirectory } from '../catalogue/index.js';
import { EventsModule } from '../events/index.js';
import { LibraryModule, LibrarySearch } from '../library/index.js';
import { SourceRegistry, SourcesModule } from '../sources/index.js';
import { CatalogueSearch } from './catalogue-search.js';
import { ChapterLinks } from './chapter-links.js';
import { LIBRARY_ID, LIBRARY_NAME, PagedSearch } from './paged-search.js';
import { PastedLinks } from './pasted-links.js';
import { RecentSearches } from './recent-searches.js';
import { SearchController } from './search.controller.js';
import { SearchRegistry, type Searchable } from './search-registry.js';
import { SourceAnswers } from './source-answers.js';
import { SourceSearch } from './source-search.js';
import { Suggestions } from './suggestions.js';

/** `/api/v1/search`: one search over everything that registers itself; the library is the first, then the sources. */
@Module({
  imports: [BrowseModule, CatalogueModule, EventsModule, LibraryModule, SourcesModule],
  controllers: [SearchController],
  providers: [CatalogueSearch, PagedSearch, RecentSearches, SearchRegistry, SourceAnswers, Suggestions],
  exports: [CatalogueSearch, SearchRegistry],
})
export class SearchModule {
  constructor(
    registry: SearchRegistry,
    library: LibrarySearch,
    sources: SourceRegistry,
    tracks: TrackDirectory,
    pages: RemotePages,
    items: RemoteItems,
    answers: SourceAnswers,
  ) {
    const own: Searchable = {
      id: LIBRARY_ID,
      name: LIBRARY_NAME,
      kinds: ['album', 'artist', 'track'],
      isLocal: true,
      find: (wish) => library.find(wish),
    };
    registry.register(own, 'first');
    for (const asked of sources.having('search')) {
      const { source, capability } = asked;
      for (const kind of capability.kinds) registry.register(new SourceSearch(asked, kind, answers, items));
      if (!capability.readLink && !capability.askLink) continue;
      registry.register(new PastedLinks(source, capability, tracks, pages, items));
      if (source.capabilities.browse) registry.register(new ChapterLinks(source, capability, tracks, pages, items));
    }
  }
}
