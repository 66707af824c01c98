import { setImmediate as nextTurn } from 'node:timers/promises';
import { Canon } from '../catalogue/canon.js';
import type { Engine, Sql } from '../sql/index.js';
import { trackFacts } from './track-facts-rows.js';

/** Rows in one transaction: some fifty milliseconds, for which an edit may have to wait. */
const BATCH = 100;

interface Unidentified {
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
 * Ties some artists, or where all are tied some tracks, that have no key yet, for one transaction. After each, whoever
 * else needs the thread gets a turn.
 * @returns whether more may be left
 */
export async function identifySome(sql: Sql, engine: Engine, nowMs: number): Promise<boolean> {
  const canon = new Canon(sql, engine, nowMs);
  const artists = await sql.all<Unidentified>(
    `SELECT id, name, mb_artist_id AS mbid FROM artist WHERE performer_key IS NULL LIMIT ${BATCH}`,
  );
  for (const { id, name, mbid } of artists) {
    await canon.tieArtist(id, name, mbid ?? undefined);
    await nextTurn();
  }
  if (artists.length > 0) return true;
  const tracks = await trackFacts(sql, `t.recording_key IS NULL LIMIT ${BATCH}`, []);
  for (const track of tracks) {
    await canon.tieTrack(track);
    await nextTurn();
  }
  return tracks.length > 0;
}
