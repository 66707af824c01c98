export { CatalogueSearch } from './catalogue-search.js';
export type { SearchAnswer } from './search-answer.js';
export { SearchQuery, type FoundShow } from './search.dto.js';
export type { Found, SearchWish } from '../library/index.js';
export { SearchModule } from './search.module.js';
export { SearchRegistry, type Searchable } from './search-registry.js';
