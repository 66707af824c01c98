import { setImmediate as nextTurn } from 'node:timers/promises';
import { Canon } from '../catalogue/canon.js';
import type { Engine, Sql } from '../sql/index.js';
import { trackFacts } from './track-facts-rows.js';

/** Rows in one transaction: some fifty milliseconds, for which an edit may have to wait. */
const BATCH = 100;

/** How far it has come: all artists come first, then all tracks. */
export interface IdentifiedUntil {
  readonly table: 'artist' | 'track';
  readonly key: number;
}

interface Unidentified {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly mbid: string | null;
}

/** How many rows nobody has identified yet. */
export async function countUnidentified(sql: Sql): Promise<number> {
  const row = await sql.get<{ n: number }>(
    `SELECT (SELECT COUNT(*) FROM artist WHERE performer_key IS NULL)
       + (SELECT COUNT(*) FROM track WHERE recording_key IS NULL) AS n`,
  );
  return Number(row?.n ?? 0);
}

/**
 * Ties the next artists or tracks that have no key yet, for one transaction. After each, whoever else needs the thread
 * gets a turn.
 * @returns how far it came; undefined where no more are left
 */
export async function identifySome(
  sql: Sql,
  engine: Engine,
  nowMs: number,
  { table, key: after }: IdentifiedUntil = { table: 'artist', key: 0 },
): Promise<IdentifiedUntil | undefined> {
  const canon = new Canon(sql, engine, nowMs);
  if (table === 'artist') {
    const artists = await sql.all<Unidentified>(
      `SELECT key, id, name, mb_artist_id AS mbid FROM artist
       WHERE performer_key IS NULL AND key > ? ORDER BY key LIMIT ${BATCH}`,
      [after],
    );
    for (const { id, name, mbid } of artists) {
      await canon.tieArtist(id, name, mbid ?? undefined);
      await nextTurn();
    }
    const last = artists.at(-1);
    return last ? { table, key: last.key } : { table: 'track', key: 0 };
  }
  const tracks = await trackFacts(sql, `t.recording_key IS NULL AND t.key > ? ORDER BY t.key LIMIT ${BATCH}`, [after]);
  for (const track of tracks) {
    await canon.tieTrack(track);
    await nextTurn();
  }
  const last = await sql.get<{ key: number }>('SELECT key FROM track WHERE id = ?', [tracks.at(-1)?.id ?? '']);
  return last && { table, key: last.key };
}
