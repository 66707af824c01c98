import { Column, type ColumnOptions } from 'typeorm';

/** A column that holds an instant: epoch milliseconds UTC, a JavaScript number on both engines. */
export function Instant(options: ColumnOptions & { name: string }): PropertyDecorator {
  return Column({
    ...options,
    type: 'bigint',
    // The PostgreSQL driver gives 64-bit numbers as text; instants fit a double until the year 287396.
    transformer: { to: (value: unknown) => value, from: (value: unknown) => (value === null ? value : Number(value)) },
  });
}
