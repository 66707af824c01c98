import { Module } from '@nestjs/common';
import { LibraryModule, LibrarySearch } from '../library/index.js';
import { CatalogueSearch } from './catalogue-search.js';
import { SearchController } from './search.controller.js';
import { SearchRegistry } from './search-registry.js';

/** `/api/v1/search`: one search over everything that registers itself; the library is the first. */
@Module({
  imports: [LibraryModule],
  controllers: [SearchController],
  providers: [CatalogueSearch, SearchRegistry],
  exports: [CatalogueSearch, SearchRegistry],
})
export class SearchModule {
  constructor(registry: SearchRegistry, library: LibrarySearch) {
    registry.register(library);
  }
}
