import type { Sql } from '../sql/index.js';
import type { DayWindow } from './day.js';
import type { SheetColumns } from './sheet.js';
import { sheetsIn } from './sheet-reader.js';

export type Subject = 'recording' | 'release' | 'performer';

const COLUMN = { recording: 'recordings', release: 'releases', performer: 'performers' } as const;

/** What something was heard in a window. */
export interface Ranked {
  readonly key: number;
  readonly listens: number;
  readonly heardMs: number;
}

/** How often and how long each recording, release or performer was heard in a window: an array each, by key. */
export class Counts {
  readonly listens: Int32Array;
  readonly heardMs: Float64Array;

  /** @param groups which keys count for which others; absent where none do */
  constructor(
    highestKey: number,
    private readonly groups?: ReadonlyMap<number, number>,
  ) {
    this.listens = new Int32Array(highestKey + 1);
    this.heardMs = new Float64Array(highestKey + 1);
  }

  /** How many were heard at all. Key 0 stands for none. */
  get heard(): number {
    let count = 0;
    for (let key = 1; key < this.listens.length; key++) if (this.listens[key] !== 0) count++;
    return count;
  }

  /** The most heard, most first. */
  top(by: 'listens' | 'heardMs', limit: number): Ranked[] {
    const other = by === 'listens' ? 'heardMs' : 'listens';
    const isBefore = (a: Ranked, b: Ranked): boolean =>
      a[by] !== b[by] ? a[by] > b[by] : a[other] !== b[other] ? a[other] > b[other] : a.key < b.key;
    const best: Ranked[] = [];
    let threshold = 0;
    for (let key = 1; key < this.listens.length; key++) {
      const listens = this.listens[key] ?? 0;
      const heardMs = this.heardMs[key] ?? 0;
      if (listens === 0 || (by === 'listens' ? listens : heardMs) < threshold) continue;
      const next = { key, listens, heardMs };
      best.splice(
        placeIn(best, (other) => isBefore(next, other)),
        0,
        next,
      );
      if (best.length > limit) best.pop();
      if (best.length === limit) threshold = best.at(-1)?.[by] ?? 0;
    }
    return best;
  }

  /** The key that a key counts for: that of its group. */
  of(key: number): number {
    return this.listens[this.groups?.get(key) ?? key] ?? 0;
  }

  add(keys: Int32Array, { length, listens, heardMs }: SheetColumns): void {
    const { groups } = this;
    for (let i = 0; i < length; i++) {
      const key = groups ? (groups.get(keys[i]!) ?? keys[i]!) : keys[i]!;
      this.listens[key]! += listens[i]!;
      this.heardMs[key]! += heardMs[i]!;
    }
  }
}

/** Where the first is for which `isAfter`, in a list that has all of these at its end. */
function placeIn(list: readonly Ranked[], isAfter: (item: Ranked) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAfter(list[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Counts some subjects over a window, in one go through it. */
export async function countIn<Of extends Subject>(
  sql: Sql,
  ownerId: string,
  window: DayWindow,
  subjects: readonly Of[],
): Promise<Record<Of, Counts>> {
  const counts = {} as Record<Of, Counts>;
  for (const subject of subjects) {
    const row = await sql.get<{ highest: number | null }>(`SELECT MAX(key) AS highest FROM ${subject}`);
    const groups = subject === 'recording' ? await groupsOfAll(sql) : undefined;
    counts[subject] = new Counts(row?.highest ?? 0, groups);
  }
  for await (const sheet of sheetsIn(sql, ownerId, window)) {
    for (const subject of subjects) counts[subject].add(sheet[COLUMN[subject]], sheet);
  }
  return counts;
}

async function groupsOfAll(sql: Sql): Promise<Map<number, number> | undefined> {
  const rows = await sql.all<{ recording_key: number; group_key: number }>(
    'SELECT recording_key, group_key FROM recording_group',
  );
  return rows.length === 0 ? undefined : new Map(rows.map((row) => [row.recording_key, row.group_key]));
}
