import { identityKey, sortKey } from '../common/index.js';
import type { Sql } from '../sql/index.js';

/** Two takes of a title that differ by more are two recordings. */
const SAME_DURATION_MS = 3_000;

/** Ids of the library's tracks that are a recording which nobody named by id: what services tell of has none. */
export async function tracksNamed(
  sql: Sql,
  { title, performer, durationMs }: { title: string; performer: string; durationMs: number | undefined },
): Promise<string[]> {
  const rows = await sql.all<{ id: string; title: string; duration_ms: number }>(
    `SELECT t.id, t.title, t.duration_ms FROM track t
     JOIN track_artist c ON c.track_key = t.key AND c.position = 0 JOIN artist r ON r.key = c.artist_key
     WHERE t.is_missing IN (?, ?) AND t.sort_title = ? AND r.identity_key = ?`,
    [false, true, sortKey(title), identityKey(performer)],
  );
  const isSo = (row: { title: string; duration_ms: number }): boolean =>
    identityKey(row.title) === identityKey(title) &&
    (durationMs === undefined || Math.abs(row.duration_ms - durationMs) <= SAME_DURATION_MS);
  return rows.filter(isSo).map(({ id }) => id);
}

/** Ids of the library's albums of that title and artist. */
export async function albumsNamed(sql: Sql, title: string, artist: string): Promise<string[]> {
  const rows = await sql.all<{ id: string; title: string; artist: string }>(
    'SELECT id, title, artist FROM album WHERE is_missing IN (?, ?) AND sort_title = ?',
    [false, true, sortKey(title)],
  );
  const isSo = (row: { title: string; artist: string }): boolean =>
    identityKey(row.title) === identityKey(title) && identityKey(row.artist) === identityKey(artist);
  return rows.filter(isSo).map(({ id }) => id);
}

/** Ids of the library's artists of that name: one, or none. */
export async function artistsNamed(sql: Sql, name: string): Promise<string[]> {
  const rows = await sql.all<{ id: string }>('SELECT id FROM artist WHERE identity_key = ?', [identityKey(name)]);
  return rows.map(({ id }) => id);
}
