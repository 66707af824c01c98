import { Injectable } from '@nestjs/common';
import { Conditions, continueAfter, cutPage, orderBy, type Keyset } from '../api/index.js';
import { NotFound, sortKey } from '../common/index.js';
import { Database } from '../database/index.js';
import { insertRow, type Sql } from '../sql/index.js';
import type { PlaylistSort, PlaylistsQuery } from './playlists.dto.js';

/** A picture of something in a playlist, and of what it is. */
export interface StoredCover {
  readonly trackId: string;
  readonly artworkId: string;
}

export interface PlaylistRow {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly sort_name: string;
  readonly description: string | null;
  /** JSON array of `StoredCover`. */
  readonly covers: string;
  /** The picture that a person chose, which is shown in place of those. */
  readonly own_artwork_id: string | null;
  readonly own_placeholder: string | null;
  readonly item_count: number;
  readonly duration_ms: number;
  readonly revision: number;
  readonly created_at_ms: number;
  readonly changed_at_ms: number;
  readonly deleted_at_ms: number | null;
}

interface NewRow {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly ownArtworkId?: string;
  readonly nowMs: number;
}

/** What of a playlist follows from its items. */
export interface Contents {
  readonly count: number;
  readonly durationMs: number;
  readonly covers: readonly StoredCover[];
}

const SELECT = `SELECT p.key, p.id, p.name, p.sort_name, p.description, p.covers, p.own_artwork_id,
    w.placeholder AS own_placeholder, p.item_count, p.duration_ms, p.revision, p.created_at_ms, p.changed_at_ms,
    p.deleted_at_ms FROM playlist p LEFT JOIN artwork w ON w.id = p.own_artwork_id`;
const SHOWN = 'p.owner_id = ? AND p.is_deleted = ?';
const KEYSETS: Record<PlaylistSort, Keyset<PlaylistRow>> = {
  changed: {
    columns: ['p.changed_at_ms', 'p.key'],
    kinds: ['instant', 'number'],
    isDescending: true,
    valuesOf: (row) => [row.changed_at_ms, row.key],
  },
  name: {
    columns: ['p.sort_name', 'p.key'],
    kinds: ['string', 'number'],
    isDescending: false,
    valuesOf: (row) => [row.sort_name, row.key],
  },
};
const MOST_DELETED = 100;
/** How many matches a search looks at. */
const MOST_NAMED = 60;

/** Keeps playlists, but for what is in them. */
@Injectable()
export class PlaylistStore {
  constructor(private readonly database: Database) {}

  /** @throws InvalidRequest the cursor is of another list */
  async page(
    ownerId: string,
    { sort, q, limit, cursor }: PlaylistsQuery,
  ): Promise<{ rows: readonly PlaylistRow[]; nextCursor?: string }> {
    const keyset = KEYSETS[sort];
    const conditions = new Conditions().add(SHOWN, ownerId, false);
    const words = sortKey(q ?? '');
    if (words !== '') conditions.add(`p.sort_name LIKE ? ESCAPE '!'`, `%${words.replace(/[!%_]/g, '!$&')}%`);
    continueAfter(keyset, cursor, conditions);
    const rows = await this.database.read.all<PlaylistRow>(`${SELECT} ${conditions.where} ${orderBy(keyset)} LIMIT ?`, [
      ...conditions.parameters,
      limit + 1,
    ]);
    return cutPage(keyset, rows, limit);
  }

  /** Those with all of these words in their names, of which each may go on; the last changed of too many. */
  named(ownerId: string, words: readonly string[]): Promise<PlaylistRow[]> {
    const conditions = new Conditions().add(SHOWN, ownerId, false);
    for (const word of words) conditions.add(`(' ' || p.sort_name) LIKE ?`, `% ${word}%`);
    return this.database.read.all<PlaylistRow>(
      `${SELECT} ${conditions.where} ORDER BY p.changed_at_ms DESC, p.key DESC LIMIT ${MOST_NAMED}`,
      conditions.parameters,
    );
  }

  /** The last deleted first. */
  deleted(ownerId: string): Promise<PlaylistRow[]> {
    return this.database.read.all<PlaylistRow>(
      `${SELECT} WHERE ${SHOWN} ORDER BY p.deleted_at_ms DESC, p.key DESC LIMIT ${MOST_DELETED}`,
      [ownerId, true],
    );
  }

  /** @throws NotFound also where it was deleted */
  async find(ownerId: string, id: string): Promise<PlaylistRow> {
    return this.row(this.database.read, ownerId, id);
  }

  /** @returns its key */
  async insert(sql: Sql, ownerId: string, playlist: NewRow): Promise<number> {
    const { id, name, description, ownArtworkId, nowMs } = playlist;
    return insertRow(
      sql,
      this.database.engine,
      `INSERT INTO playlist (id, owner_id, name, sort_name, description, covers, own_artwork_id, item_count, duration_ms,
         revision, created_at_ms, changed_at_ms, is_deleted)
       VALUES (?, ?, ?, ?, ?, '[]', ?, 0, 0, 0, ?, ?, ?)`,
      [id, ownerId, name, sortKey(name), description ?? null, ownArtworkId ?? null, nowMs, nowMs, false],
    );
  }

  /**
   * Begins a change of one: nobody else changes it until the transaction ends.
   * @returns how it is, with the number of this change
   * @throws NotFound
   */
  async touch(sql: Sql, ownerId: string, id: string, nowMs: number): Promise<PlaylistRow> {
    await sql.run(
      'UPDATE playlist SET revision = revision + 1, changed_at_ms = ? WHERE owner_id = ? AND id = ? AND is_deleted = ?',
      [nowMs, ownerId, id, false],
    );
    return this.row(sql, ownerId, id);
  }

  /** Keeps everybody else from changing one until the transaction ends, and changes nothing itself. @throws NotFound */
  async lock(sql: Sql, ownerId: string, id: string): Promise<PlaylistRow> {
    await sql.run('UPDATE playlist SET revision = revision WHERE owner_id = ? AND id = ?', [ownerId, id]);
    return this.row(sql, ownerId, id);
  }

  async describe(sql: Sql, key: number, name: string, description: string | null): Promise<void> {
    await sql.run('UPDATE playlist SET name = ?, sort_name = ?, description = ? WHERE key = ?', [
      name,
      sortKey(name),
      description,
      key,
    ]);
  }

  async setContents(sql: Sql, key: number, { count, durationMs, covers }: Contents): Promise<void> {
    await sql.run('UPDATE playlist SET item_count = ?, duration_ms = ?, covers = ? WHERE key = ?', [
      count,
      durationMs,
      JSON.stringify(covers),
      key,
    ]);
  }

  /** @returns whether it was there */
  async delete(sql: Sql, ownerId: string, id: string, nowMs: number): Promise<boolean> {
    const rows = await sql.all(
      `UPDATE playlist SET is_deleted = ?, deleted_at_ms = ? WHERE owner_id = ? AND id = ? AND is_deleted = ? RETURNING key`,
      [true, nowMs, ownerId, id, false],
    );
    return rows.length > 0;
  }

  /** @returns whether it was among the deleted ones */
  async restore(sql: Sql, ownerId: string, id: string): Promise<boolean> {
    const rows = await sql.all(
      `UPDATE playlist SET is_deleted = ?, deleted_at_ms = NULL WHERE owner_id = ? AND id = ? AND is_deleted = ? RETURNING key`,
      [false, ownerId, id, true],
    );
    return rows.length > 0;
  }

  /** For good: those that were deleted before. One that is a file stays, or it would come back with the file. */
  async forget(sql: Sql, beforeMs: number): Promise<void> {
    await sql.run(
      `DELETE FROM playlist WHERE is_deleted = ? AND deleted_at_ms < ?
         AND NOT EXISTS (SELECT 1 FROM playlist_origin o WHERE o.playlist_key = playlist.key AND o.kind = 'file')`,
      [true, beforeMs],
    );
  }

  private async row(sql: Sql, ownerId: string, id: string): Promise<PlaylistRow> {
    const row = await sql.get<PlaylistRow>(`${SELECT} WHERE ${SHOWN} AND p.id = ?`, [ownerId, false, id]);
    if (!row) throw new NotFound('playlist', id);
    return row;
  }
}
