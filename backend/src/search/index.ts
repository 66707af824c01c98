export { CatalogueSearch } from './catalogue-search.js';
export { SearchQuery } from './search.dto.js';
export { SearchModule } from './search.module.js';
export { SearchRegistry, type Searchable } from './search-registry.js';
