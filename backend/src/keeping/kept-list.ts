import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, type PageQuery } from '../api/index.js';
import { splitSourceId, TrackDirectory } from '../catalogue/index.js';
import { present } from '../common/index.js';
import { Database } from '../database/index.js';
import { AlbumRepository } from '../library/index.js';
import { marks } from '../sql/index.js';
import type { EntryKind, KeptEntry, Why } from './keeping.dto.js';
import { Wants, type Reason } from './wants.js';

/** What is here of one album, playlist or loose track. */
interface GroupRow {
  /** Its kind and id: `album:…`, `pin:…`, `track:…`. */
  readonly subject: string;
  readonly used_at_ms: number;
  readonly size_bytes: number;
  readonly tracks_here: number;
  readonly whose: string | null;
}

interface AlbumRow {
  readonly id: string;
  readonly key: number;
  readonly track_count: number;
  readonly is_pinned: number | boolean;
  readonly heard_at_ms: number | null;
}

interface PinRow {
  readonly subject: string;
  readonly kind: EntryKind;
  readonly title: string;
  readonly artist: string | null;
  readonly artwork_id: string | null;
  readonly placeholder: string | null;
  readonly track_count: number;
  readonly tracks_here: number;
  readonly size_bytes: number;
}

/** More than is marked in lists. */
const MOST_WHOLE = 5_000;

/**
 * Everything that is here of what lies elsewhere, each track with what it belongs to: an album of the library, else what
 * somebody asked to have at home, else itself. As many rows as there is room for files. Takes the owner's id twice.
 */
const HERE = `SELECT COALESCE(
    (SELECT 'album:' || a.id FROM track_source s JOIN track t ON t.key = s.track_key JOIN album a ON a.key = t.album_key
     WHERE s.source = c.source AND s.locator = c.locator AND s.unit_key IS NULL ORDER BY s.key LIMIT 1),
    (SELECT 'pin:' || n.subject FROM kept_at_home_track n
     WHERE n.owner_id = ? AND n.track_id = c.source || ':' || c.locator ORDER BY n.subject LIMIT 1),
    'track:' || c.source || ':' || c.locator) AS subject,
    c.last_used_at_ms AS used_at_ms, c.stored_bytes AS size_bytes, c.pinned_by AS whose,
    CASE WHEN c.is_complete THEN c.locator END AS whole
  FROM audio_cache c WHERE c.stored_bytes > 0
  UNION ALL
  SELECT CASE WHEN a.key IS NULL THEN 'pin:' ELSE 'album:' END || h.subject, h.since_ms, 0, 'pinned', NULL
  FROM kept_at_home h LEFT JOIN album a ON a.id = h.subject WHERE h.owner_id = ?`;

const GROUPS = `SELECT * FROM (
    SELECT subject, MAX(used_at_ms) AS used_at_ms, CAST(SUM(size_bytes) AS bigint) AS size_bytes,
      COUNT(DISTINCT whole) AS tracks_here, MAX(whose) AS whose
    FROM (${HERE}) h GROUP BY subject) g`;

/** Lists what is at home, and why. */
@Injectable()
export class KeptList {
  constructor(
    private readonly database: Database,
    private readonly albums: AlbumRepository,
    private readonly directory: TrackDirectory,
    private readonly wants: Wants,
  ) {}

  /** What was used last first. @throws InvalidRequest the cursor is none of these */
  async page(
    ownerId: string,
    { limit, cursor }: PageQuery,
  ): Promise<{ readonly items: KeptEntry[]; readonly nextCursor?: string }> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, ['instant', 'string']);
    const rows = await this.database.read.all<GroupRow>(
      `${GROUPS} ${after ? 'WHERE (used_at_ms, subject) < (?, ?)' : ''} ORDER BY used_at_ms DESC, subject DESC LIMIT ?`,
      [ownerId, ownerId, ...(after ?? []), limit + 1],
    );
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return present({
      items: await this.entries(ownerId, shown),
      nextCursor: last && encodeCursor([last.used_at_ms, last.subject]),
    });
  }

  /** All albums and playlists of which something is here, those used last first. */
  async lists(ownerId: string): Promise<KeptEntry[]> {
    const rows = await this.database.read.all<GroupRow>(
      `${GROUPS} WHERE subject NOT LIKE 'track:%' ORDER BY used_at_ms DESC, subject DESC LIMIT ${MOST_WHOLE}`,
      [ownerId, ownerId],
    );
    return this.entries(ownerId, rows);
  }

  /** How things are with one; undefined where nothing of it is here and nobody asked for it. */
  async find(ownerId: string, id: string): Promise<KeptEntry | undefined> {
    const rows = await this.database.read.all<GroupRow>(`${GROUPS} WHERE subject IN (?, ?, ?)`, [
      ownerId,
      ownerId,
      `album:${id}`,
      `pin:${id}`,
      `track:${id}`,
    ]);
    return (await this.entries(ownerId, rows))[0];
  }

  /** Ids of the tracks of an entry, of which something may be here. */
  async trackIdsOf(ownerId: string, { id, kind }: Pick<KeptEntry, 'id' | 'kind'>): Promise<string[]> {
    if (kind === 'track') return [id];
    const rows = await this.database.read.all<{ readonly id: string }>(
      `SELECT t.id FROM track t JOIN album a ON a.key = t.album_key WHERE a.id = ?
       UNION SELECT n.track_id FROM kept_at_home_track n WHERE n.owner_id = ? AND n.subject = ?`,
      [id, ownerId, id],
    );
    return rows.map((row) => row.id);
  }

  private async entries(ownerId: string, rows: readonly GroupRow[]): Promise<KeptEntry[]> {
    const groups = rows.map((row) => ({ row, ...partsOf(row.subject) }));
    const idsOf = (wanted: string): string[] => groups.flatMap(({ kind, id }) => (kind === wanted ? [id] : []));
    const known = new Map<string, (row: GroupRow) => KeptEntry>([
      ...(await this.albumsOf(ownerId, idsOf('album'))),
      ...(await this.pinsOf(ownerId, idsOf('pin'))),
      ...(await this.tracksOf(idsOf('track'))),
    ]);
    return groups.flatMap(({ row, id }) => known.get(id)?.(row) ?? []);
  }

  private async albumsOf(ownerId: string, ids: readonly string[]): Promise<[string, (row: GroupRow) => KeptEntry][]> {
    if (ids.length === 0) return [];
    const rows = await this.database.read.all<AlbumRow>(
      `SELECT a.id, a.key, (SELECT COUNT(*) FROM track t WHERE t.album_key = a.key AND NOT t.is_missing) AS track_count,
         EXISTS (SELECT 1 FROM kept_at_home h WHERE h.owner_id = ? AND h.subject = a.id) AS is_pinned,
         y.last_started_at_ms AS heard_at_ms
       FROM album a LEFT JOIN tally y ON y.owner_id = ? AND y.kind = 'release' AND y.subject_key = a.release_key
       WHERE a.id IN (${marks(ids)})`,
      [ownerId, ownerId, ...ids],
    );
    const summaries = await this.albums.byKeys(
      ownerId,
      rows.map(({ key }) => key),
    );
    return rows.flatMap((album) => {
      const summary = summaries.get(album.key);
      if (!summary) return [];
      const { id, title, artist, artworkId, placeholder } = summary;
      const entryOf = (row: GroupRow): KeptEntry => {
        const why = album.is_pinned ? 'pinned' : whyOf(row.whose);
        const untilMs = why === 'discovery' ? (album.heard_at_ms ?? 0) + this.wants.discoveryMs : undefined;
        return present({
          ...{ id, kind: 'album' as const, title, artist, artworkId, placeholder, why, untilMs },
          ...counts(Number(album.track_count), Number(row.tracks_here)),
          sizeBytes: row.size_bytes,
          usedAtMs: row.used_at_ms,
        });
      };
      return [[id, entryOf]];
    });
  }

  /** Of a list its tracks count wherever they are shown besides, so these are counted by its own. */
  private async pinsOf(ownerId: string, ids: readonly string[]): Promise<[string, (row: GroupRow) => KeptEntry][]> {
    if (ids.length === 0) return [];
    const here = `FROM kept_at_home_track n JOIN audio_cache c ON n.track_id = c.source || ':' || c.locator
      WHERE n.owner_id = h.owner_id AND n.subject = h.subject`;
    const rows = await this.database.read.all<PinRow>(
      `SELECT h.subject, h.kind, h.title, h.artist, w.id AS artwork_id, w.placeholder,
         (SELECT COUNT(DISTINCT n.track_id) FROM kept_at_home_track n
          WHERE n.owner_id = h.owner_id AND n.subject = h.subject) AS track_count,
         (SELECT COUNT(DISTINCT n.track_id) ${here} AND c.is_complete) AS tracks_here,
         (SELECT CAST(COALESCE(SUM(c.stored_bytes), 0) AS bigint) ${here}) AS size_bytes
       FROM kept_at_home h LEFT JOIN artwork w ON w.key = h.artwork_key
       WHERE h.owner_id = ? AND h.subject IN (${marks(ids)})`,
      [ownerId, ...ids],
    );
    return rows.map((pin) => {
      const { subject: id, kind, title, artist, artwork_id, placeholder, size_bytes: sizeBytes } = pin;
      const entryOf = ({ used_at_ms: usedAtMs }: GroupRow): KeptEntry =>
        present({
          ...{ id, kind, title, artist: artist ?? undefined, artworkId: artwork_id ?? undefined },
          ...{ placeholder: placeholder ?? undefined, why: 'pinned' as const, sizeBytes, usedAtMs },
          ...counts(Number(pin.track_count), Number(pin.tracks_here)),
        });
      return [id, entryOf];
    });
  }

  private async tracksOf(ids: readonly string[]): Promise<[string, (row: GroupRow) => KeptEntry][]> {
    const views = await this.directory.views(ids);
    return ids.map((id) => {
      const view = views.get(id);
      const { title = id, artist, artworkId, placeholder } = view ?? {};
      const entryOf = (row: GroupRow): KeptEntry =>
        present({
          ...{ id, kind: 'track' as const, title, artist, artworkId, placeholder, why: whyOf(row.whose) },
          ...counts(1, Number(row.tracks_here)),
          sizeBytes: row.size_bytes,
          usedAtMs: row.used_at_ms,
        });
      return [id, entryOf];
    });
  }
}

function partsOf(subject: string): { readonly kind: string; readonly id: string } {
  const { source: kind = '', nativeId: id = '' } = splitSourceId(subject) ?? {};
  return { kind, id };
}

function counts(trackCount: number, tracksHere: number): Pick<KeptEntry, 'trackCount' | 'tracksHere' | 'isWhole'> {
  return { trackCount, tracksHere, isWhole: tracksHere > 0 && tracksHere >= trackCount };
}

/** @param whose name under which audio stays */
function whyOf(whose: string | null): Why {
  const ours: Readonly<Record<Reason, Why>> = { pinned: 'pinned', collection: 'collection', discovery: 'discovery' };
  if (whose === null) return 'played';
  return whose in ours ? ours[whose as Reason] : 'show';
}
