/** Listens of one recording on one release. */
export interface SheetEntry {
  readonly recordingKey: number;
  /** 0 where it was on none. */
  readonly releaseKey: number;
  readonly performerKey: number;
  readonly listens: number;
  readonly heardMs: number;
}

/** Listens of one hour of the week. */
export interface SheetCell {
  /** Monday is 1. */
  readonly weekday: number;
  readonly hour: number;
  readonly listens: number;
  readonly heardMs: number;
}

/** What was heard in a stretch of time, in columns: thousands of entries are gone through in no time. */
export interface SheetColumns {
  readonly length: number;
  readonly recordings: Int32Array;
  readonly releases: Int32Array;
  readonly performers: Int32Array;
  readonly listens: Int32Array;
  readonly heardMs: Float64Array;
  /** Made when asked for: only few look at the hours. */
  readonly cells: () => SheetCell[];
}

const HEADER_BYTES = 8;
const HOURS = 24;

/** Reads a stored sheet, in place where its alignment allows. */
export function openSheet(stored: Buffer): SheetColumns {
  const aligned = stored.byteOffset % 8 === 0 ? stored : new Uint8Array(stored);
  const { buffer, byteOffset } = aligned;
  const [length = 0, cellCount = 0] = new Int32Array(buffer, byteOffset, 2);
  const heardMs = new Float64Array(buffer, byteOffset + HEADER_BYTES, length + cellCount);
  const integersAt = byteOffset + HEADER_BYTES + heardMs.byteLength;
  const column = (index: number): Int32Array => new Int32Array(buffer, integersAt + index * length * 4, length);
  const cells = new Int32Array(buffer, integersAt + 4 * length * 4, 2 * cellCount);
  return {
    length,
    recordings: column(0),
    releases: column(1),
    performers: column(2),
    listens: column(3),
    heardMs: heardMs.subarray(0, length),
    cells: () =>
      Array.from({ length: cellCount }, (_, i) => ({
        ...cellAt(cells[2 * i] ?? 0),
        listens: cells[2 * i + 1] ?? 0,
        heardMs: heardMs[length + i] ?? 0,
      })),
  };
}

/** Counts listens into a sheet. */
export class SheetBuilder {
  private readonly entries = new Map<number, { -readonly [Field in keyof SheetEntry]: SheetEntry[Field] }>();
  private readonly cells = new Map<number, { listens: number; heardMs: number }>();

  addEntry(entry: SheetEntry): void {
    // Both keys in one number: together they stay below 2^53.
    const id = entry.recordingKey * 2 ** 26 + entry.releaseKey;
    const same = this.entries.get(id);
    if (same) {
      same.listens += entry.listens;
      same.heardMs += entry.heardMs;
    } else this.entries.set(id, { ...entry });
  }

  addCell({ weekday, hour, listens, heardMs }: SheetCell): void {
    const id = weekday * HOURS + hour;
    const same = this.cells.get(id);
    if (same) {
      same.listens += listens;
      same.heardMs += heardMs;
    } else this.cells.set(id, { listens, heardMs });
  }

  addSheet({ length, recordings, releases, performers, listens, heardMs, cells }: SheetColumns): void {
    for (let i = 0; i < length; i++) {
      this.addEntry({
        recordingKey: recordings[i] ?? 0,
        releaseKey: releases[i] ?? 0,
        performerKey: performers[i] ?? 0,
        listens: listens[i] ?? 0,
        heardMs: heardMs[i] ?? 0,
      });
    }
    for (const cell of cells()) this.addCell(cell);
  }

  /** Hours of the week in which anything was heard, in their order. */
  hours(): SheetCell[] {
    return [...this.cells].sort(([a], [b]) => a - b).map(([id, cell]) => ({ ...cellAt(id), ...cell }));
  }

  /** Its stored form: both counts, then all times as doubles, then the columns of integers, then the hours. */
  build(): Buffer {
    const entries = [...this.entries.values()];
    const cells = [...this.cells];
    const heardMs = [...entries, ...cells.map(([, cell]) => cell)].map((counted) => counted.heardMs);
    const integers = [
      ...entries.map((entry) => entry.recordingKey),
      ...entries.map((entry) => entry.releaseKey),
      ...entries.map((entry) => entry.performerKey),
      ...entries.map((entry) => entry.listens),
      ...cells.flatMap(([id, cell]) => [id, cell.listens]),
    ];
    return Buffer.concat(
      [Int32Array.of(entries.length, cells.length), Float64Array.from(heardMs), Int32Array.from(integers)].map(
        ({ buffer }) => new Uint8Array(buffer),
      ),
    );
  }
}

function cellAt(id: number): { weekday: number; hour: number } {
  return { weekday: Math.floor(id / HOURS), hour: id % HOURS };
}
