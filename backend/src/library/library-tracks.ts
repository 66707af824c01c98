import { Injectable } from '@nestjs/common';
import type { CreditFacts, TrackFacts, TrackLocation, TrackReader } from '../catalogue/index.js';
import type { TrackView } from '../catalogue/index.js';
import type { Sql } from '../sql/index.js';
import { TRACK_SELECT, trackViews, type TrackRow } from './track-views.js';

/** Ids asked for in one statement. */
const MOST_IDS = 500;

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

interface LocationRow {
  readonly source: string;
  readonly locator: string;
  readonly codec: string | null;
  readonly container: string | null;
  readonly mime_type: string | null;
  readonly channels: number | null;
  readonly bit_depth: number | null;
  readonly duration_ms: number;
}

// What was missing at the last scan may be back, so it is tried as well, but last.
const LOCATIONS = `SELECT s.source, s.locator, s.codec, s.container, s.mime_type, s.channels, s.bit_depth, t.duration_ms
  FROM track_source s JOIN track t ON t.key = s.track_key WHERE t.id = ?
  ORDER BY s.is_missing, s.bitrate_kbps DESC, s.key`;

/** The tracks of the library, for the directory of all tracks. */
@Injectable()
export class LibraryTracks implements TrackReader {
  /** Ids of sources hold a colon. */
  owns(id: string): boolean {
    return !id.includes(':');
  }

  async views(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, TrackView>> {
    const found = new Map<string, TrackView>();
    for (let from = 0; from < ids.length; from += MOST_IDS) {
      const some = ids.slice(from, from + MOST_IDS);
      const rows = await sql.all<TrackRow>(`${TRACK_SELECT} WHERE t.id IN (${some.map(() => '?').join(', ')})`, some);
      for (const view of await trackViews(sql, rows)) found.set(view.id, view);
    }
    return found;
  }

  async facts(sql: Sql, id: string): Promise<TrackFacts | undefined> {
    const row = await sql.get<FactsRow>(`${FACTS} WHERE t.id = ?`, [id]);
    return row && factsOf(row, (await creditsOf(sql, [row.key])).get(row.key));
  }

  /** Facts of the next tracks, by key, that nobody identified yet. @param after a key; 0: from the first */
  async unidentified(sql: Sql, after: number, limit: number): Promise<ReadonlyMap<number, TrackFacts>> {
    const rows = await sql.all<FactsRow>(
      `${FACTS} WHERE t.recording_key IS NULL AND t.key > ? ORDER BY t.key LIMIT ?`,
      [after, limit],
    );
    const credits = await creditsOf(sql, rows.map(({ key }) => key)); // prettier-ignore
    return new Map(rows.map((row) => [row.key, factsOf(row, credits.get(row.key))]));
  }

  async locations(sql: Sql, id: string): Promise<readonly TrackLocation[]> {
    return (await sql.all<LocationRow>(LOCATIONS, [id])).map(locationOf);
  }
}

async function creditsOf(sql: Sql, trackKeys: readonly number[]): Promise<Map<number, CreditFacts[]>> {
  const credits = new Map<number, CreditFacts[]>();
  if (trackKeys.length === 0) return credits;
  const rows = await sql.all<{ key: number; id: string; name: string; role: string; mbid: string | null }>(
    `SELECT c.track_key AS key, r.id, r.name, c.role, r.mb_artist_id AS mbid
     FROM track_artist c JOIN artist r ON r.key = c.artist_key
     WHERE c.track_key IN (${trackKeys.map(() => '?').join(', ')}) ORDER BY c.track_key, c.position`,
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

function factsOf(row: FactsRow, credits: readonly CreditFacts[] = []): TrackFacts {
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

function locationOf(row: LocationRow): TrackLocation {
  const { source, locator, codec, container, mime_type, channels, bit_depth, duration_ms } = row;
  const isSeen = codec !== null && container !== null && mime_type !== null && channels !== null;
  return {
    source,
    locator,
    ...(isSeen && {
      format: { codec, container, mimeType: mime_type, channels, ...(bit_depth !== null && { bitDepth: bit_depth }) },
    }),
    ...(duration_ms > 0 && { durationMs: duration_ms }),
  };
}
