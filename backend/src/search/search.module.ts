import { Module } from '@nestjs/common';
import { CatalogueModule, TrackDirectory } from '../catalogue/index.js';
import { LibraryModule, LibrarySearch } from '../library/index.js';
import { SourceRegistry, SourcesModule } from '../sources/index.js';
import { CatalogueSearch } from './catalogue-search.js';
import { PastedLinks } from './pasted-links.js';
import { SearchController } from './search.controller.js';
import { SearchRegistry } from './search-registry.js';

/** `/api/v1/search`: one search over everything that registers itself; the library is the first. */
@Module({
  imports: [CatalogueModule, LibraryModule, SourcesModule],
  controllers: [SearchController],
  providers: [CatalogueSearch, SearchRegistry],
  exports: [CatalogueSearch, SearchRegistry],
})
export class SearchModule {
  constructor(registry: SearchRegistry, library: LibrarySearch, sources: SourceRegistry, tracks: TrackDirectory) {
    registry.register(library);
    for (const { source, capability } of sources.having('search')) {
      registry.register(new PastedLinks(source.id, capability, tracks));
    }
  }
}
