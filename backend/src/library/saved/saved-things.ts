import { Injectable } from '@nestjs/common';
import { SourceItems, type TrackView } from '../../catalogue/index.js';
import { Clock, NotFound } from '../../common/index.js';
import { Database } from '../../database/index.js';
import {
  SourceRegistry,
  type Holding,
  type RemoteArtist,
  type RemoteTrack,
  type SourceTrack,
} from '../../sources/index.js';
import { marks, type Sql } from '../../sql/index.js';
import { AlbumRepository } from '../album-repository.js';
import { ARTIST_SELECT, artistView, type ArtistRow } from '../artist-repository.js';
import { IdentityPass } from '../identity-pass.js';
import type { AlbumSummary, ArtistSummary } from '../library.dto.js';
import { countAnew, PlacementStore } from '../placement-store.js';
import { isShown, type Placement } from '../placements.js';
import { refreshArtists } from '../scan/counters.js';
import { SourcesOff } from '../sources-off.js';
import { TRACK_SELECT, trackViews, type TrackRow } from '../track-views.js';
import { SavedWriter, type AlbumToKeep } from './saved-writer.js';

/** Ids asked for in one statement. */
const MOST_IDS = 500;

/** What was saved, by the library's own id. */
export interface Saved {
  readonly id: string;
  /** Where the album lived before; absent: nowhere. */
  readonly formerly?: Placement;
}

export interface SavedTrack extends Saved {
  /** It was not on that album before, and can be taken off it again. */
  readonly isNew: boolean;
}

interface PlacedTrack {
  readonly key: number;
  readonly album_key: number;
}

/** An album of a source that is in the library. */
export interface SavedAlbum {
  readonly album: AlbumSummary;
  /** Not only single tracks of it. */
  readonly isWhole: boolean;
}

/** Keeps what a person saves of sources, and finds it again by the sources' ids. */
@Injectable()
export class SavedThings {
  constructor(
    private readonly database: Database,
    private readonly albums: AlbumRepository,
    private readonly identities: IdentityPass,
    private readonly placements: PlacementStore,
    private readonly sources: SourceRegistry,
    private readonly sourcesOff: SourcesOff,
    private readonly items: SourceItems,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts an album, or some of its tracks, into the library. Whoever has not placed it, or has dismissed it, finds it in
   * discovery; else it stays where it is. Saving twice changes nothing.
   */
  async save(ownerId: string, kept: AlbumToKeep): Promise<Saved> {
    const saved = await this.database.writeLibrary(async ({ sql }) => {
      const nowMs = this.clock.nowMs();
      const key = await new SavedWriter(sql, this.database.engine).write(kept, {
        nowMs,
        hasLyrics: this.sources.can(kept.source, 'lyrics'),
        gains: await this.gainsOf(sql, kept),
      });
      const before = await sql.get<{ placement: Placement }>(
        'SELECT placement FROM placement WHERE owner_id = ? AND album_key = ?',
        [ownerId, key],
      );
      if (before === undefined || before.placement === 'dismissed') await this.discover(sql, ownerId, key);
      await countAnew(sql, key);
      const row = await sql.get<{ id: string }>('SELECT id FROM album WHERE key = ?', [key]);
      return { id: row?.id ?? '', ...(before && { formerly: before.placement }) };
    });
    this.identities.soon();
    this.placements.tell();
    return saved;
  }

  /** Puts one track into the library: on its album, of which it may be the only one there. */
  async saveTrack(ownerId: string, source: string, track: RemoteTrack): Promise<SavedTrack> {
    const { album, title, artists, artwork, isExplicit } = track;
    const its = { kind: 'album' as const, artists, isExplicit, ...(artwork && { artwork }) };
    const on = album ? { ...its, ...album } : { ...its, title };
    const before = await this.placedTrack(this.database.read, ownerId, source, track.nativeId);
    const saved = await this.save(ownerId, { source, album: on, tracks: [track], isWhole: false });
    const now = await this.placedTrack(this.database.read, ownerId, source, track.nativeId);
    return { ...saved, isNew: before === undefined && now !== undefined };
  }

  /**
   * Takes a single track back: off its album, on which others stay; else its album with it. Rows stay, for what was heard of it.
   * @throws NotFound it was not saved by itself
   */
  async forgetTrack(ownerId: string, source: string, nativeId: string): Promise<void> {
    await this.database.writeLibrary(async ({ sql }) => {
      const row = await this.placedTrack(sql, ownerId, source, nativeId);
      if (!row) throw new NotFound('saved track', `${source}:${nativeId}`);
      const { key, album_key } = row;
      const other = await sql.get('SELECT key FROM track WHERE album_key = ? AND key <> ? LIMIT 1', [album_key, key]);
      if (other) {
        const nowMs = this.clock.nowMs();
        await new SavedWriter(sql, this.database.engine).takeOff(key, album_key, { source, nativeId }, nowMs);
      } else await sql.run('DELETE FROM placement WHERE owner_id = ? AND album_key = ?', [ownerId, album_key]);
      await countAnew(sql, album_key);
      await refreshArtists(sql, new Set(await artistsOfTrack(sql, key)));
    });
    this.identities.soon();
    this.placements.tell();
  }

  /** @returns the library's id of the artist */
  async saveArtist(source: string, { nativeId, name }: RemoteArtist): Promise<string> {
    return this.database.writeLibrary(async ({ sql }) => {
      const key = await new SavedWriter(sql, this.database.engine).writeArtist(source, nativeId, name);
      await refreshArtists(sql, new Set([key]));
      return (await sql.get<{ id: string }>('SELECT id FROM artist WHERE key = ?', [key]))?.id ?? '';
    });
  }

  /** @throws NotFound they were not saved */
  async forgetArtist(source: string, nativeId: string): Promise<void> {
    await this.database.writeLibrary(async ({ sql }) => {
      const [row] = await sql.all<{ artist_key: number }>(
        'DELETE FROM artist_source WHERE source = ? AND native_id = ? RETURNING artist_key',
        [source, nativeId],
      );
      if (!row) throw new NotFound('saved artist', `${source}:${nativeId}`);
      await refreshArtists(sql, new Set([row.artist_key]));
    });
  }

  /**
   * Takes an album back to where it was before it was saved: nowhere. Its rows stay, for what was heard of it.
   * @throws NotFound it was not saved
   */
  async forget(ownerId: string, source: string, nativeId: string): Promise<void> {
    await this.database.writeLibrary(async ({ sql }) => {
      const row = await sql.get<{ album_key: number }>(
        'SELECT album_key FROM album_source WHERE source = ? AND native_id = ?',
        [source, nativeId],
      );
      if (!row) throw new NotFound('saved album', `${source}:${nativeId}`);
      await sql.run('DELETE FROM placement WHERE owner_id = ? AND album_key = ?', [ownerId, row.album_key]);
      await countAnew(sql, row.album_key);
    });
    this.placements.tell();
  }

  /** Albums that were saved from a source, by its ids, wherever they live. */
  async albumsOf(ownerId: string, source: string, nativeIds: readonly string[]): Promise<Map<string, SavedAlbum>> {
    const found = new Map<string, SavedAlbum>();
    for (const some of lotsOf(nativeIds)) {
      const rows = await this.database.read.all<{ native_id: string; album_key: number; is_whole: number | boolean }>(
        `SELECT native_id, album_key, is_whole FROM album_source WHERE source = ? AND native_id IN (${marks(some)})`,
        [source, ...some],
      );
      const albums = await this.albums.byKeys(
        ownerId,
        rows.map(({ album_key }) => album_key),
      );
      for (const { native_id, album_key, is_whole } of rows) {
        const album = albums.get(album_key);
        if (album) found.set(native_id, { album, isWhole: Boolean(is_whole) });
      }
    }
    return found;
  }

  /** Tracks that were saved from a source and that lists show, by its ids. */
  async tracksOf(ownerId: string, source: string, nativeIds: readonly string[]): Promise<Map<string, TrackView>> {
    const found = new Map<string, TrackView>();
    const { read } = this.database;
    for (const some of lotsOf(nativeIds)) {
      const known = await read.all<{ key: number; locator: string }>(
        `SELECT t.key, f.locator FROM track_source f JOIN track t ON t.key = f.track_key JOIN album a ON a.key = t.album_key
         WHERE f.unit_key IS NULL AND f.source = ? AND f.locator IN (${marks(some)})
           AND ${isShown('a.key', 'a.is_held')} ORDER BY t.key DESC`,
        [source, ...some, ownerId],
      );
      if (known.length === 0) continue;
      const rows = await read.all<TrackRow>(
        `${TRACK_SELECT} WHERE t.key IN (${marks(known)})`,
        known.map(({ key }) => key),
      );
      const views = await trackViews(read, rows, this.sourcesOff);
      const viewOf = new Map(rows.map(({ key }, i) => [key, views[i]]));
      for (const { key, locator } of known) {
        const view = viewOf.get(key);
        if (view) found.set(locator, view);
      }
    }
    return found;
  }

  /** Artists who were saved from a source, by its ids. */
  async artistsOf(source: string, nativeIds: readonly string[]): Promise<Map<string, ArtistSummary>> {
    const found = new Map<string, ArtistSummary>();
    for (const some of lotsOf(nativeIds)) {
      const known = await this.database.read.all<{ native_id: string; artist_key: number }>(
        `SELECT native_id, artist_key FROM artist_source WHERE source = ? AND native_id IN (${marks(some)})`,
        [source, ...some],
      );
      if (known.length === 0) continue;
      const rows = await this.database.read.all<ArtistRow>(
        `${ARTIST_SELECT} WHERE r.key IN (${marks(known)})`,
        known.map(({ artist_key }) => artist_key),
      );
      const rowOf = new Map(rows.map((row) => [row.key, row]));
      for (const { native_id, artist_key } of known) {
        const row = rowOf.get(artist_key);
        if (row) found.set(native_id, artistView(row));
      }
    }
    return found;
  }

  /** Albums of a source that a person has saved, and what becomes of them without it. */
  async holdings(source: string, ownerId: string): Promise<Holding[]> {
    const row = await this.database.read.get<{ count: number }>(
      `SELECT COUNT(*) AS count FROM album_source s JOIN placement p ON p.album_key = s.album_key AND p.owner_id = ?
       WHERE s.source = ? AND p.placement <> 'dismissed'`,
      [ownerId, source],
    );
    const detail = 'Albums that you saved stay listed. What is nowhere else does not play any more.';
    return [{ kind: 'saved-albums', count: row?.count ?? 0, detail }];
  }

  /** A track that was saved by itself, on an album that the person has placed; one of an album that was saved whole is none. */
  private placedTrack(sql: Sql, ownerId: string, source: string, nativeId: string): Promise<PlacedTrack | undefined> {
    return sql.get<PlacedTrack>(
      `SELECT t.key, t.album_key FROM track_source s JOIN track t ON t.key = s.track_key
         JOIN placement p ON p.album_key = t.album_key AND p.owner_id = ?
       WHERE s.unit_key IS NULL AND s.source = ? AND s.locator = ?
         AND NOT EXISTS (SELECT 1 FROM album_source w WHERE w.album_key = t.album_key AND w.is_whole)
       ORDER BY t.key LIMIT 1`,
      [ownerId, source, nativeId],
    );
  }

  /** What was learned of tracks when they were heard before they were saved. */
  private async gainsOf(sql: Sql, { source, tracks }: AlbumToKeep): Promise<Map<string, number>> {
    const refs = tracks.map(({ nativeId }) => ({ source, nativeId }));
    const known = await this.items.read<SourceTrack>(sql, 'track', refs);
    return new Map(
      known.flatMap(({ nativeId, value: { gainDb } }) => (gainDb === undefined ? [] : [[nativeId, gainDb] as const])),
    );
  }

  private async discover(sql: Sql, ownerId: string, albumKey: number): Promise<void> {
    await sql.run(
      `INSERT INTO placement (owner_id, album_key, placement, placed_at_ms) VALUES (?, ?, 'discovery', ?)
       ON CONFLICT (owner_id, album_key)
       DO UPDATE SET placement = excluded.placement, placed_at_ms = excluded.placed_at_ms`,
      [ownerId, albumKey, this.clock.nowMs()],
    );
  }
}

async function artistsOfTrack(sql: Sql, trackKey: number): Promise<number[]> {
  const rows = await sql.all<{ artist_key: number }>('SELECT artist_key FROM track_artist WHERE track_key = ?', [
    trackKey,
  ]);
  return rows.map(({ artist_key }) => artist_key);
}

function* lotsOf(ids: readonly string[]): Generator<string[]> {
  const distinct = [...new Set(ids)];
  for (let from = 0; from < distinct.length; from += MOST_IDS) yield distinct.slice(from, from + MOST_IDS);
}
