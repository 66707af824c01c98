import { writtenDay } from '../day.js';

/** Everything the ledger knows of a listen, in the form that comes back when it is imported (imports/services/pyxis.ts). */
export interface ExportedListen {
  readonly playId: string;
  /** ISO 8601, UTC: for people. */
  readonly startedAt: string;
  readonly startedAtMs: number;
  /** `YYYY-MM-DD`, hour and weekday (Monday is 1) by the server's clock on the wall then. */
  readonly day: string;
  readonly hour: number;
  readonly weekday: number;
  readonly title: string;
  readonly artist: string;
  readonly performer: string;
  readonly album?: string;
  readonly albumArtist?: string;
  readonly source: string;
  /** Absent: a piece of music. */
  readonly kind?: string;
  readonly heardMs: number;
  readonly durationMs?: number;
  readonly outcome: string;
  readonly stoppedAtPositionMs?: number;
  readonly context?: { readonly kind: string; readonly id?: string; readonly title?: string };
  readonly output?: { readonly name: string; readonly kind: string };
  readonly origin: string;
  readonly trackId?: string;
  readonly albumId?: string;
  readonly artistId?: string;
  readonly mbRecordingId?: string;
  readonly isrc?: string;
  readonly mbReleaseId?: string;
  readonly mbArtistId?: string;
}

export interface ExportRow {
  readonly key: number;
  readonly play_id: string;
  readonly started_at_ms: number;
  readonly local_day: number;
  readonly local_hour: number;
  readonly weekday: number;
  readonly title: string;
  readonly artist: string;
  readonly performer: string;
  readonly album: string | null;
  readonly album_artist: string | null;
  readonly source: string;
  readonly heard_ms: number;
  readonly duration_ms: number | null;
  readonly outcome: string;
  readonly stopped_at_ms: number | null;
  readonly context_kind: string | null;
  readonly context_id: string | null;
  readonly context_title: string | null;
  readonly output_name: string | null;
  readonly output_kind: string | null;
  readonly origin: string;
  readonly kind: string | null;
  readonly track_id: string | null;
  readonly album_id: string | null;
  readonly artist_id: string | null;
  readonly mb_recording_id: string | null;
  readonly isrc: string | null;
  readonly mb_release_id: string | null;
  readonly mb_artist_id: string | null;
}

export function exportedListen(row: ExportRow): ExportedListen {
  return {
    playId: row.play_id,
    startedAt: new Date(row.started_at_ms).toISOString(),
    startedAtMs: row.started_at_ms,
    day: writtenDay(row.local_day),
    hour: row.local_hour,
    weekday: row.weekday,
    title: row.title,
    artist: row.artist,
    performer: row.performer,
    ...(row.album !== null && { album: row.album }),
    ...(row.album_artist !== null && { albumArtist: row.album_artist }),
    source: row.source,
    ...(row.kind !== null && { kind: row.kind }),
    heardMs: row.heard_ms,
    ...(row.duration_ms !== null && { durationMs: row.duration_ms }),
    outcome: row.outcome,
    ...(row.stopped_at_ms !== null && { stoppedAtPositionMs: row.stopped_at_ms }),
    ...(row.context_kind !== null && {
      context: {
        kind: row.context_kind,
        ...(row.context_id !== null && { id: row.context_id }),
        ...(row.context_title !== null && { title: row.context_title }),
      },
    }),
    ...(row.output_name !== null && { output: { name: row.output_name, kind: row.output_kind ?? '' } }),
    origin: row.origin,
    ...(row.track_id !== null && { trackId: row.track_id }),
    ...(row.album_id !== null && { albumId: row.album_id }),
    ...(row.artist_id !== null && { artistId: row.artist_id }),
    ...(row.mb_recording_id !== null && { mbRecordingId: row.mb_recording_id }),
    ...(row.isrc !== null && { isrc: row.isrc }),
    ...(row.mb_release_id !== null && { mbReleaseId: row.mb_release_id }),
    ...(row.mb_artist_id !== null && { mbArtistId: row.mb_artist_id }),
  };
}
