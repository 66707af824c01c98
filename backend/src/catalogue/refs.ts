import { marks, type Sql } from '../sql/index.js';

export type Subject = 'recording' | 'release' | 'performer';

/** What of the library each is tied to, by the kind of its refs: rows of that table hold its key. */
const TIED = { recording: 'track', release: 'album', performer: 'artist' } as const;

/** A name by which something is known for certain, and its kind. */
export type Ref = readonly [kind: string, value: string];

export function refsOf(refs: readonly (readonly [kind: string, value: string | undefined])[]): Ref[] {
  return refs.flatMap(([kind, value]) => (value === undefined ? [] : [[kind, value] as const]));
}

/** Reads and remembers the names by which recordings, releases and performers are known for certain. */
export class Refs {
  constructor(
    private readonly sql: Sql,
    private readonly subject: Subject,
  ) {}

  async find([kind, value]: Ref): Promise<number | undefined> {
    const { subject } = this;
    const row = await this.sql.get<{ key: number }>(
      `SELECT ${subject}_key AS key FROM ${subject}_ref WHERE kind = ? AND value = ?`,
      [kind, value],
    );
    return row?.key;
  }

  /** Keys of those that are known by one of these values of a kind, by the value. */
  async keysOf(kind: string, values: readonly string[]): Promise<Map<string, number>> {
    if (values.length === 0) return new Map();
    const { subject } = this;
    const rows = await this.sql.all<{ key: number; value: string }>(
      `SELECT ${subject}_key AS key, value FROM ${subject}_ref
       WHERE kind = ? AND value IN (${marks(values)})`,
      [kind, ...values],
    );
    return new Map(rows.map(({ key, value }) => [value, key]));
  }

  /** Values of one kind that each of these is known by. */
  async valuesOf(kind: string, keys: readonly number[]): Promise<Map<number, string[]>> {
    const values = new Map<number, string[]>();
    if (keys.length === 0) return values;
    const { subject } = this;
    const rows = await this.sql.all<{ key: number; value: string }>(
      `SELECT ${subject}_key AS key, value FROM ${subject}_ref
       WHERE ${subject}_key IN (${marks(keys)}) AND kind = ?`,
      [...keys, kind],
    );
    for (const { key, value } of rows) values.set(key, [...(values.get(key) ?? []), value]);
    // Not by the database: for the sake of that order it would read all names of the kind.
    for (const some of values.values()) some.sort();
    return values;
  }

  /** All names of one. */
  async of(key: number): Promise<Ref[]> {
    const { subject } = this;
    const rows = await this.sql.all<{ kind: string; value: string }>(
      `SELECT kind, value FROM ${subject}_ref WHERE ${subject}_key = ? ORDER BY kind, value`,
      [key],
    );
    return rows.map(({ kind, value }) => [kind, value]);
  }

  /** Whether it is known by an id of this kind, but not by this one: then it is another. */
  async contradicts(key: number, kind: string, value: string | undefined): Promise<boolean> {
    if (value === undefined) return false;
    const known = (await this.valuesOf(kind, [key])).get(key);
    return known !== undefined && !known.includes(value);
  }

  /** What a name was first learnt for, it stays. What of the library is not tied to anything yet is tied to it, too. */
  async learn(refs: readonly Ref[], key: number): Promise<void> {
    const { subject } = this;
    for (const [kind, value] of refs) {
      await this.sql.run(
        `INSERT INTO ${subject}_ref (kind, value, ${subject}_key) VALUES (?, ?, ?) ON CONFLICT (kind, value) DO NOTHING`,
        [kind, value, key],
      );
      if (kind !== TIED[subject]) continue;
      await this.sql.run(`UPDATE ${kind} SET ${subject}_key = ? WHERE id = ? AND ${subject}_key IS NULL`, [key, value]);
    }
  }

  /** Lets a name be that of this one from now on, and what of the library it names be tied to it. */
  async point([kind, value]: Ref, key: number): Promise<void> {
    const { subject } = this;
    await this.sql.run(
      `INSERT INTO ${subject}_ref (kind, value, ${subject}_key) VALUES (?, ?, ?)
       ON CONFLICT (kind, value) DO UPDATE SET ${subject}_key = excluded.${subject}_key`,
      [kind, value, key],
    );
    if (kind === TIED[subject]) await this.sql.run(`UPDATE ${kind} SET ${subject}_key = ? WHERE id = ?`, [key, value]);
  }
}
