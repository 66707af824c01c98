import type { QueryRunner } from 'typeorm';

/** Another type for a column, or whether it may be empty: `varchar(128)` becomes `varchar(768)`, `text NOT NULL` `text`. */
export interface ColumnChange {
  readonly table: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Changes what a column may hold without writing its table anew, which would take minutes and twice the disk with
 * millions of rows. On SQLite that is its definition only (https://sqlite.org/lang_altertable.html, “making other kinds
 * of table schema changes”): the stored rows are the same before and after.
 */
export async function redefineColumn(runner: QueryRunner, change: ColumnChange): Promise<void> {
  if (runner.dataSource.options.type === 'postgres') await onPostgres(runner, change);
  else await onSqlite(runner, change);
}

async function onPostgres(runner: QueryRunner, { table, column, after }: ColumnChange): Promise<void> {
  const isRequired = after.endsWith(' NOT NULL');
  const type = after.replace(' NOT NULL', '');
  await runner.query(`ALTER TABLE "${table}" ALTER COLUMN "${column}" TYPE ${type}`);
  await runner.query(`ALTER TABLE "${table}" ALTER COLUMN "${column}" ${isRequired ? 'SET' : 'DROP'} NOT NULL`);
}

async function onSqlite(runner: QueryRunner, { table, column, before, after }: ColumnChange): Promise<void> {
  const rows = (await runner.query(`SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?`, [table])) as {
    readonly sql: string;
  }[];
  const definition = rows[0]?.sql ?? '';
  const [found, wanted] = [`"${column}" ${before}`, `"${column}" ${after}`];
  // With its constraint, so that a longer type with the same prefix does not match.
  const changed = [',', ')'].reduce((sql, end) => sql.replace(`${found}${end}`, `${wanted}${end}`), definition);
  if (changed === definition) throw new Error(`The table ${table} has no ${found}.`);
  const handle = (runner.dataSource.driver as unknown as { readonly databaseConnection: SqliteHandle })
    .databaseConnection;
  const version = Number(handle.pragma('schema_version', { simple: true }));
  handle.unsafeMode(true);
  try {
    handle.pragma('writable_schema = ON');
    handle.prepare(`UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?`).run(changed, table);
    handle.pragma(`schema_version = ${version + 1}`);
    handle.pragma('writable_schema = OFF');
  } finally {
    handle.unsafeMode(false);
  }
}

interface SqliteHandle {
  pragma(source: string, options?: { readonly simple: boolean }): unknown;
  prepare(statement: string): { run(...parameters: readonly string[]): unknown };
  unsafeMode(isUnsafe: boolean): unknown;
}
