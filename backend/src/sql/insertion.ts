import type { Engine, Sql, SqlValue } from './sql.js';

/** Rows that one statement inserts at most. */
export const LOT = 32;
/** Few sizes, so that the statements of each stay prepared. */
const SIZES = [LOT, 4, 1];

/**
 * Inserts rows into one table, many with each statement: what a statement costs besides its rows is as much as some rows
 * cost.
 */
export class Insertion {
  private readonly statements = new Map<number, string>();

  /**
   * @param into an INSERT as far as VALUES
   * @param values of one row, in parentheses
   * @param ending what stands behind the values
   */
  constructor(
    private readonly into: string,
    private readonly values: string,
    private readonly ending = '',
  ) {}

  /** @param rows the parameters of each */
  async insert(sql: Sql, rows: readonly (readonly SqlValue[])[]): Promise<void> {
    for (const lot of lotsOf(rows)) await sql.run(this.statement(lot.length), lot.flat());
  }

  /**
   * The same into a table whose `key` counts up.
   * @param rows whose first parameter is the `id`
   * @returns the key of each, in their order
   */
  async insertKeyed(sql: Sql, engine: Engine, rows: readonly (readonly SqlValue[])[]): Promise<number[]> {
    const keys: number[] = [];
    for (const lot of lotsOf(rows)) {
      const statement = this.statement(lot.length);
      const parameters = lot.flat();
      if (engine === 'sqlite') {
        await sql.run(statement, parameters);
        const last = await sql.get<{ key: number }>('SELECT last_insert_rowid() AS key');
        // Nobody else writes meanwhile: they follow each other.
        for (let n = 1; last && n <= lot.length; n++) keys.push(last.key - lot.length + n);
      } else {
        const given = await sql.all<{ id: string; key: number }>(`${statement} RETURNING id, key`, parameters);
        // The engine does not say in which order it gives them.
        const keyOf = new Map<SqlValue | undefined, number>(given.map(({ id, key }) => [id, key]));
        for (const [id] of lot) keys.push(keyOf.get(id) ?? Number.NaN);
      }
    }
    if (keys.length !== rows.length || keys.includes(Number.NaN))
      throw new Error('Rows were inserted but have no keys.');
    return keys;
  }

  private statement(rows: number): string {
    let statement = this.statements.get(rows);
    if (statement === undefined) {
      statement = `${this.into} VALUES ${Array<string>(rows).fill(this.values).join(', ')}${this.ending}`;
      this.statements.set(rows, statement);
    }
    return statement;
  }
}

function* lotsOf<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  let from = 0;
  for (const size of SIZES) for (; rows.length - from >= size; from += size) yield rows.slice(from, from + size);
}
