import { present } from '../../common/index.js';
import type { SavedStation } from '../../stations/index.js';

/** A heart with all that finds the same thing again, in the form that comes back when it is imported (imports/services/pyxis-heart.ts). */
export interface ExportedHeart {
  /** Tells it from a listen, which has no type. */
  readonly type: 'heart';
  /** `track`, `album`, `artist`, `show` or `station`. */
  readonly kind: string;
  /** Of the library, of a source, or of a show. */
  readonly id: string;
  /** ISO 8601, UTC: for people. */
  readonly heartedAt: string;
  readonly heartedAtMs: number;
  readonly title: string;
  /** Of a show its author. */
  readonly artist?: string;
  readonly performer?: string;
  readonly album?: string;
  readonly durationMs?: number;
  readonly mbRecordingId?: string;
  readonly isrc?: string;
  readonly mbReleaseId?: string;
  readonly mbArtistId?: string;
  readonly artworkId?: string;
  /** Of the feed of a show; never that of a private one. */
  readonly address?: string;
  /** Only of a station. */
  readonly station?: Pick<SavedStation, 'urls' | 'homepage' | 'artwork' | 'countryCode' | 'charset' | 'group' | 'gainDb'> & {
    readonly tags?: readonly string[];
  };
} // prettier-ignore

export interface HeartRow {
  readonly key: number;
  readonly kind: string;
  readonly subject: string;
  readonly title: string;
  readonly artist: string | null;
  readonly hearted_at_ms: number;
  readonly artwork_id: string | null;
  readonly performer: string | null;
  readonly duration_ms: number | null;
  readonly album: string | null;
  readonly address: string | null;
  readonly mb_recording_id: string | null;
  readonly isrc: string | null;
  readonly mb_release_id: string | null;
  readonly mb_artist_id: string | null;
}

export function exportedHeart(row: HeartRow): ExportedHeart {
  return {
    ...headOf(row.kind, row.subject, row.hearted_at_ms, row.title),
    ...present({
      artist: row.artist ?? undefined,
      performer: row.performer ?? undefined,
      album: row.album || undefined,
      durationMs: row.duration_ms ?? undefined,
      mbRecordingId: row.mb_recording_id ?? undefined,
      isrc: row.isrc ?? undefined,
      mbReleaseId: row.mb_release_id ?? undefined,
      mbArtistId: row.mb_artist_id ?? undefined,
      artworkId: row.artwork_id ?? undefined,
      address: row.address ?? undefined,
    }),
  };
}

/** A saved station is loved by being saved. */
export function exportedStation(saved: SavedStation): ExportedHeart {
  const { trackId, name, urls, homepage, artwork, tags, countryCode, charset, group, gainDb, addedAtMs } = saved;
  const rest = present({ homepage, artwork, countryCode, charset, group, gainDb });
  return {
    ...headOf('station', trackId, addedAtMs, name),
    station: { urls, ...(tags.length > 0 && { tags }), ...rest },
  };
}

function headOf(
  kind: string,
  id: string,
  heartedAtMs: number,
  title: string,
): Pick<ExportedHeart, 'type' | 'kind' | 'id' | 'heartedAt' | 'heartedAtMs' | 'title'> {
  return { type: 'heart', kind, id, heartedAt: new Date(heartedAtMs).toISOString(), heartedAtMs, title };
}
