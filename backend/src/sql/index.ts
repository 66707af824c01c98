export { numbered, type Engine, type Sql, type SqlValue } from './sql.js';
export { SqliteSql } from './sqlite-sql.js';
