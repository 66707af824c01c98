import { Injectable } from '@nestjs/common';
import { Clock, NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import { UNPLACED, type Placement } from './placements.js';

/** Keeps where a person puts albums, and when they did. */
@Injectable()
export class PlacementStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts an album somewhere. Where it is there already nothing changes, the time it was put there neither.
   * @throws NotFound
   */
  async place(ownerId: string, albumId: string, placement: Placement): Promise<void> {
    await this.database.write(async ({ sql }) => {
      const album = await sql.get<{ key: number; placement: Placement | null }>(
        `SELECT a.key, p.placement FROM album a LEFT JOIN placement p ON p.owner_id = ? AND p.album_key = a.key
         WHERE a.id = ?`,
        [ownerId, albumId],
      );
      if (!album) throw new NotFound('album', albumId);
      if ((album.placement ?? UNPLACED) === placement) return;
      await sql.run(
        `INSERT INTO placement (owner_id, album_key, placement, placed_at_ms) VALUES (?, ?, ?, ?)
         ON CONFLICT (owner_id, album_key)
         DO UPDATE SET placement = excluded.placement, placed_at_ms = excluded.placed_at_ms`,
        [ownerId, album.key, placement, this.clock.nowMs()],
      );
    });
  }
}
