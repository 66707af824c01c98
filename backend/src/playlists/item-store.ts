import { Injectable } from '@nestjs/common';
import { Conditions, continueAfter, cutPage, orderBy, type Keyset, type PageQuery } from '../api/index.js';
import type { TrackKind, TrackView } from '../catalogue/index.js';
import { newId, NotFound, present } from '../common/index.js';
import { Database } from '../database/index.js';
import { Insertion, marks, type Sql } from '../sql/index.js';
import { placesBetween, ROOM } from './place.js';
import type { Contents, StoredCover } from './playlist-store.js';

/** What is kept of a track, to show it while nobody else knows it. */
export type KeptTrack = Pick<TrackView, 'id' | 'kind' | 'title' | 'artist' | 'durationMs' | 'artworkId'> & {
  readonly album: Pick<TrackView['album'], 'title'>;
};

export interface ItemRow {
  readonly key: number;
  readonly id: string;
  readonly place: number;
  readonly track_id: string;
  readonly kind: TrackKind | null;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly duration_ms: number | null;
  readonly artwork_id: string | null;
  readonly added_at_ms: number;
}

/** What is kept of a track in a place. */
export function keptTrack(row: ItemRow): KeptTrack {
  return present({
    id: row.track_id,
    kind: row.kind ?? undefined,
    title: row.title,
    artist: row.artist,
    album: { title: row.album },
    durationMs: row.duration_ms ?? undefined,
    artworkId: row.artwork_id ?? undefined,
  });
}

const THERE = 'playlist_key = ? AND removed_in = 0';
const IN_ORDER: Keyset<ItemRow> = {
  columns: ['place', 'key'],
  kinds: ['instant', 'number'],
  isDescending: false,
  valuesOf: (row: ItemRow) => [row.place, row.key],
};
const COLUMNS = 'id, place, track_id, kind, title, artist, album, duration_ms, artwork_id, added_at_ms';
const ITEMS = new Insertion(
  `INSERT INTO playlist_item (playlist_key, removed_in, ${COLUMNS})`,
  '(?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
);
const SELECT = `SELECT key, ${COLUMNS} FROM playlist_item`;
/** Ids asked for in one statement. */
const AT_ONCE = 500;
/** Pictures of a list: two rows of two. */
const COVERS = 4;
/** How far into a list pictures are looked for. */
const LOOKED_THROUGH = 200;
/** What was taken out in the last so many changes of a list can come back. */
const CHANGES_UNDONE = 20;

/** Keeps what is in playlists. Every change belongs into the transaction that began with `PlaylistStore.touch`. */
@Injectable()
export class ItemStore {
  constructor(private readonly database: Database) {}

  /** @throws InvalidRequest the cursor is of another list */
  async page(
    playlistKey: number,
    { limit, cursor }: PageQuery,
  ): Promise<{ rows: readonly ItemRow[]; nextCursor?: string }> {
    const conditions = there(playlistKey);
    continueAfter(IN_ORDER, cursor, conditions);
    const rows = await this.database.read.all<ItemRow>(`${SELECT} ${conditions.where} ${orderBy(IN_ORDER)} LIMIT ?`, [
      ...conditions.parameters,
      limit + 1,
    ]);
    return cutPage(IN_ORDER, rows, limit);
  }

  /** From an item on, or from the first; in order. */
  async from(playlistKey: number, item: ItemRow | undefined, most: number): Promise<ItemRow[]> {
    const conditions = there(playlistKey);
    if (item) conditions.add('(place, key) >= (?, ?)', item.place, item.key);
    return this.listed(conditions, IN_ORDER, most);
  }

  /** What stands before an item, nearest first. */
  async before(playlistKey: number, item: ItemRow, most: number): Promise<ItemRow[]> {
    const conditions = there(playlistKey).add('(place, key) < (?, ?)', item.place, item.key);
    return this.listed(conditions, { ...IN_ORDER, isDescending: true }, most);
  }

  /** @returns undefined where it is not in that playlist */
  async item(sql: Sql, playlistKey: number, itemId: string): Promise<ItemRow | undefined> {
    return sql.get<ItemRow>(`${SELECT} WHERE ${THERE} AND id = ?`, [playlistKey, itemId]);
  }

  /** The first place of a track. */
  async ofTrack(playlistKey: number, trackId: string): Promise<ItemRow | undefined> {
    return this.database.read.get<ItemRow>(`${SELECT} WHERE ${THERE} AND track_id = ? ORDER BY place, key LIMIT 1`, [
      playlistKey,
      trackId,
    ]);
  }

  /** Which of these tracks are in it. */
  async having(sql: Sql, playlistKey: number, trackIds: readonly string[]): Promise<Set<string>> {
    const known = new Set<string>();
    for (const some of lots(trackIds)) {
      const rows = await sql.all<{ track_id: string }>(
        `SELECT track_id FROM playlist_item WHERE ${THERE} AND track_id IN (${marks(some)})`,
        [playlistKey, ...some],
      );
      for (const { track_id } of rows) known.add(track_id);
    }
    return known;
  }

  /** @param beforeId absent: at the end @returns their ids @throws NotFound there is no such item */
  async insert(
    sql: Sql,
    playlistKey: number,
    tracks: readonly KeptTrack[],
    beforeId: string | undefined,
    nowMs: number,
  ): Promise<readonly string[]> {
    const ids = tracks.map(() => newId());
    const places = await this.makeRoom(sql, playlistKey, beforeId, tracks.length);
    await ITEMS.insert(
      sql,
      tracks.map((track, at) => [
        playlistKey,
        ids[at]!,
        places[at]!,
        track.id,
        track.kind ?? null,
        track.title,
        track.artist,
        track.album.title,
        track.durationMs ?? null,
        track.artworkId ?? null,
        nowMs,
      ]),
    );
    return ids;
  }

  /** Puts them before another, in the order in which they stand. What is not there any more is passed over. @throws NotFound */
  async move(sql: Sql, playlistKey: number, itemIds: readonly string[], beforeId: string | undefined): Promise<void> {
    const places = await this.makeRoom(sql, playlistKey, beforeId, itemIds.length);
    const moved: ItemRow[] = [];
    for (const some of lots(itemIds)) {
      moved.push(
        ...(await sql.all<ItemRow>(`${SELECT} WHERE ${THERE} AND id IN (${marks(some)})`, [playlistKey, ...some])),
      );
    }
    moved.sort((a, b) => a.place - b.place || a.key - b.key);
    for (const [at, { key }] of moved.entries()) {
      await sql.run('UPDATE playlist_item SET place = ? WHERE key = ?', [places[at]!, key]);
    }
  }

  /** @param removedIn revision of the playlist that it happens in @returns how many */
  async remove(sql: Sql, playlistKey: number, itemIds: readonly string[], removedIn: number): Promise<number> {
    let count = 0;
    for (const some of lots(itemIds)) {
      const rows = await sql.all(
        `UPDATE playlist_item SET removed_in = ? WHERE ${THERE} AND id IN (${marks(some)}) RETURNING key`,
        [removedIn, playlistKey, ...some],
      );
      count += rows.length;
    }
    await sql.run('DELETE FROM playlist_item WHERE playlist_key = ? AND removed_in > 0 AND removed_in <= ?', [
      playlistKey,
      removedIn - CHANGES_UNDONE,
    ]);
    return count;
  }

  /** Puts back what was taken out then, where it was. @returns how many */
  async restore(sql: Sql, playlistKey: number, removedIn: number): Promise<number> {
    const rows = await sql.all(
      'UPDATE playlist_item SET removed_in = 0 WHERE playlist_key = ? AND removed_in = ? RETURNING key',
      [playlistKey, removedIn],
    );
    return rows.length;
  }

  /** All that is in it, in order. */
  all(sql: Sql, playlistKey: number): Promise<ItemRow[]> {
    return sql.all<ItemRow>(`${SELECT} WHERE ${THERE} ORDER BY place, key`, [playlistKey]);
  }

  /** Takes everything out for good. */
  async clear(sql: Sql, playlistKey: number): Promise<void> {
    await sql.run('DELETE FROM playlist_item WHERE playlist_key = ?', [playlistKey]);
  }

  /** What follows from what is in it now. */
  async contents(sql: Sql, playlistKey: number): Promise<Contents> {
    const sums = await sql.get<{ count: number; duration_ms: number }>(
      `SELECT CAST(COUNT(*) AS integer) AS count, CAST(COALESCE(SUM(duration_ms), 0) AS bigint) AS duration_ms
       FROM playlist_item WHERE ${THERE}`,
      [playlistKey],
    );
    const pictures = await sql.all<{ track_id: string; artwork_id: string | null }>(
      `SELECT track_id, artwork_id FROM playlist_item WHERE ${THERE} ORDER BY place, key LIMIT ${LOOKED_THROUGH}`,
      [playlistKey],
    );
    const covers = new Map<string, StoredCover>();
    for (const { track_id: trackId, artwork_id: artworkId } of pictures) {
      if (artworkId !== null && !covers.has(artworkId)) covers.set(artworkId, { trackId, artworkId });
    }
    const { count = 0, duration_ms: durationMs = 0 } = sums ?? {};
    return { count, durationMs, covers: [...covers.values()].slice(0, COVERS) };
  }

  private listed(conditions: Conditions, keyset: Keyset<ItemRow>, most: number): Promise<ItemRow[]> {
    return this.database.read.all<ItemRow>(`${SELECT} ${conditions.where} ${orderBy(keyset)} LIMIT ?`, [
      ...conditions.parameters,
      most,
    ]);
  }

  /** Places for some items before another, for which the whole list is numbered anew where it must be. */
  private async makeRoom(
    sql: Sql,
    playlistKey: number,
    beforeId: string | undefined,
    count: number,
  ): Promise<readonly number[]> {
    const places = await this.placesBefore(sql, playlistKey, beforeId, count);
    if (places) return places;
    await sql.run(
      `UPDATE playlist_item SET place = n.place FROM (
         SELECT key, ROW_NUMBER() OVER (ORDER BY place, key) * ? AS place FROM playlist_item WHERE playlist_key = ?) n
       WHERE n.key = playlist_item.key`,
      [ROOM, playlistKey],
    );
    const wide = await this.placesBefore(sql, playlistKey, beforeId, count);
    if (!wide) throw new Error(`There is no room for ${count} items between two of a playlist.`);
    return wide;
  }

  private async placesBefore(
    sql: Sql,
    playlistKey: number,
    beforeId: string | undefined,
    count: number,
  ): Promise<readonly number[] | undefined> {
    const next = beforeId === undefined ? undefined : await this.item(sql, playlistKey, beforeId);
    if (beforeId !== undefined && !next) throw new NotFound('item', beforeId);
    const conditions = there(playlistKey);
    if (next) conditions.add('(place, key) < (?, ?)', next.place, next.key);
    const previous = await sql.get<{ place: number }>(
      `SELECT place FROM playlist_item ${conditions.where} ORDER BY place DESC, key DESC LIMIT 1`,
      conditions.parameters,
    );
    return placesBetween(previous?.place, next?.place, count);
  }
}

function there(playlistKey: number): Conditions {
  return new Conditions().add(THERE, playlistKey);
}

function* lots<Value>(values: readonly Value[]): Generator<readonly Value[]> {
  for (let from = 0; from < values.length; from += AT_ONCE) yield values.slice(from, from + AT_ONCE);
}
