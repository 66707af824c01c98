import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor } from '../api/index.js';
import { RecordingGroups, Refs, type Subject } from '../catalogue/index.js';
import { Database } from '../database/index.js';
import { marks, type Sql } from '../sql/index.js';
import type { HeartKind, HeartsQuery } from './hearts.dto.js';

/** A heart as it is kept. */
export interface KeptHeart {
  readonly kind: HeartKind;
  readonly id: string;
  readonly heartedAtMs: number;
  readonly title: string;
  readonly artist?: string;
  readonly artworkId?: string;
  readonly placeholder?: string;
}

export interface NewHeart extends Omit<KeptHeart, 'placeholder'> {
  /** Of the recording, release or performer; absent for a show. */
  readonly identityKey?: number;
}

interface Row {
  readonly key: number;
  readonly kind: HeartKind;
  readonly subject: string;
  readonly title: string;
  readonly artist: string | null;
  readonly artwork_id: string | null;
  readonly placeholder: string | null;
  readonly hearted_at_ms: number;
}

interface MarkRow {
  readonly key: number;
  readonly subject: string;
  readonly identity_key: number | null;
  readonly hearted_at_ms: number;
}

/** What things of a kind are by the rules of identity. */
const IDENTITIES: Readonly<Partial<Record<HeartKind, Subject>>> = {
  track: 'recording',
  album: 'release',
  artist: 'performer',
};

/** Keeps hearts. Something has one if it got it itself, or if what is the same by the rules of identity did. */
@Injectable()
export class HeartStore {
  constructor(private readonly database: Database) {}

  /** Of one person, newest first. @throws InvalidRequest the cursor is none of these */
  async page(
    ownerId: string,
    { kind = [], limit, cursor }: HeartsQuery,
  ): Promise<{ items: KeptHeart[]; nextCursor?: string }> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, ['instant', 'number']);
    const rows = await this.database.read.all<Row>(
      `SELECT h.key, h.kind, h.subject, h.title, h.artist, h.hearted_at_ms, w.id AS artwork_id, w.placeholder
       FROM heart h LEFT JOIN artwork w ON w.key = h.artwork_key
       WHERE h.owner_id = ?${kind.length > 0 ? ` AND h.kind IN (${marks(kind)})` : ''}${after ? ' AND (h.hearted_at_ms, h.key) < (?, ?)' : ''}
       ORDER BY h.hearted_at_ms DESC, h.key DESC LIMIT ?`,
      [ownerId, ...kind, ...(after ?? []), limit + 1],
    );
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return { items: shown.map(heartOf), ...(last && { nextCursor: encodeCursor([last.hearted_at_ms, last.key]) }) };
  }

  /** Ids of all of a kind, newest first. */
  async ids(ownerId: string, kind: HeartKind): Promise<string[]> {
    const rows = await this.database.read.all<{ readonly subject: string }>(
      'SELECT subject FROM heart WHERE owner_id = ? AND kind = ? ORDER BY hearted_at_ms DESC, key DESC',
      [ownerId, kind],
    );
    return rows.map(({ subject }) => subject);
  }

  /** When those of these got theirs that have one, by id. */
  async heartedAt(sql: Sql, ownerId: string, kind: HeartKind, ids: readonly string[]): Promise<Map<string, number>> {
    const same = await this.sameAs(sql, kind, ids);
    const rows = await this.rows(sql, ownerId, kind, ids, [...same.values()].flat());
    const bySubject = new Map(rows.map((row) => [row.subject, row.hearted_at_ms]));
    const byIdentity = new Map(rows.map((row) => [row.identity_key, row.hearted_at_ms]));
    return new Map(
      ids.flatMap((id): [string, number][] => {
        const keys = same.get(id) ?? [];
        const atMs = bySubject.get(id) ?? keys.map((key) => byIdentity.get(key)).find((at) => at !== undefined);
        return atMs === undefined ? [] : [[id, atMs]];
      }),
    );
  }

  async add(sql: Sql, ownerId: string, heart: NewHeart): Promise<void> {
    const { kind, id, identityKey, title, artist, artworkId, heartedAtMs } = heart;
    await sql.run(
      `INSERT INTO heart (owner_id, kind, subject, identity_key, title, artist, artwork_key, hearted_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, (SELECT key FROM artwork WHERE id = ?), ?)
       ON CONFLICT (owner_id, kind, subject) DO NOTHING`,
      [ownerId, kind, id, identityKey ?? null, title, artist ?? null, artworkId ?? '', heartedAtMs],
    );
  }

  /** Also those that the same thing got elsewhere. @returns whether there were any */
  async remove(sql: Sql, ownerId: string, kind: HeartKind, id: string): Promise<boolean> {
    const same = (await this.sameAs(sql, kind, [id])).get(id) ?? [];
    const rows = await this.rows(sql, ownerId, kind, [id], same);
    if (rows.length === 0) return false;
    const keys = rows.map(({ key }) => key);
    await sql.run(`DELETE FROM heart WHERE key IN (${marks(keys)})`, keys);
    return true;
  }

  private rows(
    sql: Sql,
    ownerId: string,
    kind: HeartKind,
    ids: readonly string[],
    keys: readonly number[],
  ): Promise<MarkRow[]> {
    const isSame = keys.length === 0 ? '' : ` OR identity_key IN (${marks(keys)})`;
    return sql.all<MarkRow>(
      `SELECT key, subject, identity_key, hearted_at_ms FROM heart
       WHERE owner_id = ? AND kind = ? AND (subject IN (${marks(ids)})${isSame})`,
      [ownerId, kind, ...ids, ...keys],
    );
  }

  /** Keys of all that counts as one with each of these; of recordings their whole group. */
  private async sameAs(sql: Sql, kind: HeartKind, ids: readonly string[]): Promise<Map<string, readonly number[]>> {
    const identity = IDENTITIES[kind];
    if (!identity) return new Map();
    const keys = await new Refs(sql, identity).keysOf(kind, ids);
    if (kind !== 'track') return new Map([...keys].map(([id, key]) => [id, [key]]));
    const members = await new RecordingGroups(sql).membersOf([...new Set(keys.values())]);
    return new Map([...keys].map(([id, key]) => [id, members.get(key) ?? [key]]));
  }
}

function heartOf(row: Row): KeptHeart {
  return {
    kind: row.kind,
    id: row.subject,
    heartedAtMs: row.hearted_at_ms,
    title: row.title,
    ...(row.artist !== null && { artist: row.artist }),
    ...(row.artwork_id !== null && { artworkId: row.artwork_id }),
    ...(row.placeholder !== null && { placeholder: row.placeholder }),
  };
}
