import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Sql } from '../../sql/index.js';
import { tracksOf } from '../artist-tracks.js';
import { NOWHERE } from '../placements.js';

/** Rows counted in one transaction: some milliseconds, so that other writers get their turn. */
const AT_ONCE = 200;

/** Counts anew what some of these artists have. @returns whether any were left to count */
export async function refreshArtists(sql: Sql, keys: Set<number>): Promise<boolean> {
  for (const key of taken(keys)) {
    await sql.run(
      `UPDATE artist SET
         album_count = (SELECT count(DISTINCT aa.album_key) FROM album_artist aa JOIN album a ON a.key = aa.album_key
                        WHERE aa.artist_key = artist.key AND NOT a.is_missing AND a.key NOT IN (${NOWHERE})),
         track_count = (SELECT count(*) FROM (${tracksOf('artist.key')}) theirs JOIN track t ON t.key = theirs.key
                        WHERE NOT t.is_missing AND t.album_key NOT IN (${NOWHERE})),
         appears_on_count = (SELECT count(DISTINCT t.album_key) FROM track_artist ta JOIN track t ON t.key = ta.track_key
                             WHERE ta.artist_key = artist.key AND NOT t.is_missing AND t.album_key NOT IN (${NOWHERE})
                               AND NOT EXISTS (
                               SELECT 1 FROM album_artist aa WHERE aa.album_key = t.album_key AND aa.artist_key = artist.key)),
         artwork_key = coalesce((SELECT c.artwork_key FROM artist_cover c WHERE c.artist_key = artist.key), (SELECT a.artwork_key FROM album_artist aa JOIN album a ON a.key = aa.album_key
                        WHERE aa.artist_key = artist.key AND a.artwork_key IS NOT NULL AND NOT a.is_missing
                          AND a.key NOT IN (${NOWHERE})
                        ORDER BY a.sort_year DESC, a.key LIMIT 1))
       WHERE key = ?`,
      [key],
    );
    await sql.run('UPDATE artist SET is_missing = (album_count = 0 AND track_count = 0) WHERE key = ?', [key]);
    keys.delete(key);
    await nextTurn();
  }
  return keys.size > 0;
}

/** Counts anew what some of these genres have. @returns whether any were left to count */
export async function refreshGenres(sql: Sql, keys: Set<number>): Promise<boolean> {
  for (const key of taken(keys)) {
    await sql.run(
      `UPDATE genre SET
         album_count = (SELECT count(*) FROM album_genre ag JOIN album a ON a.key = ag.album_key
                        WHERE ag.genre_key = genre.key AND NOT a.is_missing AND a.key NOT IN (${NOWHERE})),
         track_count = (SELECT count(*) FROM track_genre tg JOIN track t ON t.key = tg.track_key
                        WHERE tg.genre_key = genre.key AND NOT t.is_missing AND t.album_key NOT IN (${NOWHERE}))
       WHERE key = ?`,
      [key],
    );
    keys.delete(key);
    await nextTurn();
  }
  return keys.size > 0;
}

/** Covers of collected sources that nothing shows any more. Those of others belong to snapshots, which a scan knows nothing of. */
export async function removeUnusedArtwork(sql: Sql): Promise<void> {
  await sql.run(
    `DELETE FROM artwork WHERE source IN (SELECT source FROM collection_unit)
       AND NOT EXISTS (SELECT 1 FROM album a WHERE a.artwork_key = artwork.key)
       AND NOT EXISTS (SELECT 1 FROM artist r WHERE r.artwork_key = artwork.key)
       AND NOT EXISTS (SELECT 1 FROM album_cover c WHERE c.covered_key = artwork.key)`,
  );
}

function taken(keys: ReadonlySet<number>): number[] {
  const some: number[] = [];
  for (const key of keys) {
    if (some.length >= AT_ONCE) break;
    some.push(key);
  }
  return some;
}
