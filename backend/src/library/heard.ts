import { marks, type Sql } from '../sql/index.js';
import type { HeardView } from './library.dto.js';

interface HeardRow {
  readonly key: number;
  readonly listens: number;
  readonly last_started_at_ms: number;
}

/** What counts listens of an album, an artist. */
const TALLIES = {
  album: { kind: 'release', column: 'release_key' },
  artist: { kind: 'performer', column: 'performer_key' },
} as const;

/** Ties `track w` and `album w` to the key of what their tally counts. */
const COUNTED = {
  track: {
    kind: 'recording',
    joins: 'LEFT JOIN recording_group g ON g.recording_key = w.recording_key',
    key: 'COALESCE(g.group_key, w.recording_key)',
  },
  album: { kind: 'release', joins: '', key: 'w.release_key' },
} as const;

/**
 * Writes beside tracks or albums how often and when last a person heard them, wherever and from whichever source: one query for all.
 * @param rows one for each view, in the same order
 */
export async function addHeard(
  sql: Sql,
  ownerId: string,
  what: keyof typeof COUNTED,
  rows: readonly { readonly key: number }[],
  views: readonly Partial<HeardView>[],
): Promise<void> {
  if (rows.length === 0) return;
  const { kind, joins, key } = COUNTED[what];
  const found = await sql.all<HeardRow>(
    `SELECT w.key, y.listens, y.last_started_at_ms FROM ${what} w ${joins}
       JOIN tally y ON y.owner_id = ? AND y.kind = '${kind}' AND y.listens > 0 AND y.subject_key = ${key}
     WHERE w.key IN (${marks(rows)})`,
    [ownerId, ...rows.map((row) => row.key)],
  );
  const heard = new Map(found.map((row) => [row.key, row]));
  rows.forEach((each, at) => {
    const view = views[at];
    const row = heard.get(each.key);
    if (view) Object.assign(view, { plays: row?.listens ?? 0 }, row && { lastHeardAtMs: row.last_started_at_ms });
  });
}

/** The same of an album or an artist of the library; one that was never heard has 0 plays. */
export async function heardOfOne(
  sql: Sql,
  ownerId: string,
  what: keyof typeof TALLIES,
  key: number,
): Promise<HeardView> {
  const { kind, column } = TALLIES[what];
  const row = await sql.get<HeardRow>(
    `SELECT w.key, y.listens, y.last_started_at_ms FROM ${what} w
       JOIN tally y ON y.owner_id = ? AND y.kind = '${kind}' AND y.subject_key = w.${column} WHERE w.key = ?`,
    [ownerId, key],
  );
  return { plays: row?.listens ?? 0, ...(row && { lastHeardAtMs: row.last_started_at_ms }) };
}
