import { SAME_LENGTH_MS, sameRecording, type RecordingFacts } from '../../catalogue/index.js';
import { identityKey, sortKey } from '../../common/index.js';
import type { Sql } from '../../sql/index.js';

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
