import type { Engine, Sql, SqlValue } from './sql.js';

/**
 * Inserts one row. SQLite keeps what RETURNING gives in a temporary table, which takes several times as long as the
 * insert itself; asking for the key afterwards does not.
 * @param statement an INSERT without RETURNING into a table whose `key` counts up
 * @returns the key of the new row
 */
export async function insertRow(
  sql: Sql,
  engine: Engine,
  statement: string,
  parameters: readonly SqlValue[],
): Promise<number> {
  let row: { readonly key: number } | undefined;
  if (engine === 'sqlite') {
    await sql.run(statement, parameters);
    row = await sql.get('SELECT last_insert_rowid() AS key');
  } else {
    row = await sql.get(`${statement} RETURNING key`, parameters);
  }
  if (!row) throw new Error('A row was inserted but has no key.');
  return row.key;
}
