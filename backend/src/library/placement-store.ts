import { Injectable } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';
import { Clock, NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import type { Sql } from '../sql/index.js';
import { placementOf, type Placement, type PlacedRow } from './placements.js';
import { refreshArtists, refreshGenres } from './scan/counters.js';

/** Keeps where a person puts albums, and when they did. */
@Injectable()
export class PlacementStore {
  private readonly changed = new Subject<void>();
  /** Says that an album lives somewhere else now. */
  readonly changes: Observable<void> = this.changed.asObservable();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Says so where it was put there in a transaction of another. */
  tell(): void {
    this.changed.next();
  }

  /**
   * Puts an album somewhere. Where it is there already nothing changes, the time it was put there neither.
   * @throws NotFound
   */
  async place(ownerId: string, albumId: string, placement: Placement): Promise<void> {
    const isChanged = await this.database.write(async ({ sql }) => {
      const album = await sql.get<PlacedRow & { readonly key: number }>(
        `SELECT a.key, a.is_held, p.placement FROM album a LEFT JOIN placement p ON p.owner_id = ? AND p.album_key = a.key
         WHERE a.id = ?`,
        [ownerId, albumId],
      );
      if (!album) throw new NotFound('album', albumId);
      if (placementOf(album) === placement) return false;
      await sql.run(
        `INSERT INTO placement (owner_id, album_key, placement, placed_at_ms) VALUES (?, ?, ?, ?)
         ON CONFLICT (owner_id, album_key)
         DO UPDATE SET placement = excluded.placement, placed_at_ms = excluded.placed_at_ms`,
        [ownerId, album.key, placement, this.clock.nowMs()],
      );
      // What is held was counted before.
      if (!album.is_held) await countAnew(sql, album.key);
      return true;
    });
    if (isChanged) this.tell();
  }
}

/** Counts anew what stands on the artists and genres of an album. */
export async function countAnew(sql: Sql, albumKey: number): Promise<void> {
  const artists = await sql.all<{ artist_key: number }>(
    `SELECT artist_key FROM album_artist WHERE album_key = ?
     UNION SELECT ta.artist_key FROM track_artist ta JOIN track t ON t.key = ta.track_key WHERE t.album_key = ?`,
    [albumKey, albumKey],
  );
  const genres = await sql.all<{ genre_key: number }>(
    `SELECT genre_key FROM album_genre WHERE album_key = ?
     UNION SELECT tg.genre_key FROM track_genre tg JOIN track t ON t.key = tg.track_key WHERE t.album_key = ?`,
    [albumKey, albumKey],
  );
  const artistKeys = new Set(artists.map(({ artist_key }) => artist_key));
  const genreKeys = new Set(genres.map(({ genre_key }) => genre_key));
  while (await refreshArtists(sql, artistKeys));
  while (await refreshGenres(sql, genreKeys));
}
