export { insertRow } from './insert-row.js';
export { Insertion, LOT } from './insertion.js';
export { forgetWords, indexAllWords, indexWords, reindexWords } from './search-index.js';
export { matchExpression, termsOf, asUnfinished, type SearchTerms } from './search-terms.js';
export { numberParameters, type Engine, type Sql, type SqlValue } from './sql.js';
export { SqliteSql } from './sqlite-sql.js';
export { lockName } from './lock-name.js';
export { marks } from './marks.js';
