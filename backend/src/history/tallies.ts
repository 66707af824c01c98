import { marks, type Sql } from '../sql/index.js';
import { RecordingGroups, type Placed } from '../catalogue/index.js';
import type { LedgerChange } from './ledger-change.js';

/** Kinds of tallies, and the SQL expression for the key of each, over `listen l` and its group `g`. */
const KINDS = {
  recording: 'COALESCE(g.group_key, l.recording_key)',
  release: 'l.release_key',
  performer: 'l.performer_key',
  heard_as: 'l.heard_as_key',
} as const;
type Kind = keyof typeof KINDS;

interface Sum {
  readonly ownerId: string;
  readonly kind: Kind;
  readonly key: number;
  listens: number;
  heardMs: number;
  firstAtMs: number;
  firstDay: number;
  lastAtMs: number;
}

const COLUMNS = 'owner_id, kind, subject_key, listens, heard_ms, first_started_at_ms, first_day, last_started_at_ms';
const lesser = (column: string): string =>
  `${column} = CASE WHEN excluded.${column} < tally.${column} THEN excluded.${column} ELSE tally.${column} END`;
const ADD = `INSERT INTO tally (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (owner_id, kind, subject_key) DO UPDATE SET listens = tally.listens + excluded.listens,
    heard_ms = tally.heard_ms + excluded.heard_ms, ${lesser('first_started_at_ms')}, ${lesser('first_day')},
    last_started_at_ms = CASE WHEN excluded.last_started_at_ms > tally.last_started_at_ms
      THEN excluded.last_started_at_ms ELSE tally.last_started_at_ms END`;

/** Keeps `tally` in step with the ledger. A recording is counted in its group. */
export async function addToTallies(sql: Sql, changes: readonly LedgerChange[]): Promise<void> {
  const recordings = [...new Set(changes.map(({ keys }) => keys.recordingKey))];
  const groups = await new RecordingGroups(sql).groupsOf(recordings);
  for (const { ownerId, kind, key, listens, heardMs, firstAtMs, firstDay, lastAtMs } of sumsOf(changes, groups)) {
    await sql.run(ADD, [ownerId, kind, key, listens, heardMs, firstAtMs, firstDay, lastAtMs]);
  }
}

/** Counts all of a person's listens anew. */
export async function rebuildTallies(sql: Sql, ownerId: string): Promise<void> {
  await sql.run('DELETE FROM tally WHERE owner_id = ?', [ownerId]);
  for (const [kind, column] of Object.entries(KINDS)) {
    await sql.run(
      `INSERT INTO tally (${COLUMNS})
       SELECT l.owner_id, '${kind}', ${column}, COUNT(*), SUM(l.heard_ms), MIN(l.started_at_ms), MIN(l.local_day),
         MAX(l.started_at_ms)
       FROM listen l LEFT JOIN recording_group g ON g.recording_key = l.recording_key
       WHERE l.owner_id = ? AND l.kind IS NULL AND ${column} IS NOT NULL GROUP BY l.owner_id, ${column}`,
      [ownerId],
    );
  }
}

/** Sums anew what was heard of some recordings, after they were joined or parted. */
export async function resumRecordings(sql: Sql, recordingKeys: readonly number[]): Promise<void> {
  if (recordingKeys.length === 0) return;
  await sql.run(
    `DELETE FROM tally WHERE kind = 'recording' AND subject_key IN (${marks(recordingKeys)})`,
    recordingKeys,
  );
  await sql.run(
    `INSERT INTO tally (${COLUMNS})
     SELECT y.owner_id, 'recording', COALESCE(g.group_key, h.recording_key), SUM(y.listens), SUM(y.heard_ms),
       MIN(y.first_started_at_ms), MIN(y.first_day), MAX(y.last_started_at_ms)
     FROM heard_as h JOIN tally y ON y.kind = 'heard_as' AND y.subject_key = h.key
       LEFT JOIN recording_group g ON g.recording_key = h.recording_key
     WHERE h.recording_key IN (${marks(recordingKeys)}) GROUP BY y.owner_id, COALESCE(g.group_key, h.recording_key)`,
    recordingKeys,
  );
}

/** One sum for each thing that was heard, however many of the changes are of it. */
function sumsOf(changes: readonly LedgerChange[], groups: ReadonlyMap<number, number>): Iterable<Sum> {
  const sums = new Map<string, Sum>();
  for (const { ownerId, keys, startedAtMs, local, listens, heardMs } of changes) {
    for (const [kind, key] of keysOf(keys, groups)) {
      const id = `${ownerId} ${kind} ${key}`;
      let sum = sums.get(id);
      if (!sum) {
        const none = { listens: 0, heardMs: 0, firstAtMs: startedAtMs, firstDay: local.day, lastAtMs: startedAtMs };
        sums.set(id, (sum = { ownerId, kind, key, ...none }));
      }
      sum.listens += listens;
      sum.heardMs += heardMs;
      sum.firstAtMs = Math.min(sum.firstAtMs, startedAtMs);
      sum.firstDay = Math.min(sum.firstDay, local.day);
      sum.lastAtMs = Math.max(sum.lastAtMs, startedAtMs);
    }
  }
  return sums.values();
}

function keysOf(
  { recordingKey, releaseKey, performerKey, heardAsKey }: Placed,
  groups: ReadonlyMap<number, number>,
): [Kind, number][] {
  return [
    ['recording', groups.get(recordingKey) ?? recordingKey],
    ...(releaseKey === null ? [] : ([['release', releaseKey]] as [Kind, number][])),
    ['performer', performerKey],
    ['heard_as', heardAsKey],
  ];
}
