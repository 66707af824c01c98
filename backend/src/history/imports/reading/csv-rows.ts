import { CsvReader, type CsvRow } from '../../../common/index.js';
import { MAX_RECORD, TOO_LONG, type FileRecord } from './record.js';

/**
 * Reads CSV (RFC 4180; also with semicolons or tabs) as records by column.
 * @param columns in files without a header; a first row that names one of them is the header
 */
export async function* csvRows(texts: AsyncIterable<string>, columns: readonly string[]): AsyncGenerator<FileRecord> {
  const reader = new CsvReader(MAX_RECORD);
  let names: readonly string[] | undefined;
  function* records(rows: Iterable<CsvRow>): Generator<FileRecord> {
    for (const { cells, line, isTooLong } of rows) {
      const place = { line };
      if (isTooLong) yield { place, ...TOO_LONG };
      else if (!names) {
        const titles = cells.map((cell) => cell.trim().toLowerCase());
        const isHeader = titles.includes(columns[0] ?? '');
        names = isHeader ? titles : columns;
        if (!isHeader) yield { place, value: byColumn(names, cells) };
      } else yield { place, value: byColumn(names, cells) };
    }
  }
  for await (const text of texts) yield* records(reader.read(text));
  yield* records(reader.end());
}

function byColumn(names: readonly string[], cells: readonly string[]): Record<string, string> {
  const record: Record<string, string> = Object.create(null) as Record<string, string>;
  names.forEach((name, i) => {
    const cell = cells[i];
    if (cell !== undefined && cell !== '') record[name] = cell;
  });
  return record;
}
