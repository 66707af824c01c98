import type { Engine, Sql } from './sql.js';

/**
 * Keeps others, until the transaction ends, from finding or making what has this name: where no unique key can be, two
 * would make it twice. On SQLite one transaction writes at a time anyway.
 */
export async function lockName(sql: Sql, engine: Engine, name: string): Promise<void> {
  if (engine === 'postgres') await sql.get('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [name]);
}
