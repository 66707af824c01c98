import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import { TRACK_KINDS, type TrackKind } from '../catalogue/index.js';
import type { Holding } from '../sources/index.js';
import type { LiveTitle } from '../streaming/index.js';
import { lockName, marks, type Sql, type SqlValue } from '../sql/index.js';
import type { OutputRef, PlayContext } from './play-events.js';
import {
  currentItem,
  NEW_PLAYER,
  type PlayerState,
  type PlayerStatus,
  type QueueItem,
  type Removal,
  type Repeat,
  type Sleep,
  type SleepKind,
} from './player-state.js';

/** Another process has changed the player since it was loaded. */
export class PlayerMoved extends Error {}

interface PlayerRow {
  readonly revision: number;
  readonly queue_revision: number;
  readonly status: PlayerStatus;
  readonly current_item_id: string | null;
  readonly position_ms: number;
  readonly position_at_ms: number;
  readonly volume: number;
  readonly repeat: Repeat;
  readonly is_shuffled: boolean | number;
  readonly is_interrupted: boolean | number;
  readonly play_id: string | null;
  readonly play_started_at_ms: number | null;
  readonly play_heard_ms: number | null;
  readonly play_reported_at_ms: number | null;
  readonly play_title: string | null;
  readonly play_title_artist: string | null;
  readonly play_title_song: string | null;
  readonly speed: number;
  readonly sleep_kind: SleepKind | null;
  readonly sleep_at_ms: number | null;
  readonly sleep_item_id: string | null;
  readonly sleep_ends_ms: string | null;
  readonly origin_kind: string | null;
  readonly origin_seed: number | null;
  readonly origin_position: number | null;
  readonly origin_left_in: number | null;
  readonly origin_query: string | null;
  readonly output_id: string | null;
  readonly output_name: string | null;
  readonly output_kind: string | null;
}

interface ItemRow {
  readonly item_id: string;
  readonly place: number;
  readonly natural_place: number | null;
  readonly removed_in: number | null;
  readonly was_at_ms: number | null;
  readonly track_id: string;
  readonly kind: string | null;
  readonly duration_ms: number | null;
  readonly speed: number | null;
  readonly gain_db: number | null;
  readonly ends_at_ms: number | null;
  readonly album_id: string | null;
  readonly context_kind: string | null;
  readonly context_id: string | null;
  readonly context_title: string | null;
  readonly is_from_origin: boolean | number;
}

/** Where an item stands, or stood. */
interface Placing {
  readonly item: QueueItem;
  readonly place: number;
  readonly naturalPlace?: number;
  readonly removedIn?: number;
  readonly wasAtMs?: number;
}

const PLAYER_COLUMNS = [
  'revision',
  'queue_revision',
  'status',
  'current_item_id',
  'position_ms',
  'position_at_ms',
  'volume',
  'repeat',
  'is_shuffled',
  'is_interrupted',
  'output_id',
  'play_id',
  'play_started_at_ms',
  'play_heard_ms',
  'play_reported_at_ms',
  'play_title',
  'play_title_artist',
  'play_title_song',
  'speed',
  'sleep_kind',
  'sleep_at_ms',
  'sleep_item_id',
  'sleep_ends_ms',
  'origin_kind',
  'origin_seed',
  'origin_position',
  'origin_left_in',
  'origin_query',
] as const;
const ITEM_COLUMNS = `item_id, owner_id, place, natural_place, removed_in, was_at_ms, track_id, kind, duration_ms, speed, gain_db, ends_at_ms,
  album_id,
  context_kind, context_id, context_title, is_from_origin`;
/** Rows in one statement: both engines take this many parameters. */
const BATCH = 200;

/** Keeps players. Of the queue, only what differs is written. */
@Injectable()
export class PlayerStore {
  constructor(private readonly database: Database) {}

  /** Who has a player. */
  async owners(): Promise<string[]> {
    const rows = await this.database.read.all<{ owner_id: string }>('SELECT owner_id FROM player ORDER BY owner_id');
    return rows.map(({ owner_id }) => owner_id);
  }

  /** @returns a new player for somebody who never played anything */
  async load(ownerId: string): Promise<PlayerState> {
    const { read } = this.database;
    const row = await read.get<PlayerRow>(
      `SELECT p.*, o.name AS output_name, o.kind AS output_kind FROM player p
       LEFT JOIN output o ON o.owner_id = p.owner_id AND o.id = p.output_id WHERE p.owner_id = ?`,
      [ownerId],
    );
    if (!row) return NEW_PLAYER;
    const rows = await read.all<ItemRow>('SELECT * FROM queue_item WHERE owner_id = ? ORDER BY place', [ownerId]);
    return stateOf(row, rows);
  }

  /** Tracks of a source in a person's queue, and what becomes of them without it. */
  async holdings(source: string, ownerId: string): Promise<Holding[]> {
    const row = await this.database.read.get<{ count: number }>(
      'SELECT COUNT(*) AS count FROM queue_item WHERE owner_id = ? AND track_id LIKE ?',
      [ownerId, `${source}:%`],
    );
    const detail = 'Tracks of it in the queue are passed over.';
    return [{ kind: 'queued-tracks', count: row?.count ?? 0, detail }];
  }

  /**
   * Writes what makes `after` different from `before`, which is what is kept now.
   * @throws PlayerMoved something else is kept now; nothing was written
   */
  async save(sql: Sql, ownerId: string, before: PlayerState, after: PlayerState): Promise<void> {
    if ((await this.keptRevision(sql, ownerId)) !== before.revision) throw new PlayerMoved();
    if (before.items !== after.items || before.removals !== after.removals || before.unshuffled !== after.unshuffled) {
      await this.saveItems(sql, ownerId, before, after);
    }
    const values = playerValues(after);
    await sql.run(
      `INSERT INTO player (owner_id, ${PLAYER_COLUMNS.join(', ')}) VALUES (?${', ?'.repeat(PLAYER_COLUMNS.length)})
       ON CONFLICT (owner_id) DO UPDATE SET ${PLAYER_COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      [ownerId, ...values],
    );
  }

  /** Nobody else changes it until the transaction ends. */
  private async keptRevision(sql: Sql, ownerId: string): Promise<number> {
    const { engine } = this.database;
    const select = `SELECT revision FROM player WHERE owner_id = ?${engine === 'postgres' ? ' FOR UPDATE' : ''}`;
    const find = (): Promise<{ revision: number } | undefined> => sql.get(select, [ownerId]);
    let row = await find();
    if (!row && engine === 'postgres') {
      // There is no row to lock yet, and two may be about to make it.
      await lockName(sql, engine, `player ${ownerId}`);
      row = await find();
    }
    return row?.revision ?? NEW_PLAYER.revision;
  }

  private async saveItems(sql: Sql, ownerId: string, before: PlayerState, after: PlayerState): Promise<void> {
    const old = placings(before);
    const current = placings(after);
    const gone = [...old.keys()].filter((itemId) => !current.has(itemId));
    for (const batch of batches(gone)) {
      await sql.run(`DELETE FROM queue_item WHERE item_id IN (${marks(batch)})`, batch);
    }
    const changed = [...current.values()].filter((placing) => !isSame(placing, old.get(placing.item.itemId)));
    for (const batch of batches(changed)) {
      await sql.run(
        `INSERT INTO queue_item (${ITEM_COLUMNS}) VALUES ${batch.map(() => `(?${', ?'.repeat(16)})`).join(', ')}
         ON CONFLICT (item_id) DO UPDATE SET place = excluded.place, natural_place = excluded.natural_place,
           removed_in = excluded.removed_in, was_at_ms = excluded.was_at_ms, duration_ms = excluded.duration_ms, speed = excluded.speed,
           gain_db = excluded.gain_db, ends_at_ms = excluded.ends_at_ms`,
        batch.flatMap((placing) => itemValues(ownerId, placing)),
      );
    }
  }
}

function stateOf(row: PlayerRow, rows: readonly ItemRow[]): PlayerState {
  const queued = rows.filter(({ removed_in }) => removed_in === null);
  const items = queued.map(itemOf);
  const natural = [...queued].sort((a, b) => (a.natural_place ?? 0) - (b.natural_place ?? 0));
  const { output_id: id, output_name: name, output_kind: kind } = row;
  const { play_id: playId } = row;
  return {
    revision: row.revision,
    queueRevision: row.queue_revision,
    status: row.status,
    items,
    index: items.findIndex(({ itemId }) => itemId === row.current_item_id),
    ...(Boolean(row.is_shuffled) && { unshuffled: natural.map(({ item_id }) => item_id) }),
    positionMs: row.position_ms,
    positionAtMs: row.position_at_ms,
    volume: row.volume,
    repeat: row.repeat,
    speed: row.speed,
    isInterrupted: Boolean(row.is_interrupted),
    ...(id !== null && { output: { id, name: name ?? id, kind: kind ?? 'browser' } satisfies OutputRef }),
    ...(playId !== null && {
      play: {
        id: playId,
        startedAtMs: row.play_started_at_ms ?? 0,
        heardMs: row.play_heard_ms ?? 0,
        reportedAtMs: row.play_reported_at_ms ?? 0,
        ...titleOf(row),
      },
    }),
    ...sleepOf(row),
    ...(row.origin_kind !== null && {
      origin: {
        kind: row.origin_kind,
        seed: row.origin_seed ?? 0,
        position: row.origin_position ?? 0,
        ...(row.origin_left_in !== null && { leftIn: row.origin_left_in }),
        ...(row.origin_query !== null && { query: JSON.parse(row.origin_query) as object }),
      },
    }),
    removals: removalsOf(rows),
    failures: 0,
  };
}

function sleepOf({ sleep_kind: kind, sleep_at_ms: atMs, sleep_item_id: itemId, sleep_ends_ms: ends }: PlayerRow): {
  sleep?: Sleep;
} {
  if (kind === null) return {};
  const endsMs = ends === null ? [] : (JSON.parse(ends) as number[]);
  return { sleep: { kind, ...(atMs !== null && { atMs }), ...(itemId !== null && { chapters: { itemId, endsMs } }) } };
}

function titleOf({ play_title: text, play_title_artist: artist, play_title_song: title }: PlayerRow): {
  title?: LiveTitle;
} {
  if (text === null) return {};
  return { title: { text, ...(artist !== null && { artist }), ...(title !== null && { title }) } };
}

function removalsOf(rows: readonly ItemRow[]): Removal[] {
  const removed = rows.filter(({ removed_in }) => removed_in !== null);
  const byRevision = Map.groupBy(removed, ({ removed_in }) => removed_in ?? 0);
  return [...byRevision]
    .sort(([a], [b]) => a - b)
    .map(([removedIn, group]) => ({
      removedIn,
      items: group.map((row) => ({
        item: itemOf(row),
        place: row.place,
        ...(row.natural_place !== null && { naturalPlace: row.natural_place }),
        ...(row.was_at_ms !== null && { wasAtMs: row.was_at_ms }),
      })),
    }));
}

function itemOf(row: ItemRow): QueueItem {
  const { context_kind: kind, context_id: id, context_title: title } = row;
  const context: PlayContext | undefined =
    kind === null ? undefined : { kind, ...(id !== null && { id }), ...(title !== null && { title }) };
  return {
    itemId: row.item_id,
    trackId: row.track_id,
    ...kindOf(row),
    ...(row.duration_ms !== null && { durationMs: row.duration_ms }),
    ...(row.speed !== null && { speed: row.speed }),
    ...(row.gain_db !== null && { gainDb: row.gain_db }),
    ...(row.ends_at_ms !== null && { endsAtMs: row.ends_at_ms }),
    ...(row.album_id !== null && { albumId: row.album_id }),
    ...(context && { context }),
    ...(Boolean(row.is_from_origin) && { isFromOrigin: true }),
  };
}

function kindOf({ kind: kept }: ItemRow): { kind?: TrackKind } {
  const kind = TRACK_KINDS.find((each) => each === kept);
  return kind ? { kind } : {};
}

function placings({ items, unshuffled, removals }: PlayerState): Map<string, Placing> {
  const naturalPlaces = unshuffled && new Map(unshuffled.map((itemId, place) => [itemId, place]));
  const all = new Map<string, Placing>();
  items.forEach((item, place) => {
    const naturalPlace = naturalPlaces?.get(item.itemId);
    all.set(item.itemId, { item, place, ...(naturalPlace !== undefined && { naturalPlace }) });
  });
  for (const { removedIn, items: removed } of removals) {
    for (const placing of removed) all.set(placing.item.itemId, { ...placing, removedIn });
  }
  return all;
}

function isSame(a: Placing, b: Placing | undefined): boolean {
  return (
    a.place === b?.place &&
    a.naturalPlace === b.naturalPlace &&
    a.removedIn === b.removedIn &&
    a.wasAtMs === b.wasAtMs &&
    a.item.durationMs === b.item.durationMs &&
    a.item.speed === b.item.speed &&
    a.item.gainDb === b.item.gainDb &&
    a.item.endsAtMs === b.item.endsAtMs
  );
}

function itemValues(ownerId: string, { item, place, naturalPlace, removedIn, wasAtMs }: Placing): SqlValue[] {
  const { itemId, trackId, kind, durationMs, speed, gainDb, endsAtMs, albumId, context, isFromOrigin = false } = item;
  return [
    ...[itemId, ownerId, place, naturalPlace ?? null, removedIn ?? null, wasAtMs ?? null],
    ...[trackId, kind ?? null, durationMs ?? null, speed ?? null, gainDb ?? null, endsAtMs ?? null, albumId ?? null],
    ...[context?.kind ?? null, context?.id ?? null, context?.title ?? null, isFromOrigin],
  ];
}

function playerValues(state: PlayerState): SqlValue[] {
  const { play, sleep, output, origin } = state;
  return [
    state.revision,
    state.queueRevision,
    state.status,
    currentItem(state)?.itemId ?? null,
    state.positionMs,
    state.positionAtMs,
    state.volume,
    state.repeat,
    state.unshuffled !== undefined,
    state.isInterrupted,
    output?.id ?? null,
    play?.id ?? null,
    play?.startedAtMs ?? null,
    play?.heardMs ?? null,
    play?.reportedAtMs ?? null,
    play?.title?.text ?? null,
    play?.title?.artist ?? null,
    play?.title?.title ?? null,
    state.speed,
    sleep?.kind ?? null,
    sleep?.atMs ?? null,
    sleep?.chapters?.itemId ?? null,
    sleep?.chapters ? JSON.stringify(sleep.chapters.endsMs) : null,
    origin?.kind ?? null,
    origin?.seed ?? null,
    origin?.position ?? null,
    origin?.leftIn ?? null,
    origin?.query ? JSON.stringify(origin.query) : null,
  ];
}

function* batches<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += BATCH) yield all.slice(from, from + BATCH);
}
