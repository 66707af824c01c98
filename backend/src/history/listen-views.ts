import { TRACK_KINDS } from '../catalogue/index.js';
import { marks, type Sql } from '../sql/index.js';
import { writtenDay } from './day.js';
import { albumsOf, artistsOf, tracksOf, type Link, type TrackLink } from './library-links.js';
import type { ListenView } from './listens.dto.js';

interface ListenRow {
  readonly key: number;
  readonly play_id: string;
  readonly recording_key: number;
  readonly release_key: number | null;
  readonly performer_key: number;
  readonly title: string;
  readonly artist: string;
  readonly album: string | null;
  readonly source: string;
  readonly started_at_ms: number;
  readonly local_day: number;
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
}

/** @returns the listens of these keys, in their order, with what is in the library of them */
export async function listenViews(sql: Sql, keys: readonly number[]): Promise<ListenView[]> {
  if (keys.length === 0) return [];
  const rows = await sql.all<ListenRow>(
    `SELECT l.key, l.play_id, l.recording_key, l.release_key, l.performer_key, h.title, h.artist, h.album, h.source,
       l.started_at_ms, l.local_day, l.heard_ms, l.duration_ms, l.outcome, l.stopped_at_ms, l.context_kind,
       l.context_id, l.context_title, l.output_name, l.output_kind, l.origin, l.kind
     FROM listen l JOIN heard_as h ON h.key = l.heard_as_key WHERE l.key IN (${marks(keys)})`,
    keys,
  );
  const distinct = (values: readonly (number | null)[]): number[] => [...new Set(values.filter((key) => key !== null))];
  const [tracks, albums, artists] = await Promise.all([
    tracksOf(sql, distinct(rows.map((row) => row.recording_key))),
    albumsOf(sql, distinct(rows.map((row) => row.release_key))),
    artistsOf(sql, distinct(rows.map((row) => row.performer_key))),
  ]);
  const views = new Map(
    rows.map((row) => {
      const ofRelease = row.release_key === null ? [] : (albums.get(row.release_key) ?? []);
      const track = bestTrack(tracks.get(row.recording_key) ?? [], ofRelease);
      const album = ofRelease.find(({ id }) => id === track?.albumId) ?? ofRelease[0];
      return [row.key, listenView(row, track, album, artists.get(row.performer_key)?.[0])];
    }),
  );
  return keys.flatMap((key) => views.get(key) ?? []);
}

/** Of all tracks of the recording the one on the album that was heard. */
function bestTrack(tracks: readonly TrackLink[], albums: readonly Link[]): TrackLink | undefined {
  return tracks.find(({ albumId }) => albums.some(({ id }) => id === albumId)) ?? tracks[0];
}

function kindOf({ kind: kept }: ListenRow): Pick<ListenView, 'kind'> {
  const kind = TRACK_KINDS.find((each) => each === kept);
  return kind ? { kind } : {};
}

function listenView(row: ListenRow, track?: TrackLink, album?: Link, artist?: Link): ListenView {
  const { artworkId, placeholder } = album ?? track ?? {};
  return {
    id: row.play_id,
    ...(track && { trackId: track.id }),
    ...(album && { albumId: album.id }),
    ...(artist && { artistId: artist.id }),
    ...kindOf(row),
    title: row.title,
    artist: row.artist,
    ...(row.album !== null && { album: row.album }),
    source: row.source,
    ...(artworkId !== undefined && { artworkId }),
    ...(placeholder !== undefined && { placeholder }),
    startedAtMs: row.started_at_ms,
    day: writtenDay(row.local_day),
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
  };
}
