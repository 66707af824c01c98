import type { CreditFacts, TrackFacts } from '../catalogue/index.js';
import { marks, type Sql, type SqlValue } from '../sql/index.js';

interface FactsRow {
  readonly key: number;
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly track_number: number;
  readonly disc_number: number;
  readonly duration_ms: number;
  readonly isrc: string | null;
  readonly mb_recording_id: string | null;
  readonly album_id: string;
  readonly album_title: string;
  readonly album_artist: string;
  readonly mb_release_id: string | null;
  readonly mb_release_group_id: string | null;
  readonly source: string | null;
}

const FACTS = `SELECT t.key, t.id, t.title, t.artist, t.track_number, t.disc_number, t.duration_ms, t.isrc, t.mb_recording_id,
    a.id AS album_id, a.title AS album_title, a.artist AS album_artist, a.mb_release_id, a.mb_release_group_id,
    (SELECT s.source FROM track_source s WHERE s.track_key = t.key ORDER BY s.is_missing, s.key LIMIT 1) AS source
  FROM track t JOIN album a ON a.key = t.album_key`;

/** What is in the library has an id. */
export type LibraryTrackFacts = TrackFacts & { readonly id: string };

/** Facts of tracks. @param condition on `track t`, with what follows it */
export async function trackFacts(
  sql: Sql,
  condition: string,
  parameters: readonly SqlValue[],
): Promise<readonly LibraryTrackFacts[]> {
  const rows = await sql.all<FactsRow>(`${FACTS} WHERE ${condition}`, parameters);
  const credits = await creditsOf(sql, rows.map(({ key }) => key)); // prettier-ignore
  return rows.map((row) => factsOf(row, credits.get(row.key)));
}

async function creditsOf(sql: Sql, trackKeys: readonly number[]): Promise<Map<number, CreditFacts[]>> {
  const credits = new Map<number, CreditFacts[]>();
  if (trackKeys.length === 0) return credits;
  const rows = await sql.all<{ key: number; id: string; name: string; role: string; mbid: string | null }>(
    `SELECT c.track_key AS key, r.id, r.name, c.role, r.mb_artist_id AS mbid
     FROM track_artist c JOIN artist r ON r.key = c.artist_key
     WHERE c.track_key IN (${marks(trackKeys)}) ORDER BY c.track_key, c.position`,
    trackKeys,
  );
  for (const { key, id, name, role, mbid } of rows) {
    const credit = { id, name, role, ...(mbid !== null && { mbArtistId: mbid }) };
    const known = credits.get(key);
    if (known) known.push(credit);
    else credits.set(key, [credit]);
  }
  return credits;
}

function factsOf(row: FactsRow, credits: readonly CreditFacts[] = []): LibraryTrackFacts {
  return {
    id: row.id,
    title: row.title,
    artist: row.artist,
    credits,
    ...(row.album_title !== '' && {
      album: {
        id: row.album_id,
        title: row.album_title,
        ...(row.album_artist !== '' && { artist: row.album_artist }),
        ...(row.mb_release_id !== null && { mbReleaseId: row.mb_release_id }),
        ...(row.mb_release_group_id !== null && { mbReleaseGroupId: row.mb_release_group_id }),
      },
    }),
    ...(row.track_number > 0 && { trackNumber: row.track_number }),
    ...(row.disc_number > 0 && { discNumber: row.disc_number }),
    ...(row.duration_ms > 0 && { durationMs: row.duration_ms }),
    ...(row.isrc !== null && { isrc: row.isrc }),
    ...(row.mb_recording_id !== null && { mbRecordingId: row.mb_recording_id }),
    source: row.source ?? 'local',
  };
}
