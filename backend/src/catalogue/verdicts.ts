import type { Sql } from '../sql/index.js';
import type { Ref } from './refs.js';

export type Verdict = 'same' | 'different';

/** What persons said of pairs of recordings. It comes before every rule. */
export class Verdicts {
  private any?: Promise<boolean>;

  constructor(private readonly sql: Sql) {}

  /** Whether there are any at all: nearly always there are none, and nobody has to look. */
  areAny(): Promise<boolean> {
    return (this.any ??= this.sql.get('SELECT 1 FROM verdict LIMIT 1').then((row) => row !== undefined));
  }

  /** @param refs names of one recording @param key the other recording */
  async between(refs: readonly Ref[], key: number): Promise<Verdict | undefined> {
    if (!(await this.areAny())) return undefined;
    for (const [kind, value] of refs) {
      const row = await this.sql.get<{ verdict: Verdict }>(
        `SELECT v.verdict FROM verdict v JOIN recording_ref f ON f.recording_key = ?
         WHERE v.kind = 'recording'
           AND ((v.left_kind = ? AND v.left_value = ? AND v.right_kind = f.kind AND v.right_value = f.value)
             OR (v.right_kind = ? AND v.right_value = ? AND v.left_kind = f.kind AND v.left_value = f.value))
         ORDER BY v.decided_at_ms DESC LIMIT 1`,
        [key, kind, value, kind, value],
      );
      if (row) return row.verdict;
    }
    return undefined;
  }

  /** Of a pair there is one; a later one takes the place of an earlier one. */
  async decide(ownerId: string, pair: readonly [Ref, Ref], verdict: Verdict, nowMs: number): Promise<void> {
    const [left, right] = [...pair].sort((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1)) as [Ref, Ref];
    await this.sql.run(
      `INSERT INTO verdict (owner_id, kind, left_kind, left_value, right_kind, right_value, verdict, decided_at_ms)
       VALUES (?, 'recording', ?, ?, ?, ?, ?, ?)
       ON CONFLICT (owner_id, kind, left_kind, left_value, right_kind, right_value)
       DO UPDATE SET verdict = excluded.verdict, decided_at_ms = excluded.decided_at_ms`,
      [ownerId, ...left, ...right, verdict, nowMs],
    );
    this.any = undefined;
  }
}
