import { Injectable } from '@nestjs/common';
import { SourceItems, SourceSnapshots } from '../catalogue/index.js';
import { Clock, RecentAnswers } from '../common/index.js';
import { Database } from '../database/index.js';
import {
  SourceRegistry,
  type OwnMusicCapability,
  type RemotePlaylistPage,
  type RemoteTrack,
  type SourceTrack,
} from '../sources/index.js';
import { Insertion } from '../sql/index.js';
import { remoteTrackOf, snapshotOf } from './track-snapshots.js';

/** Tracks that are remembered of one list. */
const MOST_ITEMS = 10_000;
/** Of these, given at once. */
const PAGE = 100;
/** Whose the lists are is not asked with each of them. */
const ACCOUNT_GOOD_FOR_MS = 10 * 60_000;
const MOST_ACCOUNTS = 10;

const ITEMS = new Insertion(
  'INSERT INTO own_list_item (list_key, native_id, position, is_playable, seen_at_ms)',
  '(?, ?, ?, ?, ?)',
  ` ON CONFLICT (list_key, native_id) DO UPDATE SET position = excluded.position, is_playable = excluded.is_playable,
    seen_at_ms = excluded.seen_at_ms WHERE own_list_item.seen_at_ms <= excluded.seen_at_ms`,
);

/** One reading of a list from its beginning on, as far as it has come. */
export interface Walk {
  readonly listKey: number;
  readonly startedAtMs: number;
  /** How many tracks the list has, as the source says. */
  readonly told: number;
  /** How many the source gave so far. */
  readonly had: number;
}

/** A page of a list; of an own one with the walk that it belongs to. */
export interface WalkedPage extends RemotePlaylistPage {
  readonly walk?: Walk;
}

/** A track that a list is known to have had. */
export interface KnownTrack {
  readonly track: RemoteTrack;
  /** When the source told so last. */
  readonly seenAtMs: number;
}

/** Some of what is known of a list. */
export interface KnownPage {
  readonly known: readonly KnownTrack[];
  /** What gives the following. */
  readonly next?: KnownPart;
}

/** Which part of what is known of a list. */
export interface KnownPart {
  readonly listKey: number;
  /** What was seen later is left out: the walk that began then gave it. */
  readonly beforeMs: number;
  /** Tracks of the whole part, and from which on. */
  readonly most: number;
  readonly from: number;
}

interface KnownRow {
  readonly native_id: string;
  readonly is_playable: number | boolean;
  readonly seen_at_ms: number;
}

/**
 * Remembers what people have in their own lists at sources. Such a list may end long before it has as many tracks as its
 * heading says, as YouTube Music's likes do now and then at one hundred. So each page that comes is noted, with when the walk
 * through the list began; what an earlier walk saw is forgotten only once a walk was given all that was told. Until then it is
 * what the list is known to have besides.
 */
@Injectable()
export class OwnLists {
  private readonly accounts: RecentAnswers<string>;

  constructor(
    private readonly sources: SourceRegistry,
    private readonly snapshots: SourceSnapshots,
    private readonly items: SourceItems,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.accounts = new RecentAnswers(clock, ACCOUNT_GOOD_FOR_MS, MOST_ACCOUNTS);
  }

  /**
   * Notes the first page of a list, where it is somebody's own.
   * @returns the page, with the walk that begins with it
   * @throws SourceUnavailable, UpstreamError it cannot be told whose it is
   */
  async begin(source: string, nativeId: string, page: RemotePlaylistPage, signal: AbortSignal): Promise<WalkedPage> {
    const own = this.sources.get(source)?.capabilities.own;
    if (!own || !page.playlist?.isOwn) return page;
    const startedAtMs = this.clock.nowMs();
    const list = await this.list(source, nativeId, await this.accountOf(source, own, signal), page.playlist.trackCount);
    return list ? this.note(source, { ...list, startedAtMs, had: 0 }, page) : page;
  }

  /** Notes what the source gave of a list on a walk through it. */
  async note(source: string, walk: Walk, page: RemotePlaylistPage): Promise<WalkedPage> {
    const { listKey, startedAtMs, told, had } = walk;
    // Before what names them.
    await this.snapshots.keep(page.items.map((track) => snapshotOf(source, track)));
    const now = { ...walk, had: had + page.items.length };
    await this.database.write(async ({ sql }) => {
      const placed = page.items.map((track, i) => ({ track, position: had + i }));
      // One statement cannot write one row twice, and a list may have a track twice.
      const distinct = new Map(placed.map((one) => [one.track.nativeId, one]));
      await ITEMS.insert(
        sql,
        [...distinct.values()]
          .filter(({ position }) => position < MOST_ITEMS)
          .map(({ track, position }) => [listKey, track.nativeId, position, track.isPlayable, startedAtMs]),
      );
      // The list is as it was told: what it does not have any more was taken out of it.
      if (page.cursor === undefined && now.had >= told) {
        await sql.run('DELETE FROM own_list_item WHERE list_key = ? AND seen_at_ms < ?', [listKey, startedAtMs]);
      }
    });
    return { ...page, walk: now };
  }

  /** Whether there is such a list: a cursor may have been made up. */
  async has(source: string, nativeId: string, listKey: number): Promise<boolean> {
    const row = await this.database.read.get(
      'SELECT 1 AS found FROM own_list WHERE key = ? AND source = ? AND native_id = ?',
      [listKey, source, nativeId],
    );
    return row !== undefined;
  }

  /** What is known of the list besides what a walk was given that has ended: never more than the source says it lacks. */
  besides({ listKey, startedAtMs, told, had }: Walk): KnownPart {
    return { listKey, beforeMs: startedAtMs, most: Math.max(0, told - had), from: 0 };
  }

  /** All that is known of the list, as far as it was seen last. */
  all({ listKey }: Walk): KnownPart {
    return { listKey, beforeMs: Number.MAX_SAFE_INTEGER, most: MOST_ITEMS, from: 0 };
  }

  /** @param source of the list */
  async read(source: string, { listKey, beforeMs, most, from }: KnownPart): Promise<KnownPage> {
    const { read } = this.database;
    const wanted = Math.min(PAGE, most - from);
    if (wanted <= 0) return { known: [] };
    const rows = await read.all<KnownRow>(
      `SELECT native_id, is_playable, seen_at_ms FROM own_list_item WHERE list_key = ? AND seen_at_ms < ?
       ORDER BY seen_at_ms DESC, position LIMIT ? OFFSET ?`,
      [listKey, beforeMs, wanted, Math.max(0, from)],
    );
    const refs = rows.map(({ native_id: nativeId }) => ({ source, nativeId }));
    const kept = await this.items.read<SourceTrack>(read, 'track', refs);
    const trackOf = new Map(kept.map(({ nativeId, value }) => [nativeId, value]));
    const known = rows.flatMap(({ native_id, is_playable, seen_at_ms }): KnownTrack[] => {
      const value = trackOf.get(native_id);
      if (!value) return [];
      const told = remoteTrackOf(native_id, value);
      return [{ track: is_playable ? told : { ...told, isPlayable: false }, seenAtMs: seen_at_ms }];
    });
    const next = { listKey, beforeMs, most, from: from + PAGE };
    return { known, ...(rows.length === PAGE && next.from < most && { next }) };
  }

  private accountOf(source: string, own: OwnMusicCapability, signal: AbortSignal): Promise<string> {
    const ask = async (shared: AbortSignal): Promise<string> => {
      const { name, handle = name } = await own.account(shared);
      return handle;
    };
    return this.accounts.get(source, ask, signal);
  }

  /** @returns undefined where the source never said how many there are: then a list that ends early is as any other */
  private list(
    source: string,
    nativeId: string,
    account: string,
    told: number | undefined,
  ): Promise<Pick<Walk, 'listKey' | 'told'> | undefined> {
    const of = [source, account, nativeId];
    return this.database.write(async ({ sql }) => {
      if (told !== undefined) {
        await sql.run(
          `INSERT INTO own_list (source, account, native_id, told) VALUES (?, ?, ?, ?)
           ON CONFLICT (source, account, native_id) DO UPDATE SET told = excluded.told`,
          [...of, told],
        );
      }
      const row = await sql.get<{ key: number; told: number }>(
        'SELECT key, told FROM own_list WHERE source = ? AND account = ? AND native_id = ?',
        of,
      );
      return row && { listKey: row.key, told: row.told };
    });
  }
}
