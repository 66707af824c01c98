import type { ArtistRef } from '../catalogue/index.js';
import { marks, type Sql } from '../sql/index.js';
import type { AlbumSummary } from './library.dto.js';
import { placementOf, type PlacedRow } from './placements.js';
import type { SourcesOff } from './sources-off.js';

/** Columns of `ALBUM_SELECT`. */
export interface AlbumRow extends PlacedRow {
  readonly key: number;
  readonly id: string;
  readonly title: string;
  readonly sort_title: string;
  readonly artist: string;
  readonly sort_artist: string;
  readonly sort_year: number;
  readonly is_compilation: number | boolean;
  readonly is_missing: number | boolean;
  readonly track_count: number;
  readonly duration_ms: number;
  readonly size_bytes: number;
  readonly added_at_ms: number;
  readonly artwork_id: string | null;
  readonly placeholder: string | null;
  readonly placed_at_ms: number | null;
  /** What was heard of it, in lists: null where nothing was. */
  readonly subject_key?: number | null;
  readonly listens?: number | null;
  readonly last_started_at_ms?: number | null;
}

const COLUMNS = `a.key, a.id, a.title, a.sort_title, a.artist, a.sort_artist, a.sort_year,
    a.is_compilation, a.is_missing, a.track_count, a.duration_ms, a.size_bytes, a.added_at_ms, w.id AS artwork_id, w.placeholder,
    a.is_held, p.placement, p.placed_at_ms`;
const JOINED = `LEFT JOIN artwork w ON w.key = a.artwork_key LEFT JOIN placement p ON p.album_key = a.key AND p.owner_id = ?`;

/** Takes the owner's id as its first parameter. */
export const ALBUM_SELECT = `SELECT ${COLUMNS} FROM album a ${JOINED}`;
const HEARD = `${COLUMNS}, y.subject_key, y.listens, y.last_started_at_ms`;
/** The same with what was heard of each. Takes the owner's id twice. */
export const LISTED_ALBUM_SELECT = `SELECT ${HEARD} FROM album a
  LEFT JOIN tally y ON y.owner_id = ? AND y.kind = 'release' AND y.subject_key = a.release_key AND y.listens > 0 ${JOINED}`;
/**
 * The same along what was heard, which a condition has to tie to it. Takes the owner's id once. CROSS JOIN says to SQLite in
 * which order to go.
 */
export const HEARD_ALBUM_SELECT = `SELECT ${HEARD} FROM tally y CROSS JOIN album a ${JOINED}`;

/** @returns the same albums in the same order, with their artists: one query for all */
export async function albumViews(sql: Sql, rows: readonly AlbumRow[], sourcesOff: SourcesOff): Promise<AlbumSummary[]> {
  const keys = rows.map(({ key }) => key);
  const credits = await creditsOf(sql, 'album', keys);
  const off = await sourcesOff.albums(sql, keys);
  return rows.map((row) => albumView(row, credits.get(row.key) ?? [], off.get(row.key)));
}

function albumView(row: AlbumRow, artists: ArtistRef[], offSourceId: string | undefined): AlbumSummary {
  const placement = placementOf(row);
  return {
    id: row.id,
    title: row.title,
    artist: row.artist,
    artists,
    ...(row.sort_year > 0 && { year: row.sort_year }),
    ...(row.artwork_id !== null && { artworkId: row.artwork_id }),
    ...(row.placeholder !== null && { placeholder: row.placeholder }),
    trackCount: row.track_count,
    durationMs: row.duration_ms,
    isCompilation: Boolean(row.is_compilation),
    isMissing: Boolean(row.is_missing) || offSourceId !== undefined,
    ...(offSourceId !== undefined && { offSourceId }),
    // Only of files is it known how large they are.
    hasFiles: row.size_bytes > 0,
    addedAtMs: row.added_at_ms,
    ...(row.listens !== undefined && { plays: row.listens ?? 0 }),
    ...(row.last_started_at_ms != null && { lastHeardAtMs: row.last_started_at_ms }),
    ...(placement && { placement }),
  };
}

/** Who these albums or tracks are credited to, by key. */
export async function creditsOf(
  sql: Sql,
  kind: 'album' | 'track',
  keys: readonly number[],
): Promise<Map<number, ArtistRef[]>> {
  const credits = new Map<number, ArtistRef[]>();
  if (keys.length === 0) return credits;
  const rows = await sql.all<{ owner: number; id: string; name: string; role: string; instrument?: string | null }>(
    `SELECT c.${kind}_key AS owner, r.id, c.credited_as AS name, c.role${kind === 'track' ? ', c.instrument' : ''} FROM ${kind}_artist c
     JOIN artist r ON r.key = c.artist_key WHERE c.${kind}_key IN (${marks(keys)})
     ORDER BY c.${kind}_key, c.position`,
    keys,
  );
  for (const { owner, instrument, ...credit } of rows) {
    const artist = instrument == null ? credit : { ...credit, instrument };
    const artists = credits.get(owner);
    if (artists) artists.push(artist);
    else credits.set(owner, [artist]);
  }
  return credits;
}
