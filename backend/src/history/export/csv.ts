/** Spreadsheets take a cell that begins so for a formula, and run it. */
const FORMULA = /^[=+\-@\t\r]/;
const SPECIAL = /[",\r\n]/;

/**
 * A row of CSV (RFC 4180). Texts that a spreadsheet would run as a formula get an apostrophe in front, which it takes for
 * “this is text”; so does a text that begins with an apostrophe before such a sign, so that both can be told apart.
 */
export function csvRow(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(written).join(',')}\r\n`;
}

function written(cell: string | number | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell.replace(/^'+/, '')) ? `'${cell}` : cell;
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
