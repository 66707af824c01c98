import { Injectable } from '@nestjs/common';
import { OwnCovers, type CoverChange, type CoverChoice, type Covered, type ShownCover } from '../library/index.js';
import { marks, type Sql } from '../sql/index.js';
import { PlaylistWrites } from './playlist-writes.js';

/**
 * Pictures that people chose for playlists in place of those of their songs. A playlist with another cover keeps its place among
 * those that changed last: what is in it is the same.
 */
@Injectable()
export class PlaylistCovers implements Covered {
  readonly kind = 'playlist';

  constructor(
    private readonly covers: OwnCovers,
    private readonly writes: PlaylistWrites,
  ) {}

  /** @throws NotFound there is no such playlist, or nobody gave such a picture */
  async choose(ownerId: string, id: string, artworkId: string): Promise<CoverChange> {
    const change = await this.covers.choose(ownerId, this.kind, id, artworkId);
    this.writes.tell(ownerId);
    return change;
  }

  /** @throws NotFound there is no such playlist; that nothing was chosen is no error */
  async remove(ownerId: string, id: string): Promise<CoverChange> {
    const change = await this.covers.remove(ownerId, this.kind, id);
    this.writes.tell(ownerId);
    return change;
  }

  shown(sql: Sql, id: string, ownerId: string): Promise<ShownCover | undefined> {
    return sql.get<ShownCover>(
      `SELECT p.key, w.key AS artwork_key, p.own_artwork_id AS id, w.source, w.locator
       FROM playlist p LEFT JOIN artwork w ON w.id = p.own_artwork_id
       WHERE p.owner_id = ? AND p.id = ? AND p.is_deleted = ?`,
      [ownerId, id, false],
    );
  }

  async cover(sql: Sql, { key }: ShownCover, { artworkId }: CoverChoice): Promise<void> {
    await sql.run('UPDATE playlist SET own_artwork_id = ? WHERE key = ?', [artworkId, key]);
  }

  async uncover(sql: Sql, { key }: ShownCover): Promise<void> {
    await sql.run('UPDATE playlist SET own_artwork_id = NULL WHERE key = ?', [key]);
  }

  /** Those of deleted playlists, too: they come back as they were. */
  async inUse(sql: Sql, artworkKeys: readonly number[]): Promise<readonly number[]> {
    const rows = await sql.all<{ key: number }>(
      `SELECT w.key FROM artwork w WHERE w.key IN (${marks(artworkKeys)})
         AND EXISTS (SELECT 1 FROM playlist p WHERE p.own_artwork_id = w.id)`,
      artworkKeys,
    );
    return rows.map(({ key }) => key);
  }
}
