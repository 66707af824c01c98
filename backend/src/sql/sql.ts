/** A value that both engines bind. Booleans become 0 and 1 on SQLite. */
export type SqlValue = string | number | boolean | null | Buffer;

/**
 * SQL as both engines understand it, with `?` for parameters. Rows are plain objects named as in the statement;
 * 64-bit integers are numbers, booleans are 0 and 1 or false and true.
 */
export interface Sql {
  all<Row>(statement: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  /** The first row, if any. */
  get<Row>(statement: string, parameters?: readonly SqlValue[]): Promise<Row | undefined>;
  /** For statements that return nothing. */
  run(statement: string, parameters?: readonly SqlValue[]): Promise<void>;
}

export type Engine = 'sqlite' | 'postgres';

/** `?` outside of quotes, as PostgreSQL numbers it. */
export function numberParameters(statement: string): string {
  let count = 0;
  return statement.replace(/'[^']*'|\?/g, (match) => (match === '?' ? `$${++count}` : match));
}
