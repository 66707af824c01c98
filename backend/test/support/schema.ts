import type { Database } from '../../src/database/database.js';
import type { Sql } from '../../src/sql/index.js';

/**
 * The schema of a database as sorted lines: columns, keys, indexes and references, however they were once written down.
 * The order of columns is no part of it: a column that comes back stands last.
 */
export async function schemaOf({ engine, read }: Pick<Database, 'engine' | 'read'>): Promise<string[]> {
  return (engine === 'sqlite' ? await sqliteSchema(read) : await postgresSchema(read)).sort();
}

interface Named {
  readonly name: string;
}

async function sqliteSchema(read: Sql): Promise<string[]> {
  const tables = await read.all<Named & { sql: string }>(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  const lines: string[] = [];
  for (const { name, sql } of tables) {
    if (sql.startsWith('CREATE VIRTUAL')) lines.push(sql);
    const columns = await read.all(
      `SELECT name, type, "notnull" AS required, dflt_value, pk FROM pragma_table_xinfo('${name}')`,
    );
    lines.push(...columns.map((column) => `${name} column ${JSON.stringify(column)}`));
    const references = await read.all(
      `SELECT "from", "table", "to", on_update, on_delete FROM pragma_foreign_key_list('${name}')`,
    );
    lines.push(...references.map((reference) => `${name} reference ${JSON.stringify(reference)}`));
    const indexes = await read.all<Named & { unique: number; origin: string }>(
      `SELECT name, "unique", origin FROM pragma_index_list('${name}')`,
    );
    for (const index of indexes) lines.push(`${name} ${await sqliteIndex(read, index)}`);
  }
  return lines;
}

async function sqliteIndex(read: Sql, { name, unique, origin }: Named & { unique: number; origin: string }) {
  const columns = await read.all<Named & { desc: number }>(
    `SELECT name, "desc" FROM pragma_index_xinfo('${name}') WHERE key = 1 ORDER BY seqno`,
  );
  const row = await read.get<{ condition: string | null }>(
    `SELECT substr(sql, instr(sql, ' WHERE ')) AS condition FROM sqlite_schema WHERE name = ? AND instr(sql, ' WHERE ') > 0`,
    [name],
  );
  // Those of keys have names that count.
  const shown = origin === 'c' ? name : origin;
  return `index ${shown} ${JSON.stringify({ unique, columns, condition: row?.condition })}`;
}

async function postgresSchema(read: Sql): Promise<string[]> {
  const columns = await read.all<Named>(
    `SELECT table_name AS name, column_name, data_type, character_maximum_length, is_nullable, column_default
     FROM information_schema.columns WHERE table_schema = 'public'`,
  );
  const indexes = await read.all<{ indexdef: string }>(`SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'`);
  const constraints = await read.all<Named & { definition: string }>(
    `SELECT conrelid::regclass::text AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace`,
  );
  return [
    ...columns.map((column) => `column ${JSON.stringify(column)}`),
    // Those of primary keys are named after a digest of the table.
    ...indexes.map(({ indexdef }) => indexdef.replace(/INDEX "?PK_\w+"?/, 'INDEX PK')),
    ...constraints.map(({ name, definition }) => `${name} ${definition}`),
  ];
}
