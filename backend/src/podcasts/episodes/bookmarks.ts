import { Injectable } from '@nestjs/common';
import { Clock, newId } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { EpisodeRepository } from './episode-repository.js';
import type { AddBookmark, BookmarkView } from './episodes.dto.js';

interface BookmarkRow {
  readonly id: string;
  readonly position_ms: number;
  readonly note: string | null;
  readonly created_at_ms: number;
}

/** Places in episodes that somebody wants to find again. Where they are in the episode has nothing to do with it. */
@Injectable()
export class Bookmarks {
  constructor(
    private readonly episodes: EpisodeRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** In the order of their places. @throws NotFound */
  async list(ownerId: string, trackId: string): Promise<BookmarkView[]> {
    const { key } = await this.episodes.row(ownerId, trackId);
    const rows = await this.database.read.all<BookmarkRow>(
      `SELECT id, position_ms, note, created_at_ms FROM bookmark WHERE owner_id = ? AND episode_key = ? ORDER BY position_ms, key`,
      [ownerId, key],
    );
    return rows.map(viewOf);
  }

  /** @throws NotFound */
  async add(ownerId: string, trackId: string, { positionMs, note }: AddBookmark): Promise<BookmarkView> {
    const { key } = await this.episodes.row(ownerId, trackId);
    const row = { id: newId(), position_ms: positionMs, note: note ?? null, created_at_ms: this.clock.nowMs() };
    await this.database.write(({ sql }) =>
      sql.run(
        'INSERT INTO bookmark (id, owner_id, episode_key, position_ms, note, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
        [row.id, ownerId, key, row.position_ms, row.note, row.created_at_ms],
      ),
    );
    return viewOf(row);
  }

  /** To remove what is not there changes nothing. */
  async remove(ownerId: string, id: string): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run('DELETE FROM bookmark WHERE owner_id = ? AND id = ?', [ownerId, id]),
    );
  }
}

function viewOf({ id, position_ms: positionMs, note, created_at_ms: createdAtMs }: BookmarkRow): BookmarkView {
  return { id, positionMs, ...(note !== null && { note }), createdAtMs };
}
