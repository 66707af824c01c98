import type { PlayEvent } from '../playback/index.js';
import type { Sql } from '../sql/index.js';

/** What played, as it was called at that time. Kept as JSON in the outbox. */
export interface PlayedTrack {
  readonly title: string;
  readonly artist: string;
  readonly album?: string;
  /** Only when it is not the track's artist. */
  readonly albumArtist?: string;
  readonly trackNumber?: number;
  readonly durationMs?: number;
  readonly isrc?: string;
  readonly recordingMbid?: string;
  readonly releaseMbid?: string;
  readonly releaseGroupMbid?: string;
  readonly artistMbids?: readonly string[];
  /** Not for what a station chose. */
  readonly isChosenByListener: boolean;
}

interface TrackRow {
  readonly key: number;
  readonly title: string;
  readonly artist: string;
  readonly track_number: number;
  readonly isrc: string | null;
  readonly mb_recording_id: string | null;
  readonly album_title: string;
  readonly album_artist: string;
  readonly mb_release_id: string | null;
  readonly mb_release_group_id: string | null;
}

/** Reads what plays from the library. @returns undefined where title or artist is not known: nobody can be told of it */
export async function readPlayedTrack(
  sql: Sql,
  { trackId, durationMs, context }: Pick<PlayEvent, 'trackId' | 'durationMs' | 'context'>,
): Promise<PlayedTrack | undefined> {
  const row = await sql.get<TrackRow>(
    `SELECT t.key, t.title, t.artist, t.track_number, t.isrc, t.mb_recording_id, a.title AS album_title,
       a.artist AS album_artist, a.mb_release_id, a.mb_release_group_id
     FROM track t JOIN album a ON a.key = t.album_key WHERE t.id = ?`,
    [trackId],
  );
  if (!row || row.title.trim() === '' || row.artist.trim() === '') return undefined;
  const artistMbids = await artistMbidsOf(sql, row.key);
  return {
    title: row.title,
    artist: row.artist,
    ...(row.album_title !== '' && { album: row.album_title }),
    ...(row.album_artist !== '' && row.album_artist !== row.artist && { albumArtist: row.album_artist }),
    ...(row.track_number > 0 && { trackNumber: row.track_number }),
    ...(durationMs > 0 && { durationMs }),
    ...(row.isrc !== null && { isrc: row.isrc }),
    ...(row.mb_recording_id !== null && { recordingMbid: row.mb_recording_id }),
    ...(row.mb_release_id !== null && { releaseMbid: row.mb_release_id }),
    ...(row.mb_release_group_id !== null && { releaseGroupMbid: row.mb_release_group_id }),
    ...(artistMbids.length > 0 && { artistMbids }),
    isChosenByListener: context?.kind !== 'station',
  };
}

/** All or none: a part of the credited artists would pass for the whole. */
async function artistMbidsOf(sql: Sql, trackKey: number): Promise<string[]> {
  const rows = await sql.all<{ mbid: string | null }>(
    `SELECT r.mb_artist_id AS mbid FROM track_artist ta JOIN artist r ON r.key = ta.artist_key
     WHERE ta.track_key = ? AND ta.role IN ('main', 'featured') ORDER BY ta.position`,
    [trackKey],
  );
  const mbids = rows.flatMap(({ mbid }) => (mbid === null ? [] : [mbid]));
  return mbids.length === rows.length ? mbids : [];
}
