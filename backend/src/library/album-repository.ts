import { Injectable } from '@nestjs/common';
import { NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import { marks } from '../sql/index.js';
import { AlbumFinder } from './album-finder.js';
import { albumOrders } from './album-orders.js';
import { ALBUM_SELECT, albumViews, type AlbumRow } from './album-views.js';
import type { AlbumListQuery, AlbumPage, AlbumsQuery } from './albums.dto.js';
import { albumSounds } from './file-parts.js';
import { addHeard, heardOfOne } from './heard.js';
import type { AlbumSummary, AlbumView, DiscView, GenreRef, ListOutline } from './library.dto.js';
import { outlineOf } from './outline.js';
import { SourcesOff } from './sources-off.js';
import { TRACK_SELECT, trackViews, type TrackRow } from './track-views.js';

interface AlbumDetailRow extends AlbumRow {
  readonly source_title: string;
  readonly source_artist: string;
  readonly release_date: string | null;
  readonly original_date: string | null;
  readonly label: string | null;
  readonly mb_release_id: string | null;
  readonly has_own_cover: number | boolean;
}

/** Reads albums. */
@Injectable()
export class AlbumRepository {
  constructor(
    private readonly database: Database,
    private readonly finder: AlbumFinder,
    private readonly sourcesOff: SourcesOff,
  ) {}

  /**
   * Albums that are there.
   * @throws InvalidRequest the order does not go with the placement
   */
  async page(ownerId: string, query: AlbumsQuery): Promise<AlbumPage> {
    const { cursor, limit } = query;
    const hasHeard = query.plays === 'yes';
    const found = await this.finder.find(ownerId, query, { cursor, limit: limit + 1, hasHeard });
    const rows = found.slice(0, limit).map(({ row }) => row);
    const items = await albumViews(this.database.read, rows, this.sourcesOff);
    const last = found.length > limit ? found[limit - 1] : undefined;
    return { items, ...(last && { nextCursor: last.cursor }) };
  }

  /**
   * How long that list is, and ways into it.
   * @throws InvalidRequest the order does not go with the placement
   */
  outline(ownerId: string, query: AlbumListQuery): Promise<ListOutline> {
    return outlineOf(albumOrders(ownerId, query)[0]!.keyset, (cursor, limit) =>
      this.finder.find(ownerId, query, { cursor, limit }),
    );
  }

  /** By key; those that are no longer there are left out. */
  async byKeys(ownerId: string, keys: readonly number[]): Promise<Map<number, AlbumSummary>> {
    if (keys.length === 0) return new Map();
    const rows = await this.database.read.all<AlbumRow>(`${ALBUM_SELECT} WHERE a.key IN (${marks(keys)})`, [
      ownerId,
      ...keys,
    ]);
    const views = await albumViews(this.database.read, rows, this.sourcesOff);
    return new Map(rows.flatMap(({ key }, i) => (views[i] ? [[key, views[i]]] : [])));
  }

  /** By id; those that do not exist are left out. */
  async byIds(ownerId: string, ids: readonly string[]): Promise<Map<string, AlbumSummary>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.read.all<AlbumRow>(`${ALBUM_SELECT} WHERE a.id IN (${marks(ids)})`, [
      ownerId,
      ...ids,
    ]);
    const views = await albumViews(this.database.read, rows, this.sourcesOff);
    return new Map(views.map((view) => [view.id, view]));
  }

  /** @throws NotFound */
  async summary(ownerId: string, id: string): Promise<AlbumSummary> {
    const row = await this.database.read.get<AlbumRow>(`${ALBUM_SELECT} WHERE a.id = ?`, [ownerId, id]);
    const [view] = row ? await albumViews(this.database.read, [row], this.sourcesOff) : [];
    if (!view) throw new NotFound('album', id);
    return view;
  }

  /** @throws NotFound */
  async find(ownerId: string, id: string): Promise<AlbumView> {
    const { read } = this.database;
    const row = await read.get<AlbumDetailRow>(
      `${ALBUM_SELECT.replace(
        'SELECT ',
        `SELECT a.source_title, a.source_artist, a.release_date, a.original_date,
         a.label, a.mb_release_id,
         EXISTS (SELECT 1 FROM album_cover c WHERE c.album_key = a.key) AS has_own_cover, `,
      )} WHERE a.id = ?`,
      [ownerId, id],
    );
    if (!row) throw new NotFound('album', id);
    const [[summary], tracks, genres, { parts, superseded }, heard] = await Promise.all([
      albumViews(read, [row], this.sourcesOff),
      read.all<TrackRow>(`${TRACK_SELECT} WHERE t.album_key = ? ORDER BY t.disc_number, t.track_number, t.key`, [
        row.key,
      ]),
      read.all<GenreRef>(
        `SELECT g.id, g.name FROM album_genre ag JOIN genre g ON g.key = ag.genre_key WHERE ag.album_key = ?
         ORDER BY g.sort_name`,
        [row.key],
      ),
      albumSounds(read, row.key),
      heardOfOne(read, ownerId, 'album', row.key),
    ]);
    return Object.assign(summary!, {
      heard,
      discs: await this.discs(ownerId, dropReplaced(tracks.filter(({ key }) => !superseded.has(key)))),
      genres,
      ...(row.release_date !== null && { releaseDate: row.release_date }),
      ...(row.original_date !== null && { originalDate: row.original_date }),
      ...(row.label !== null && { label: row.label }),
      sizeBytes: row.size_bytes,
      ...(row.mb_release_id !== null && { musicBrainzReleaseId: row.mb_release_id }),
      ...(row.title !== row.source_title && { sourceTitle: row.source_title }),
      ...(row.artist !== row.source_artist && { sourceArtist: row.source_artist }),
      hasOwnCover: Boolean(row.has_own_cover),
      ...(parts && { parts }),
    });
  }

  private async discs(ownerId: string, rows: readonly TrackRow[]): Promise<DiscView[]> {
    const views = await trackViews(this.database.read, rows, this.sourcesOff);
    await addHeard(this.database.read, ownerId, rows, views);
    const discs = new Map<number, DiscView>();
    rows.forEach(({ disc_number, disc_subtitle }, i) => {
      const number = Math.max(1, disc_number);
      const disc = discs.get(number) ?? { number, tracks: [] };
      if (disc_subtitle !== null) disc.subtitle ??= disc_subtitle;
      const view = views[i];
      if (view) disc.tracks.push(view);
      discs.set(number, disc);
    });
    return [...discs.values()];
  }
}

/** Leaves out missing tracks in whose place another is: an album that was ripped anew is not shown twice. */
function dropReplaced(rows: readonly TrackRow[]): TrackRow[] {
  const place = (row: TrackRow): string => `${row.disc_number} ${row.track_number || row.sort_title}`;
  const taken = new Set(rows.filter((row) => !row.is_missing).map(place));
  return rows.filter((row) => !row.is_missing || !taken.has(place(row)));
}
