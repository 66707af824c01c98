import { Injectable } from '@nestjs/common';
import { artworkIdOf, present, searchWords } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { Feed } from '../../sources/index.js';
import { insertRow, type Sql } from '../../sql/index.js';
import { hashed } from '../podcast-ids.js';
import type { NextLook, ShowState } from '../refresh/feed-schedule.js';

/** A show, as far as its feed is looked at by it. */
export interface KnownShow {
  readonly key: number;
  readonly id: string;
  /** Absent where it is private. */
  readonly address?: string;
  readonly addressHash: string;
  readonly isPrivate: boolean;
  readonly guid?: string;
  readonly title: string;
  readonly state: ShowState;
  readonly failures: number;
  readonly failingSinceMs?: number;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly documentHash?: string;
  readonly unconditionalAtMs?: number;
  readonly movedToHash?: string;
  readonly movedTimes: number;
  readonly isArchiveRead: boolean;
  readonly details: ShowDetails;
}

/** What only the page of a show tells, and how it is looked at. */
export type ShowDetails = Pick<
  Feed,
  | 'description'
  | 'link'
  | 'language'
  | 'copyright'
  | 'categories'
  | 'isExplicit'
  | 'isComplete'
  | 'medium'
  | 'persons'
  | 'funding'
  | 'freshForMs'
>;

/** A feed at the moment at which it is subscribed to. */
export interface NewShow {
  readonly id: string;
  /** Whole. */
  readonly address: string;
  readonly isPrivate: boolean;
  readonly feed: Feed;
  readonly nowMs: number;
}

/** What an answer was marked with. */
export interface AnswerMarks {
  readonly etag?: string;
  readonly lastModified?: string;
  readonly documentHash: string;
}

interface ShowRow {
  readonly key: number;
  readonly id: string;
  readonly address: string | null;
  readonly address_hash: string;
  readonly is_private: number | boolean;
  readonly guid: string | null;
  readonly title: string;
  readonly state: ShowState;
  readonly failures: number;
  readonly failing_since_ms: number | null;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly document_hash: string | null;
  readonly unconditional_at_ms: number | null;
  readonly moved_to_hash: string | null;
  readonly moved_times: number;
  readonly is_archive_read: number | boolean;
  readonly details: string;
}

const SHOW = `SELECT key, id, address, address_hash, is_private, guid, title, state, failures, failing_since_ms, etag, last_modified,
  document_hash, unconditional_at_ms, moved_to_hash, moved_times, is_archive_read, details FROM show`;

/** Keeps shows and how their feeds are doing. */
@Injectable()
export class ShowStore {
  constructor(private readonly database: Database) {}

  async byId(id: string): Promise<KnownShow | undefined> {
    const row = await this.database.read.get<ShowRow>(`${SHOW} WHERE id = ?`, [id]);
    return row && showOf(row);
  }

  async byAddress(address: string): Promise<KnownShow | undefined> {
    const row = await this.database.read.get<ShowRow>(`${SHOW} WHERE address_hash = ?`, [hashed(address)]);
    return row && showOf(row);
  }

  async byGuid(guid: string): Promise<KnownShow | undefined> {
    const row = await this.database.read.get<ShowRow>(`${SHOW} WHERE guid = ? ORDER BY key LIMIT 1`, [guid]);
    return row && showOf(row);
  }

  /** Ids of shows that somebody follows and that are to be looked at, those first that wait longest. */
  async due(nowMs: number, most: number): Promise<string[]> {
    const rows = await this.database.read.all<{ id: string }>(
      `SELECT id FROM show WHERE next_check_at_ms <= ?
       AND EXISTS (SELECT 1 FROM subscription u WHERE u.show_key = show.key) ORDER BY next_check_at_ms LIMIT ?`,
      [nowMs, most],
    );
    return rows.map(({ id }) => id);
  }

  /** Ids of all shows that somebody follows. */
  async followed(): Promise<string[]> {
    const rows = await this.database.read.all<{ id: string }>(
      'SELECT id FROM show WHERE EXISTS (SELECT 1 FROM subscription u WHERE u.show_key = show.key) ORDER BY key',
    );
    return rows.map(({ id }) => id);
  }

  /** @returns its key */
  async add(sql: Sql, { id, address, isPrivate, feed, nowMs }: NewShow): Promise<number> {
    return insertRow(
      sql,
      this.database.engine,
      `INSERT INTO show (id, address, address_hash, host, is_private, title, sort_title, is_serial, details, state, failures, moved_times,
         is_archive_read, added_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}', 'ok', 0, 0, ?, ?)`,
      [
        id,
        isPrivate ? null : address,
        hashed(address),
        new URL(address).hostname,
        isPrivate,
        feed.title,
        searchWords(feed.title),
        feed.isSerial,
        false,
        nowMs,
      ],
    );
  }

  /** Writes what the feed says of the show itself. */
  async describe(sql: Sql, key: number, feed: Feed): Promise<void> {
    const { title, author, artwork, guid, isSerial } = feed;
    const {
      description,
      link,
      language,
      copyright,
      categories,
      isExplicit,
      isComplete,
      medium,
      persons,
      funding,
      freshForMs,
    } = feed;
    const details = present({ description, link, language, copyright, categories, isExplicit, isComplete, medium, persons, funding, freshForMs }); // prettier-ignore
    await sql.run(
      `UPDATE show SET title = ?, sort_title = ?, author = ?, artwork_id = ?, guid = ?, is_serial = ?, details = ? WHERE key = ?`,
      [
        title,
        searchWords(title),
        author ?? null,
        artwork === undefined ? null : await keepArtwork(sql, artwork),
        guid ?? null,
        isSerial,
        JSON.stringify(details satisfies ShowDetails),
        key,
      ],
    );
  }

  async mark(sql: Sql, key: number, { etag, lastModified, documentHash }: AnswerMarks): Promise<void> {
    await sql.run('UPDATE show SET etag = ?, last_modified = ?, document_hash = ? WHERE key = ?', [
      etag ?? null,
      lastModified ?? null,
      documentHash,
      key,
    ]);
  }

  /** Writes how a look went, and when the next is. */
  async looked(sql: Sql, key: number, next: NextLook, nowMs: number): Promise<void> {
    const { state, failures, failingSinceMs, failure, nextCheckAtMs } = next;
    await sql.run(
      `UPDATE show SET state = ?, failures = ?, failing_since_ms = ?, fault_code = ?, reason = ?, next_step = ?, next_check_at_ms = ?, checked_at_ms = ?
       WHERE key = ?`,
      [
        ...[state, failures, failingSinceMs ?? null, failure?.code ?? null],
        ...[failure?.detail ?? null, failure?.nextStep ?? null, nextCheckAtMs ?? null, nowMs, key],
      ],
    );
  }

  async askedForAll(sql: Sql, key: number, nowMs: number): Promise<void> {
    await sql.run('UPDATE show SET unconditional_at_ms = ? WHERE key = ?', [nowMs, key]);
  }

  async changed(sql: Sql, key: number, nowMs: number): Promise<void> {
    await sql.run('UPDATE show SET changed_at_ms = ? WHERE key = ?', [nowMs, key]);
  }

  async archiveRead(sql: Sql, key: number): Promise<void> {
    await sql.run('UPDATE show SET is_archive_read = ? WHERE key = ?', [true, key]);
  }

  /** Remembers where redirects say that it is from now on. @param times they did in a row */
  async mayMove(sql: Sql, key: number, toHash: string | undefined, times: number): Promise<void> {
    await sql.run('UPDATE show SET moved_to_hash = ?, moved_times = ? WHERE key = ?', [toHash ?? null, times, key]);
  }

  /** @returns whether it is there now: another show may have this address already */
  async move(sql: Sql, { key, isPrivate }: KnownShow, address: string): Promise<boolean> {
    const other = await sql.get('SELECT 1 FROM show WHERE address_hash = ? AND key <> ?', [hashed(address), key]);
    if (other) return false;
    await sql.run(
      'UPDATE show SET address = ?, address_hash = ?, host = ?, moved_to_hash = NULL, moved_times = 0 WHERE key = ?',
      [isPrivate ? null : address, hashed(address), new URL(address).hostname, key],
    );
    return true;
  }

  /** It holds a secret from now on: the database has no more than its hash. */
  async makePrivate(sql: Sql, key: number): Promise<void> {
    await sql.run('UPDATE show SET address = NULL, is_private = ? WHERE key = ?', [true, key]);
  }

  /** Has it looked at soon. */
  async makeDue(sql: Sql, key: number, nowMs: number): Promise<void> {
    await sql.run('UPDATE show SET next_check_at_ms = ? WHERE key = ?', [nowMs, key]);
  }
}

/** @returns its id */
export async function keepArtwork(sql: Sql, address: string): Promise<string> {
  const id = artworkIdOf('podcast', { locator: address, version: '1' });
  await sql.run('INSERT INTO artwork (id, source, locator) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING', [
    id,
    'podcast',
    address,
  ]);
  return id;
}

function showOf(row: ShowRow): KnownShow {
  return {
    key: row.key,
    id: row.id,
    addressHash: row.address_hash,
    isPrivate: Boolean(row.is_private),
    title: row.title,
    state: row.state,
    failures: row.failures,
    movedTimes: row.moved_times,
    isArchiveRead: Boolean(row.is_archive_read),
    details: detailsOf(row.details),
    ...(row.address !== null && { address: row.address }),
    ...(row.guid !== null && { guid: row.guid }),
    ...(row.failing_since_ms !== null && { failingSinceMs: row.failing_since_ms }),
    ...(row.etag !== null && { etag: row.etag }),
    ...(row.last_modified !== null && { lastModified: row.last_modified }),
    ...(row.document_hash !== null && { documentHash: row.document_hash }),
    ...(row.unconditional_at_ms !== null && { unconditionalAtMs: row.unconditional_at_ms }),
    ...(row.moved_to_hash !== null && { movedToHash: row.moved_to_hash }),
  };
}

const NOTHING_TOLD: ShowDetails = { categories: [], isExplicit: false, isComplete: false, persons: [], funding: [] };

export function detailsOf(json: string): ShowDetails {
  return { ...NOTHING_TOLD, ...(JSON.parse(json) as Partial<ShowDetails>) };
}
