import { identityKey, sortKey } from '../common/index.js';
import type { Sql } from '../sql/index.js';
import type { RecordingFacts, ReleaseFacts } from './identity/facts.js';
import { SAME_LENGTH_MS, sameRecording } from './identity/recording-rules.js';
import { sameRelease } from './identity/release-rules.js';

interface TrackRow {
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly duration_ms: number;
  readonly mbid: string | null;
}

/**
 * Ids of the library's tracks that are a recording which nobody named by id: what services tell of has none.
 * @param performer the main one
 */
export async function tracksNamed(sql: Sql, facts: RecordingFacts, performer: string): Promise<string[]> {
  const rows = await sql.all<TrackRow>(
    `SELECT t.id, t.title, t.artist, a.title AS album, t.duration_ms, t.mb_recording_id AS mbid
     FROM track t JOIN album a ON a.key = t.album_key
     JOIN track_artist c ON c.track_key = t.key AND c.position = 0 JOIN artist r ON r.key = c.artist_key
     WHERE t.is_missing IN (?, ?) AND t.sort_title = ? AND r.identity_key = ?`,
    [false, true, sortKey(facts.title), identityKey(performer)],
  );
  return rows.filter((row) => isTrack(facts, row)).map(({ id }) => id);
}

function isTrack(facts: RecordingFacts, { title, artist, album, duration_ms, mbid }: TrackRow): boolean {
  const { durationMs } = facts;
  const isLength = durationMs === undefined || Math.abs(duration_ms - durationMs) <= SAME_LENGTH_MS;
  const track = {
    title,
    artist,
    ...(album !== '' && { album }),
    ...(duration_ms > 0 && { durationMs: duration_ms }),
    ...(mbid !== null && { mbRecordingId: mbid }),
  };
  return isLength && sameRecording(facts, track).outcome === 'same';
}

/** Ids of the library's albums that are this release. */
export async function albumsNamed(sql: Sql, facts: ReleaseFacts): Promise<string[]> {
  const rows = await sql.all<{ id: string; title: string; artist: string; group: string | null }>(
    `SELECT id, title, artist, mb_release_group_id AS "group" FROM album
     WHERE is_missing IN (?, ?) AND sort_title = ?`,
    [false, true, sortKey(facts.title)],
  );
  const isSo = ({ title, artist, group }: (typeof rows)[number]): boolean =>
    sameRelease(facts, { title, artist, ...(group !== null && { mbReleaseGroupId: group }) }).outcome === 'same';
  return rows.filter(isSo).map(({ id }) => id);
}

/** Ids of the library's artists of that name: one, or none. @param mbArtistId where it is known */
export async function artistsNamed(sql: Sql, name: string, mbArtistId: string | undefined): Promise<string[]> {
  const rows = await sql.all<{ id: string; mbid: string | null }>(
    'SELECT id, mb_artist_id AS mbid FROM artist WHERE identity_key = ?',
    [identityKey(name)],
  );
  const isSo = ({ mbid }: { mbid: string | null }): boolean =>
    mbid === null || mbArtistId === undefined || mbid === mbArtistId;
  return rows.filter(isSo).map(({ id }) => id);
}
