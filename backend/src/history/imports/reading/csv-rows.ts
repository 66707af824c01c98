import { MAX_RECORD, TOO_LONG, type FileRecord } from './record.js';

const MAX_COLUMNS = 64;
const DELIMITERS = [',', ';', '\t'];

/**
 * Reads CSV (RFC 4180; also with semicolons or tabs) as records by column.
 * @param columns in files without a header; a first row that names one of them is the header
 */
export async function* csvRows(texts: AsyncIterable<string>, columns: readonly string[]): AsyncGenerator<FileRecord> {
  const reader = new RowReader();
  let names: readonly string[] | undefined;
  function* records(rows: Iterable<Row>): Generator<FileRecord> {
    for (const { cells, line, isTooLong } of rows) {
      const place = { line };
      if (isTooLong) yield { place, fault: TOO_LONG };
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

interface Row {
  readonly cells: readonly string[];
  /** Where it begins. */
  readonly line: number;
  readonly isTooLong: boolean;
}

class RowReader {
  private cells: string[] = [];
  private cell = '';
  private length = 0;
  private line = 1;
  private firstLine = 1;
  private delimiter?: string;
  private isQuoted = false;
  /** A quote in quotes: the end of the cell, or half of one that is meant. */
  private isQuotePending = false;
  private isAtStart = true;

  *read(text: string): Generator<Row> {
    this.delimiter ??= delimiterOf(text);
    for (const sign of text) {
      if (sign === '\n') this.line++;
      if (this.isQuotePending) {
        this.isQuotePending = false;
        if (sign === '"') {
          this.add(sign);
          continue;
        }
        this.isQuoted = false;
      }
      // A quote that is never closed would swallow the rest of the file.
      if (this.isQuoted && this.length <= MAX_RECORD) {
        if (sign === '"') this.isQuotePending = true;
        else this.add(sign);
      } else if (sign === '\n') yield* this.endRow();
      else if (sign === '"' && this.isAtStart) {
        this.isQuoted = true;
        this.isAtStart = false;
      } else if (sign === this.delimiter) this.endCell();
      else if (sign !== '\r') this.add(sign);
    }
  }

  *end(): Generator<Row> {
    if (this.length > 0 || this.cells.length > 0) yield* this.endRow();
  }

  private add(sign: string): void {
    this.isAtStart = false;
    if (++this.length <= MAX_RECORD) this.cell += sign;
  }

  private endCell(): void {
    if (this.cells.length < MAX_COLUMNS) this.cells.push(this.cell);
    this.cell = '';
    this.isAtStart = true;
  }

  private *endRow(): Generator<Row> {
    this.endCell();
    const { cells, firstLine, length } = this;
    this.cells = [];
    this.length = 0;
    this.isQuoted = false;
    this.firstLine = this.line;
    const isBlank = cells.length === 1 && cells[0] === '';
    if (!isBlank) yield { cells, line: firstLine, isTooLong: length > MAX_RECORD };
  }
}

/** The one that the first line has most of. */
function delimiterOf(text: string): string {
  const [line = ''] = text.split('\n', 1);
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
