import { RecordingGroups } from '../catalogue/index.js';
import { hasPlace } from '../library/index.js';
import { marks, type Sql } from '../sql/index.js';

/** What is in the library now of something that was heard. */
export interface Link {
  readonly id: string;
  readonly title: string;
  readonly artist?: string;
  readonly artworkId?: string;
  readonly placeholder?: string;
}

/** A track, with the album it is on. */
export interface TrackLink extends Link {
  readonly albumId: string;
}

interface LinkRow {
  readonly key: number;
  readonly id: string;
  readonly title: string;
  readonly artist: string | null;
  readonly artwork_id: string | null;
  readonly placeholder: string | null;
}

/** The tracks of each recording, those that can be heard first. */
export async function tracksOf(sql: Sql, recordingKeys: readonly number[]): Promise<Map<number, TrackLink[]>> {
  if (recordingKeys.length === 0) return new Map();
  const members = await new RecordingGroups(sql).membersOf(recordingKeys);
  const all = [...new Set([...members.values()].flat())];
  const rows = await sql.all<LinkRow & { album_id: string }>(
    `SELECT t.recording_key AS key, t.id, t.title, t.artist, a.id AS album_id, w.id AS artwork_id, w.placeholder
     FROM track t JOIN album a ON a.key = t.album_key LEFT JOIN artwork w ON w.key = a.artwork_key
     WHERE t.recording_key IN (${marks(all)})
     ORDER BY t.is_missing, t.key`,
    all,
  );
  const links = groupByKey(rows, (row) => ({ ...linkOf(row), albumId: row.album_id }));
  // Its own tracks come first, then those of what counts as one with it.
  return new Map(
    [...members].map(([key, group]) => [
      key,
      [key, ...group.filter((other) => other !== key)].flatMap((one) => links.get(one) ?? []),
    ]),
  );
}

/** The albums of each release, those that can be heard first. */
export function albumsOf(sql: Sql, releaseKeys: readonly number[]): Promise<Map<number, Link[]>> {
  return albumsWhere(sql, releaseKeys);
}

/** Those of them that live somewhere for a person. */
export function placedAlbumsOf(
  sql: Sql,
  ownerId: string,
  releaseKeys: readonly number[],
): Promise<Map<number, Link[]>> {
  return albumsWhere(sql, releaseKeys, ` AND ${hasPlace('a')}`, [ownerId]);
}

async function albumsWhere(
  sql: Sql,
  releaseKeys: readonly number[],
  condition = '',
  parameters: readonly string[] = [],
): Promise<Map<number, Link[]>> {
  if (releaseKeys.length === 0) return new Map();
  const rows = await sql.all<LinkRow>(
    `SELECT a.release_key AS key, a.id, a.title, a.artist, w.id AS artwork_id, w.placeholder
     FROM album a LEFT JOIN artwork w ON w.key = a.artwork_key
     WHERE a.release_key IN (${marks(releaseKeys)})${condition}
     ORDER BY a.is_missing, a.key`,
    [...releaseKeys, ...parameters],
  );
  return groupByKey(rows, linkOf);
}

/** The artists that each performer is. */
export async function artistsOf(sql: Sql, performerKeys: readonly number[]): Promise<Map<number, Link[]>> {
  if (performerKeys.length === 0) return new Map();
  const rows = await sql.all<LinkRow>(
    `SELECT r.performer_key AS key, r.id, r.name AS title, NULL AS artist, w.id AS artwork_id, w.placeholder
     FROM artist r LEFT JOIN artwork w ON w.key = r.artwork_key
     WHERE r.performer_key IN (${marks(performerKeys)})
     ORDER BY r.is_missing, r.key`,
    performerKeys,
  );
  return groupByKey(rows, linkOf);
}

function groupByKey<Row extends LinkRow, View>(rows: readonly Row[], view: (row: Row) => View): Map<number, View[]> {
  const groups = new Map<number, View[]>();
  for (const row of rows) {
    const group = groups.get(row.key);
    if (group) group.push(view(row));
    else groups.set(row.key, [view(row)]);
  }
  return groups;
}

function linkOf(row: LinkRow): Link {
  return {
    id: row.id,
    title: row.title,
    ...(row.artist !== null && { artist: row.artist }),
    ...(row.artwork_id !== null && { artworkId: row.artwork_id }),
    ...(row.placeholder !== null && { placeholder: row.placeholder }),
  };
}
