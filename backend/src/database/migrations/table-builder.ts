import { Table, type QueryRunner, type TableColumnOptions, type TableForeignKeyOptions } from 'typeorm';

/** Short forms for migrations, which run on both engines and are never edited once released. */
export const text = (name: string): TableColumnOptions => ({ name, type: 'text' });
export const varchar = (name: string, length: number): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
});
export const integer = (name: string): TableColumnOptions => ({ name, type: 'integer' });
export const bigint = (name: string): TableColumnOptions => ({ name, type: 'bigint' });
export const float = (name: string): TableColumnOptions => ({ name, type: 'float' });
export const boolean = (name: string): TableColumnOptions => ({ name, type: 'boolean' });
export const optional = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });
export const primary = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isPrimary: true });
/** The integer key that the database counts up. */
export const key = (): TableColumnOptions => ({
  name: 'key',
  type: 'integer',
  isPrimary: true,
  isGenerated: true,
  generationStrategy: 'increment',
});
export const references = (
  column: string,
  table: string,
  onDelete: 'CASCADE' | 'SET NULL' | 'RESTRICT',
  referenced = 'key',
): TableForeignKeyOptions => ({
  columnNames: [column],
  referencedTableName: table,
  referencedColumnNames: [referenced],
  onDelete,
});

export interface TableShape {
  readonly name: string;
  readonly columns: readonly TableColumnOptions[];
  /** Index name to its columns. */
  readonly indices?: Readonly<Record<string, readonly string[]>>;
  readonly unique?: Readonly<Record<string, readonly string[]>>;
  readonly foreignKeys?: readonly TableForeignKeyOptions[];
}

export async function createTable(runner: QueryRunner, shape: TableShape): Promise<void> {
  const indices = Object.entries(shape.indices ?? {}).map(([name, columns]) => ({ name, columnNames: [...columns] }));
  const unique = Object.entries(shape.unique ?? {}).map(([name, columns]) => ({
    name,
    columnNames: [...columns],
    isUnique: true,
  }));
  await runner.createTable(
    new Table({
      name: shape.name,
      columns: [...shape.columns],
      indices: [...indices, ...unique],
      foreignKeys: [...(shape.foreignKeys ?? [])],
    }),
  );
}
