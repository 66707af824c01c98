import type { Sql } from '../sql/index.js';
import type { Placed } from './canon.js';
import type { LedgerChange } from './ledger-change.js';

/** Kinds of tallies, and the column of `listen` that names what they are of. */
const KINDS = {
  recording: 'recording_key',
  release: 'release_key',
  performer: 'performer_key',
  heard_as: 'heard_as_key',
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

/** Keeps `tally` in step with the ledger. */
export async function addToTallies(sql: Sql, changes: readonly LedgerChange[]): Promise<void> {
  for (const { ownerId, kind, key, listens, heardMs, firstAtMs, firstDay, lastAtMs } of sumsOf(changes)) {
    await sql.run(ADD, [ownerId, kind, key, listens, heardMs, firstAtMs, firstDay, lastAtMs]);
  }
}

/** Counts all of a person's listens anew. */
export async function rebuildTallies(sql: Sql, ownerId: string): Promise<void> {
  await sql.run('DELETE FROM tally WHERE owner_id = ?', [ownerId]);
  for (const [kind, column] of Object.entries(KINDS)) {
    await sql.run(
      `INSERT INTO tally (${COLUMNS})
       SELECT owner_id, '${kind}', ${column}, COUNT(*), SUM(heard_ms), MIN(started_at_ms), MIN(local_day), MAX(started_at_ms)
       FROM listen WHERE owner_id = ? AND ${column} IS NOT NULL GROUP BY owner_id, ${column}`,
      [ownerId],
    );
  }
}

/** One sum for each thing that was heard, however many of the changes are of it. */
function sumsOf(changes: readonly LedgerChange[]): Iterable<Sum> {
  const sums = new Map<string, Sum>();
  for (const { ownerId, keys, startedAtMs, local, listens, heardMs } of changes) {
    for (const [kind, key] of keysOf(keys)) {
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

function keysOf({ recordingKey, releaseKey, performerKey, heardAsKey }: Placed): [Kind, number][] {
  return [
    ['recording', recordingKey],
    ...(releaseKey === null ? [] : ([['release', releaseKey]] as [Kind, number][])),
    ['performer', performerKey],
    ['heard_as', heardAsKey],
  ];
}
