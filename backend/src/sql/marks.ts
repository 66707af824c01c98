/** As many `?` as there are values, for a list in a statement: `?, ?, ?`. */
export function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
