import { Injectable } from '@nestjs/common';
import type { Cause } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { marks, type Sql } from '../../sql/index.js';
import type { ListedSong } from '../formats/listed-song.js';

export const ORIGIN_KINDS = ['file', 'remote', 'import'] as const;
export type OriginKind = (typeof ORIGIN_KINDS)[number];

/** A song of a list that was not found, or not for certain. */
export interface StoredEntry extends ListedSong {
  /** Its number in the list, from 1 on. */
  readonly number: number;
  /** Ids of tracks that may be meant; absent: none was found. */
  readonly choices?: readonly string[];
  /** The item before which it belongs; absent: at the end. */
  readonly beforeItemId?: string;
}

/** What came and went when the origin was last another. */
export interface StoredNews {
  readonly atMs: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface OriginRow {
  readonly playlist_key: number;
  readonly kind: OriginKind;
  readonly ref: string;
  readonly version: string | null;
  readonly checked_at_ms: number;
  readonly is_frozen: number | boolean;
  readonly trouble: string | null;
  /** JSON of a `Cause`. */
  readonly trouble_cause: string | null;
  readonly unresolved: number;
  /** JSON of `StoredNews`. */
  readonly news: string | null;
}

/** Why an origin could not be looked at. */
export interface OriginTrouble {
  readonly words: string;
  readonly cause: Cause;
}

/** An origin with the playlist that it is of. */
export interface OwnedOrigin extends OriginRow {
  readonly playlist_id: string;
  readonly is_deleted: number | boolean;
}

/** What an origin is to be. */
export interface NewOrigin {
  readonly kind: OriginKind;
  readonly ref: string;
  readonly version?: string;
  readonly checkedAtMs: number;
  readonly report: readonly StoredEntry[];
}

const COLUMNS =
  'o.playlist_key, o.kind, o.ref, o.version, o.checked_at_ms, o.is_frozen, o.trouble, o.trouble_cause, o.unresolved, o.news';
/** Names of what was not found that are kept; a list that has nothing of it here needs no longer report. */
const MOST_ENTRIES = 5_000;

/** Keeps where playlists come from, and what of them was not found. */
@Injectable()
export class OriginStore {
  constructor(private readonly database: Database) {}

  /** By the keys of their playlists. */
  async of(sql: Sql, playlistKeys: readonly number[]): Promise<ReadonlyMap<number, OriginRow>> {
    if (playlistKeys.length === 0) return new Map();
    const rows = await sql.all<OriginRow>(
      `SELECT ${COLUMNS} FROM playlist_origin o WHERE o.playlist_key IN (${marks(playlistKeys)})`,
      playlistKeys,
    );
    return new Map(rows.map((row) => [row.playlist_key, row]));
  }

  /** All of a kind of one person, those of deleted playlists too. */
  ofKind(ownerId: string, kind: OriginKind): Promise<OwnedOrigin[]> {
    return this.database.read.all<OwnedOrigin>(
      `SELECT ${COLUMNS}, p.id AS playlist_id, p.is_deleted FROM playlist_origin o JOIN playlist p ON p.key = o.playlist_key
       WHERE p.owner_id = ? AND o.kind = ?`,
      [ownerId, kind],
    );
  }

  /** Of playlists of sources that are followed and were not looked at since then, the longest ago first; whose they are, too. */
  due(beforeMs: number): Promise<(OwnedOrigin & { readonly owner_id: string })[]> {
    return this.database.read.all(
      `SELECT ${COLUMNS}, p.id AS playlist_id, p.is_deleted, p.owner_id FROM playlist_origin o
       JOIN playlist p ON p.key = o.playlist_key
       WHERE o.kind = 'remote' AND o.is_frozen = ? AND p.is_deleted = ? AND o.checked_at_ms < ? ORDER BY o.checked_at_ms`,
      [false, false, beforeMs],
    );
  }

  /** It could not be looked at, and why. */
  async setTrouble(sql: Sql, playlistKey: number, atMs: number, { words, cause }: OriginTrouble): Promise<void> {
    await sql.run(
      'UPDATE playlist_origin SET checked_at_ms = ?, trouble = ?, trouble_cause = ? WHERE playlist_key = ?',
      [atMs, words, JSON.stringify(cause), playlistKey],
    );
  }

  async setNews(sql: Sql, playlistKey: number, news: StoredNews): Promise<void> {
    await sql.run('UPDATE playlist_origin SET news = ? WHERE playlist_key = ?', [JSON.stringify(news), playlistKey]);
  }

  /** @returns whether it follows a source */
  async freeze(sql: Sql, playlistKey: number, isFrozen: boolean): Promise<boolean> {
    const rows = await sql.all(
      `UPDATE playlist_origin SET is_frozen = ? WHERE playlist_key = ? AND kind = 'remote' RETURNING playlist_key`,
      [isFrozen, playlistKey],
    );
    return rows.length > 0;
  }

  async put(sql: Sql, playlistKey: number, { kind, ref, version, checkedAtMs, report }: NewOrigin): Promise<void> {
    await sql.run(
      `INSERT INTO playlist_origin (playlist_key, kind, ref, version, checked_at_ms, is_frozen, unresolved, report)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (playlist_key) DO UPDATE SET version = excluded.version, checked_at_ms = excluded.checked_at_ms,
         trouble = NULL, trouble_cause = NULL, unresolved = excluded.unresolved, report = excluded.report`,
      [
        ...[playlistKey, kind, ref, version ?? null, checkedAtMs, false],
        ...[report.length, JSON.stringify(report.slice(0, MOST_ENTRIES))],
      ],
    );
  }

  async remove(sql: Sql, playlistKey: number): Promise<void> {
    await sql.run('DELETE FROM playlist_origin WHERE playlist_key = ?', [playlistKey]);
  }

  async report(sql: Sql, playlistKey: number): Promise<readonly StoredEntry[]> {
    const row = await sql.get<{ report: string }>('SELECT report FROM playlist_origin WHERE playlist_key = ?', [
      playlistKey,
    ]);
    return row ? (JSON.parse(row.report) as StoredEntry[]) : [];
  }

  async setReport(sql: Sql, playlistKey: number, report: readonly StoredEntry[]): Promise<void> {
    await sql.run('UPDATE playlist_origin SET unresolved = ?, report = ? WHERE playlist_key = ?', [
      report.length,
      JSON.stringify(report),
      playlistKey,
    ]);
  }
}
