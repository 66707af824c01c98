import {
  whyNotPlayableOf,
  type ArtistRef,
  type AudioFormatView,
  type ReplayGainView,
  type TrackView,
  type TrackWork,
  type WhyNotPlayable,
} from '../catalogue/index.js';
import type { SourceTrack } from '../sources/index.js';
import { marks, type Sql } from '../sql/index.js';
import { creditsOf } from './album-views.js';
import type { SourcesOff } from './sources-off.js';

/** Columns of `TRACK_SELECT`. */
export interface TrackRow {
  readonly key: number;
  readonly id: string;
  readonly title: string;
  readonly source_title: string;
  readonly sort_title: string;
  readonly artist: string;
  readonly sort_artist: string;
  readonly disc_number: number;
  readonly track_number: number;
  readonly disc_subtitle: string | null;
  readonly duration_ms: number;
  readonly year: number;
  readonly track_gain_db: number | null;
  readonly track_peak: number | null;
  readonly album_gain_db: number | null;
  readonly album_peak: number | null;
  readonly work: string | null;
  readonly movement: string | null;
  readonly movement_number: number | null;
  readonly movement_total: number | null;
  readonly has_lyrics: number | boolean;
  readonly is_missing: number | boolean;
  readonly added_at_ms: number;
  readonly album_id: string;
  readonly album_title: string;
  readonly artwork_id: string | null;
  readonly placeholder: string | null;
  readonly codec: string | null;
  readonly mime_type: string;
  readonly bitrate_kbps: number;
  readonly sample_rate_hz: number;
  readonly channels: number;
  readonly bit_depth: number | null;
  readonly size_bytes: number;
}

/** In its file, at a source, or as somebody wrote it. */
const HAS_LYRICS = `(t.has_lyrics OR EXISTS (
    SELECT 1 FROM lyrics_edit e WHERE e.track_id = t.id AND e.text IS NOT NULL))`;

/** Tracks with their album, its cover and the first source that has them. */
export const TRACK_SELECT = `SELECT t.key, t.id, t.title, t.source_title, t.sort_title, t.artist, t.sort_artist,
    t.disc_number, t.track_number, t.disc_subtitle, t.duration_ms, t.year, t.track_gain_db, t.track_peak,
    t.album_gain_db, t.album_peak, t.work, t.movement, t.movement_number, t.movement_total, ${HAS_LYRICS} AS has_lyrics, t.is_missing, t.added_at_ms, a.id AS album_id, a.title AS album_title,
    w.id AS artwork_id, w.placeholder, s.codec, s.mime_type, s.bitrate_kbps, s.sample_rate_hz, s.channels, s.bit_depth,
    s.size_bytes
  FROM track t JOIN album a ON a.key = t.album_key LEFT JOIN artwork w ON w.key = a.artwork_key
  LEFT JOIN track_source s ON s.key = (
    SELECT min(p.key) FROM track_source p WHERE p.track_key = t.key AND NOT p.is_missing)`;

/** What was saved of a source has no unit. */
const SNAPSHOTS = `SELECT s.track_key AS key, i.value FROM track_source s
  JOIN source_item i ON i.source = s.source AND i.kind = 'track' AND i.native_id = s.locator WHERE s.unit_key IS NULL`;

/** @returns the same tracks in the same order, with their artists: one query for all */
export async function trackViews(sql: Sql, rows: readonly TrackRow[], sourcesOff: SourcesOff): Promise<TrackView[]> {
  const keys = rows.map(({ key }) => key);
  const credits = await creditsOf(sql, 'track', keys);
  const off = await sourcesOff.tracks(sql, keys);
  const why = await whyNotPlayable(sql, rows);
  return rows.map((row) => trackView(row, credits.get(row.key) ?? [], off.get(row.key), why.get(row.key)));
}

/** Of tracks that were saved as such that their source does not play: what it said of that last, by key. */
async function whyNotPlayable(sql: Sql, rows: readonly TrackRow[]): Promise<ReadonlyMap<number, WhyNotPlayable>> {
  const keys = rows.filter((row) => row.is_missing).map(({ key }) => key);
  if (keys.length === 0) return new Map();
  const found = await sql.all<{ key: number; value: string }>(`${SNAPSHOTS} AND s.track_key IN (${marks(keys)})`, keys);
  return new Map(
    found.flatMap(({ key, value }): [number, WhyNotPlayable][] => {
      const why = whyNotPlayableOf(JSON.parse(value) as SourceTrack);
      return why ? [[key, why]] : [];
    }),
  );
}

function trackView(
  row: TrackRow,
  artists: ArtistRef[],
  offSourceId: string | undefined,
  why: WhyNotPlayable | undefined,
): TrackView {
  const format = formatOf(row);
  const replayGain = gainOf(row);
  const work = workOf(row);
  return {
    id: row.id,
    title: row.title,
    artist: row.artist,
    artists,
    album: { id: row.album_id, title: row.album_title },
    ...(row.artwork_id !== null && { artworkId: row.artwork_id }),
    ...(row.placeholder !== null && { placeholder: row.placeholder }),
    ...(row.disc_number > 0 && { discNumber: row.disc_number }),
    ...(row.track_number > 0 && { trackNumber: row.track_number }),
    ...(row.duration_ms > 0 && { durationMs: row.duration_ms }),
    ...(row.year > 0 && { year: row.year }),
    ...(format && { format }),
    ...(replayGain && { replayGain }),
    ...(work && { work }),
    hasLyrics: Boolean(row.has_lyrics),
    isMissing: Boolean(row.is_missing) || offSourceId !== undefined,
    ...(offSourceId !== undefined && { offSourceId }),
    ...why,
    addedAtMs: row.added_at_ms,
    ...(row.title !== row.source_title && { sourceTitle: row.source_title }),
  };
}

function formatOf(row: TrackRow): AudioFormatView | undefined {
  if (row.codec === null) return undefined;
  return {
    codec: row.codec,
    mimeType: row.mime_type,
    bitrateKbps: row.bitrate_kbps,
    sampleRateHz: row.sample_rate_hz,
    channels: row.channels,
    ...(row.bit_depth !== null && { bitDepth: row.bit_depth }),
    sizeBytes: row.size_bytes,
  };
}

function workOf(row: TrackRow): TrackWork | undefined {
  if (row.work === null) return undefined;
  return {
    title: row.work,
    ...(row.movement !== null && { movement: row.movement }),
    ...(row.movement_number !== null && { movementNumber: row.movement_number }),
    ...(row.movement_total !== null && { movementTotal: row.movement_total }),
  };
}

function gainOf(row: TrackRow): ReplayGainView | undefined {
  if (row.track_gain_db === null && row.album_gain_db === null) return undefined;
  return {
    ...(row.track_gain_db !== null && { trackGainDb: row.track_gain_db }),
    ...(row.track_peak !== null && { trackPeak: row.track_peak }),
    ...(row.album_gain_db !== null && { albumGainDb: row.album_gain_db }),
    ...(row.album_peak !== null && { albumPeak: row.album_peak }),
  };
}
