import { marks, type Sql } from '../sql/index.js';
import type { Covered, ShownCover } from './covered.js';
import { refreshArtists } from './scan/counters.js';

const COVER = 's.key, s.artwork_key, w.id, w.source, w.locator';

/** An album shows the chosen cover as its own; what scans find meanwhile waits behind it. */
export const COVERED_ALBUMS: Covered = {
  kind: 'album',

  shown: (sql, id) =>
    sql.get<ShownCover>(`SELECT ${COVER} FROM album s LEFT JOIN artwork w ON w.key = s.artwork_key WHERE s.id = ?`, [
      id,
    ]),

  async cover(sql, shown, { ownerId, artworkKey, nowMs }) {
    await sql.run(
      `INSERT INTO album_cover (album_key, owner_id, artwork_key, covered_key, chosen_at_ms) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (album_key) DO UPDATE SET owner_id = excluded.owner_id, artwork_key = excluded.artwork_key,
       chosen_at_ms = excluded.chosen_at_ms`,
      [shown.key, ownerId, artworkKey, shown.artwork_key, nowMs],
    );
    await showOnAlbum(sql, shown.key, artworkKey);
  },

  async uncover(sql, { key }) {
    const chosen = await sql.get<{ covered_key: number | null }>(
      'SELECT covered_key FROM album_cover WHERE album_key = ?',
      [key],
    );
    if (!chosen) return;
    await sql.run('DELETE FROM album_cover WHERE album_key = ?', [key]);
    await showOnAlbum(sql, key, chosen.covered_key);
  },

  async inUse(sql, artworkKeys) {
    const rows = await sql.all<{ key: number }>(
      `SELECT w.key FROM artwork w WHERE w.key IN (${marks(artworkKeys)})
         AND (EXISTS (SELECT 1 FROM album_cover c WHERE c.artwork_key = w.key)
           OR EXISTS (SELECT 1 FROM album s WHERE s.artwork_key = w.key))`,
      artworkKeys,
    );
    return rows.map(({ key }) => key);
  },
};

/** An artist shows the chosen picture in place of a cover of one of their albums. */
export const COVERED_ARTISTS: Covered = {
  kind: 'artist',

  shown: (sql, id) =>
    sql.get<ShownCover>(`SELECT ${COVER} FROM artist s LEFT JOIN artwork w ON w.key = s.artwork_key WHERE s.id = ?`, [
      id,
    ]),

  async cover(sql, { key }, { ownerId, artworkKey, nowMs }) {
    await sql.run(
      `INSERT INTO artist_cover (artist_key, owner_id, artwork_key, chosen_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (artist_key) DO UPDATE SET owner_id = excluded.owner_id, artwork_key = excluded.artwork_key,
       chosen_at_ms = excluded.chosen_at_ms`,
      [key, ownerId, artworkKey, nowMs],
    );
    await refreshArtists(sql, new Set([key]));
  },

  async uncover(sql, { key }) {
    await sql.run('DELETE FROM artist_cover WHERE artist_key = ?', [key]);
    await refreshArtists(sql, new Set([key]));
  },

  async inUse(sql, artworkKeys) {
    const rows = await sql.all<{ key: number }>(
      `SELECT w.key FROM artwork w WHERE w.key IN (${marks(artworkKeys)})
         AND (EXISTS (SELECT 1 FROM artist_cover c WHERE c.artwork_key = w.key)
           OR EXISTS (SELECT 1 FROM artist s WHERE s.artwork_key = w.key))`,
      artworkKeys,
    );
    return rows.map(({ key }) => key);
  },
};

/** Artists show the cover of one of their albums. */
async function showOnAlbum(sql: Sql, key: number, artworkKey: number | null): Promise<void> {
  await sql.run('UPDATE album SET artwork_key = ? WHERE key = ?', [artworkKey, key]);
  const artists = await sql.all<{ artist_key: number }>('SELECT artist_key FROM album_artist WHERE album_key = ?', [
    key,
  ]);
  const touched = new Set(artists.map(({ artist_key }) => artist_key));
  while (await refreshArtists(sql, touched));
}
