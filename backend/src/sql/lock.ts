import type { Engine, Sql } from './sql.js';

/**
 * Waits until no other transaction holds the lock of this name, and holds it until the transaction of `sql` ends. For
 * what no unique key can keep apart. On SQLite there is nothing to do: a transaction that writes is alone.
 */
export async function lockUntilCommit(sql: Sql, engine: Engine, name: string): Promise<void> {
  if (engine === 'postgres') await sql.run('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [name]);
}
