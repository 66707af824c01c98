import { marks, type SqlValue } from '../sql/index.js';
import { decodeCursor, encodeCursor } from './cursor.js';

/** An order of a list: by some columns, made complete by the row's key. All of them stand in one index. */
export interface Keyset<Row> {
  readonly columns: readonly string[];
  readonly kinds: readonly ('string' | 'number' | 'instant')[];
  readonly isDescending: boolean;
  /** The values of a row in these columns. */
  valuesOf(row: Row): readonly (string | number)[];
}

/** Parts of a statement, with their parameters in order. */
export class Conditions {
  private readonly texts: string[] = [];
  readonly parameters: SqlValue[] = [];

  add(text: string, ...parameters: readonly SqlValue[]): this {
    this.texts.push(text);
    this.parameters.push(...parameters);
    return this;
  }

  get where(): string {
    return this.texts.length === 0 ? '' : `WHERE ${this.texts.join(' AND ')}`;
  }
}

/**
 * Leaves out what is missing.
 * @param isInIndex whether the index of the list's order begins with `is_missing`; a list in the order of the keys is
 * quick only as long as no such index is chosen for it, hence the other wording
 */
export function restrictToPresent(table: string, isInIndex: boolean): Conditions {
  return isInIndex
    ? new Conditions().add(`${table}.is_missing = ?`, false)
    : new Conditions().add(`NOT ${table}.is_missing`);
}

/**
 * Adds what leads to the page after the cursor: a comparison of row values, which the index of the order answers in the
 * same time for the last page as for the first.
 */
export function continueAfter<Row>(keyset: Keyset<Row>, cursor: string | undefined, conditions: Conditions): void {
  if (cursor === undefined) return;
  const values = decodeCursor(cursor, keyset.kinds);
  conditions.add(`(${keyset.columns.join(', ')}) ${keyset.isDescending ? '<' : '>'} (${marks(values)})`, ...values);
}

export function orderBy<Row>({ columns, isDescending }: Keyset<Row>): string {
  return `ORDER BY ${columns.map((column) => (isDescending ? `${column} DESC` : column)).join(', ')}`;
}

/** @param rows one more than the limit, where there are more */
export function cutPage<Row>(
  keyset: Keyset<Row>,
  rows: readonly Row[],
  limit: number,
): { rows: readonly Row[]; nextCursor?: string } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  if (last === undefined) return { rows };
  return { rows: rows.slice(0, limit), nextCursor: encodeCursor(keyset.valuesOf(last)) };
}
