import type { TrackView } from '../catalogue/index.js';
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

/**
 * Writes beside tracks how often and when last a person heard them, wherever and from whichever source: one query for all.
 * @param rows one for each view, in the same order
 */
export async function addHeard(
  sql: Sql,
  ownerId: string,
  rows: readonly { readonly key: number }[],
  views: readonly TrackView[],
): Promise<void> {
  if (rows.length === 0) return;
  const found = await sql.all<HeardRow>(
    `SELECT t.key, y.listens, y.last_started_at_ms FROM track t
       LEFT JOIN recording_group g ON g.recording_key = t.recording_key
       JOIN tally y ON y.owner_id = ? AND y.kind = 'recording' AND y.listens > 0
         AND y.subject_key = COALESCE(g.group_key, t.recording_key)
     WHERE t.key IN (${marks(rows)})`,
    [ownerId, ...rows.map(({ key }) => key)],
  );
  const heard = new Map(found.map((row) => [row.key, row]));
  rows.forEach(({ key }, at) => {
    const view = views[at];
    const row = heard.get(key);
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
