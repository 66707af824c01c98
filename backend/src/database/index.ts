export { Database, type Transaction } from './database.js';
export { asTrouble, DatabaseUnusable } from './database-unusable.js';
export { DatabaseModule } from './database.module.js';
export { OWNER_ID } from './entities/person.entity.js';
export { inspectDatabase, type DatabaseStanding } from './inspect-database.js';
export { openDatabase, type OpenedDatabase } from './open-database.js';
