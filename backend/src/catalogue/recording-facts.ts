import type { Sql } from '../sql/index.js';
import type { RecordingFacts } from './identity/facts.js';
import { Refs } from './refs.js';

export interface RecordingRow {
  readonly key: number;
  readonly performer_key: number;
  readonly title: string;
  readonly artist: string;
  readonly album: string | null;
  readonly duration_ms: number | null;
}

export const RECORDING_COLUMNS = 'key, performer_key, title, artist, album, duration_ms';

/** What the rules go by, with the ids that a recording and its performer are known by. */
export async function recordingFacts(sql: Sql, rows: readonly RecordingRow[]): Promise<Map<number, RecordingFacts>> {
  const recordings = new Refs(sql, 'recording');
  const keys = rows.map(({ key }) => key);
  const mbids = await recordings.valuesOf('mbid', keys);
  const isrcs = await recordings.valuesOf('isrc', keys);
  const performers = [...new Set(rows.map(({ performer_key }) => performer_key))];
  const artists = await new Refs(sql, 'performer').valuesOf('mbid', performers);
  return new Map(
    rows.map((row) => {
      const [mbRecordingId] = mbids.get(row.key) ?? [];
      const [isrc] = isrcs.get(row.key) ?? [];
      const mbArtistIds = artists.get(row.performer_key);
      const facts: RecordingFacts = {
        title: row.title,
        artist: row.artist,
        ...(row.album !== null && { album: row.album }),
        ...(row.duration_ms !== null && { durationMs: row.duration_ms }),
        ...(mbRecordingId !== undefined && { mbRecordingId }),
        ...(isrc !== undefined && { isrc }),
        ...(mbArtistIds && { mbArtistIds }),
      };
      return [row.key, facts];
    }),
  );
}
