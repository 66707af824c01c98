import { marks, type Sql } from '../sql/index.js';

/** Why two recordings count as one. */
export interface JoinReason {
  /** Of `sameRecording`, or `verdict`. */
  readonly rule: string;
  /** What it went by, for a person. */
  readonly evidence: string;
  /** `rule`, or the id of the person. */
  readonly decidedBy: string;
  readonly decidedAtMs: number;
}

/**
 * Which recordings count as one. A recording stays what it is for ever: that it counts in a group is a row beside it, and
 * to part it is to take that row away. The head of a group is its lowest key and has no row.
 */
export class RecordingGroups {
  constructor(private readonly sql: Sql) {}

  /** The group of each of these that is in one with others, by recording. */
  async groupsOf(keys: readonly number[]): Promise<Map<number, number>> {
    if (keys.length === 0) return new Map();
    const rows = await this.sql.all<{ recording_key: number; group_key: number }>(
      `SELECT recording_key, group_key FROM recording_group WHERE recording_key IN (${marks(keys)})`,
      keys,
    );
    return new Map(rows.map((row) => [row.recording_key, row.group_key]));
  }

  /** All recordings that count as one with each of these, themselves among them. */
  async membersOf(keys: readonly number[]): Promise<Map<number, number[]>> {
    const groups = await this.groupsOf(keys);
    const heads = [...new Set(keys.map((key) => groups.get(key) ?? key))];
    const rows =
      heads.length === 0
        ? []
        : await this.sql.all<{ recording_key: number; group_key: number }>(
            `SELECT recording_key, group_key FROM recording_group WHERE group_key IN (${marks(heads)}) ORDER BY recording_key`,
            heads,
          );
    const byHead = Map.groupBy(rows, (row) => row.group_key);
    return new Map(
      keys.map((key) => {
        const head = groups.get(key) ?? key;
        return [key, [head, ...(byHead.get(head) ?? []).map((row) => row.recording_key)]];
      }),
    );
  }

  /** All recordings that count as one with this one, itself among them, lowest first. */
  async membersWith(key: number): Promise<number[]> {
    return (await this.membersOf([key])).get(key) ?? [key];
  }

  /** Lets two recordings, with all that count with them, count as one. @returns the head of the group */
  async join(left: number, right: number, reason: JoinReason): Promise<number> {
    const [some, others] = [await this.membersWith(left), await this.membersWith(right)];
    const [head = left, other = right] = [some[0], others[0]].sort((a, b) => (a ?? 0) - (b ?? 0));
    if (head === other) return head;
    await this.sql.run('UPDATE recording_group SET group_key = ? WHERE group_key = ?', [head, other]);
    await this.sql.run(
      `INSERT INTO recording_group (recording_key, group_key, rule, evidence, decided_by, decided_at_ms)
       VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (recording_key) DO UPDATE SET group_key = excluded.group_key,
         rule = excluded.rule, evidence = excluded.evidence, decided_by = excluded.decided_by,
         decided_at_ms = excluded.decided_at_ms`,
      [other, head, reason.rule, reason.evidence, reason.decidedBy, reason.decidedAtMs],
    );
    return head;
  }

  /** Lets a recording count by itself. @returns the head of those that are left, if any are */
  async part(key: number): Promise<number | undefined> {
    const members = await this.membersWith(key);
    const [head, ...rest] = members.filter((member) => member !== key);
    if (head === undefined) return undefined;
    await this.sql.run('DELETE FROM recording_group WHERE recording_key = ?', [key]);
    if (head > key) {
      // It was the head itself: the next one takes its place.
      await this.sql.run('DELETE FROM recording_group WHERE recording_key = ?', [head]);
      if (rest.length > 0)
        await this.sql.run('UPDATE recording_group SET group_key = ? WHERE group_key = ?', [head, key]);
    }
    return head;
  }
}
