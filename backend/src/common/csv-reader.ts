const MAX_COLUMNS = 64;
const DELIMITERS = [',', ';', '\t'];

/** A row of CSV that is not blank. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** Where it begins. */
  readonly line: number;
  readonly isTooLong: boolean;
}

/**
 * Reads CSV (RFC 4180; also with semicolons or tabs, whichever the first line has most of) as it comes. What is behind the 64th
 * column is left out.
 */
export class CsvReader {
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

  /** @param maxLength of a row; of a longer one only so much is kept */
  constructor(private readonly maxLength: number) {}

  *read(text: string): Generator<CsvRow> {
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
      if (this.isQuoted && this.length <= this.maxLength) {
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

  *end(): Generator<CsvRow> {
    if (this.length > 0 || this.cells.length > 0) yield* this.endRow();
  }

  private add(sign: string): void {
    this.isAtStart = false;
    if (++this.length <= this.maxLength) this.cell += sign;
  }

  private endCell(): void {
    if (this.cells.length < MAX_COLUMNS) this.cells.push(this.cell);
    this.cell = '';
    this.isAtStart = true;
  }

  private *endRow(): Generator<CsvRow> {
    this.endCell();
    const { cells, firstLine, length } = this;
    this.cells = [];
    this.length = 0;
    this.isQuoted = false;
    this.firstLine = this.line;
    const isBlank = cells.length === 1 && cells[0] === '';
    if (!isBlank) yield { cells, line: firstLine, isTooLong: length > this.maxLength };
  }
}

/** The one that the first line has most of. */
function delimiterOf(text: string): string {
  const [line = ''] = text.split('\n', 1);
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
