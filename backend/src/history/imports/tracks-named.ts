import { possibleNames, SAME_LENGTH_MS, sameRecording, type RecordingFacts } from '../../catalogue/index.js';
import { identityKey, sortKey } from '../../common/index.js';
import { marks, type Sql } from '../../sql/index.js';

interface TrackRow {
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly duration_ms: number;
  readonly mbid: string | null;
}

/** Why a listen found no track: nobody of that name is there, or no such title of theirs, or only another recording of it. */
export const MISSING_REASONS = ['artist', 'title', 'recording'] as const;
export type MissingReason = (typeof MISSING_REASONS)[number];

/** Files name guests behind a title, which services leave out; behind each stands who. */
const GUESTS = ['feat', 'ft', 'featuring', 'with'];
/** Behind every sign that a sort key has. */
const LAST_SIGN = '\uffff';

/**
 * Ids of the library's tracks that are a recording which nobody named by id: what services tell of has none. Whoever is
 * named may be credited in any place, for “A, B”, “A & B” and “A feat. B” are one to services; whether it is the same
 * recording, the rules of identity say.
 * @param performer the main one
 */
export async function tracksNamed(
  sql: Sql,
  facts: RecordingFacts,
  performer: string,
): Promise<{ readonly ids: readonly string[]; readonly missing?: MissingReason }> {
  const names = [...new Set([performer, facts.artist].flatMap(possibleNames).map(identityKey))];
  const title = sortKey(facts.title);
  const guests = GUESTS.flatMap((word) => [`${title} ${word} `, `${title} ${word} ${LAST_SIGN}`]);
  const isTitle = `(t.sort_title = ?${GUESTS.map(() => ' OR (t.sort_title >= ? AND t.sort_title < ?)').join('')})`;
  const rows = await sql.all<TrackRow>(
    `SELECT t.id, t.title, t.artist, a.title AS album, t.duration_ms, t.mb_recording_id AS mbid
     FROM track t JOIN album a ON a.key = t.album_key
     WHERE t.is_missing IN (?, ?) AND ${isTitle} AND EXISTS (
       SELECT 1 FROM track_artist c JOIN artist r ON r.key = c.artist_key
       WHERE c.track_key = t.key AND r.identity_key IN (${marks(names)}))`,
    [false, true, title, ...guests, ...names],
  );
  const ids = rows.filter((row) => isTrack(facts, row)).map(({ id }) => id);
  if (ids.length > 0) return { ids };
  if (rows.length > 0) return { ids, missing: 'recording' };
  const artist = await sql.get(
    `SELECT 1 AS one FROM artist WHERE identity_key IN (${marks(names)}) AND track_count > 0 LIMIT 1`,
    names,
  );
  return { ids, missing: artist ? 'title' : 'artist' };
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
