export { Database, type Transaction } from './database.js';
export { OWNER_ID } from './entities/person.entity.js';
export { type Engine, type Sql, type SqlValue } from './sql.js';
export { SqliteSql } from './sqlite-sql.js';
