import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fieldsOf, newId, present, type Cause } from '../../common/index.js';
import type { ListedSubscription } from '../../sources/index.js';

/** What became of an entry. */
export type ImportOutcome = 'added' | 'known' | 'failed';

/** What became of the entry on a line, counted from 0. */
export interface SettledEntry {
  readonly line: number;
  readonly outcome: ImportOutcome;
  readonly showId?: string;
  /** Why it failed. */
  readonly reason?: string;
  readonly cause?: Cause;
}

export interface ImportHead {
  readonly id: string;
  readonly ownerId: string;
  readonly startedAtMs: number;
}

/** An import as it was written down. */
export interface JournaledImport {
  readonly head: ImportHead;
  readonly entries: readonly ListedSubscription[];
  readonly settled: readonly SettledEntry[];
  readonly isOver: boolean;
}

/**
 * The newest import as a file: its list, then a line for each entry that was dealt with, so that it goes on where it was
 * when the server ended. Addresses in a list may hold passwords: it lies where only this user may read it.
 */
export class ImportJournal {
  private readonly file: string;

  /** @param folder that must not be lost, where the server keeps its secrets */
  constructor(folder: string) {
    this.file = join(folder, 'secrets', 'podcast-import.jsonl');
  }

  begin(head: ImportHead, entries: readonly ListedSubscription[]): void {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    const temporary = `${this.file}.${newId()}`;
    try {
      writeFileSync(temporary, `${JSON.stringify({ head, entries })}\n`, { mode: 0o600, flag: 'wx', flush: true });
      renameSync(temporary, this.file);
    } finally {
      rmSync(temporary, { force: true });
    }
  }

  /** Not forced onto the disk: what is lost with the power is done again, and known then. */
  settle(entry: SettledEntry): void {
    appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
  }

  end(): void {
    appendFileSync(this.file, '{"isOver":true}\n');
  }

  /** @returns undefined where there is none that can be read */
  read(): JournaledImport | undefined {
    if (!existsSync(this.file)) return undefined;
    const [first = '', ...lines] = readFileSync(this.file, 'utf8').split('\n');
    const { head, entries } = fieldsOf(parse(first));
    const { id, ownerId, startedAtMs } = fieldsOf(head);
    const isWhole = typeof id === 'string' && typeof ownerId === 'string' && typeof startedAtMs === 'number';
    if (!isWhole || !Array.isArray(entries)) return undefined;
    const settled = new Map<number, SettledEntry>();
    let isOver = false;
    for (const line of lines) {
      const written = fieldsOf(parse(line));
      if (written.isOver === true) isOver = true;
      const entry = settledOf(written);
      if (entry) settled.set(entry.line, entry);
    }
    return {
      head: { id, ownerId, startedAtMs },
      entries: entries.map(entryOf),
      settled: [...settled.values()],
      isOver,
    };
  }
}

function settledOf({
  line,
  outcome,
  showId,
  reason,
  cause,
}: Readonly<Record<string, unknown>>): SettledEntry | undefined {
  if (typeof line !== 'number' || !isOutcome(outcome)) return undefined;
  return present({ line, outcome, showId: stringOf(showId), reason: stringOf(reason), cause: readCause(cause) });
}

function readCause(value: unknown): Cause | undefined {
  const { code, service, because } = fieldsOf(value);
  if (typeof code !== 'string') return undefined;
  return present({ code, service: stringOf(service), because: stringOf(because) });
}

function entryOf(value: unknown): ListedSubscription {
  const { title, group, address, refusal } = fieldsOf(value);
  return present({
    title: stringOf(title) ?? '',
    group: stringOf(group),
    address: stringOf(address),
    refusal: stringOf(refusal),
  });
}

function isOutcome(value: unknown): value is ImportOutcome {
  return value === 'added' || value === 'known' || value === 'failed';
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The last line may be half a line. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
