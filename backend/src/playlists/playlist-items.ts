import { Injectable } from '@nestjs/common';
import { Clock, InvalidRequest, NotFound } from '../common/index.js';
import type { PageQuery } from '../api/index.js';
import type { Sql } from '../sql/index.js';
import { OriginRules } from './origins/origin-rules.js';
import { ItemStore, type KeptTrack } from './item-store.js';
import { NamedTracks } from './named-tracks.js';
import { PlaylistFull } from './playlist-error.js';
import { PlaylistStore, type PlaylistRow } from './playlist-store.js';
import { PlaylistViews } from './playlist-views.js';
import {
  MOST_ITEMS,
  type AddedView,
  type AddToPlaylist,
  type DuplicateWish,
  type MoveItems,
  type PlaylistItemPage,
  type PlaylistView,
  type RemovedView,
} from './playlists.dto.js';
import { PlaylistWrites } from './playlist-writes.js';

/** What is in playlists. */
@Injectable()
export class PlaylistItems {
  constructor(
    private readonly store: PlaylistStore,
    private readonly items: ItemStore,
    private readonly named: NamedTracks,
    private readonly views: PlaylistViews,
    private readonly rules: OriginRules,
    private readonly writes: PlaylistWrites,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async page(ownerId: string, id: string, query: PageQuery): Promise<PlaylistItemPage> {
    const { key } = await this.store.find(ownerId, id);
    const { rows, ...more } = await this.items.page(key, query);
    return { items: await this.views.items(rows), ...more };
  }

  /** @throws NotFound; what `NamedTracks` throws; PlaylistFull */
  async add(ownerId: string, id: string, body: AddToPlaylist): Promise<AddedView> {
    await this.store.find(ownerId, id);
    const { tracks } = await this.named.read(ownerId, body);
    const { result, row } = await this.change(ownerId, id, async (sql, before) => {
      const known = await this.items.having(sql, before.key, [...new Set(tracks.map((track) => track.id))]);
      const wanted = chosen(tracks, known, body.duplicates);
      if (before.item_count + wanted.length > MOST_ITEMS) throw new PlaylistFull(MOST_ITEMS);
      if (wanted.length > 0) await this.items.insert(sql, before.key, wanted, body.beforeItemId, this.clock.nowMs());
      return { added: wanted.length, already: tracks.filter((track) => known.has(track.id)).length };
    });
    return { playlist: await this.views.playlist(row), ...result, total: tracks.length };
  }

  /** @throws NotFound */
  async remove(ownerId: string, id: string, itemIds: readonly string[]): Promise<RemovedView> {
    const { result, row } = await this.change(ownerId, id, (sql, { key, revision }) =>
      this.items.remove(sql, key, itemIds, revision),
    );
    return { playlist: await this.views.playlist(row), removedIn: row.revision, count: result };
  }

  /** @throws NotFound nothing was taken out then, or so long ago that it is forgotten */
  async restore(ownerId: string, id: string, removedIn: number): Promise<PlaylistView> {
    const { row } = await this.change(ownerId, id, async (sql, { key }) => {
      const count = await this.items.restore(sql, key, removedIn);
      if (count === 0) throw new NotFound('removal', String(removedIn));
    });
    return this.views.playlist(row);
  }

  /** @throws NotFound; InvalidRequest it is to be before itself */
  async move(ownerId: string, id: string, { itemIds, beforeItemId }: MoveItems): Promise<PlaylistView> {
    if (beforeItemId !== undefined && itemIds.includes(beforeItemId)) {
      throw new InvalidRequest([{ field: 'beforeItemId', detail: 'is one of those that move.' }]);
    }
    const { row } = await this.change(ownerId, id, (sql, { key }) => this.items.move(sql, key, itemIds, beforeItemId));
    return this.views.playlist(row);
  }

  /** Nobody else changes it meanwhile, and what it says of itself follows. @throws NotFound; PlaylistReadOnly */
  private change<Result>(
    ownerId: string,
    id: string,
    work: (sql: Sql, before: PlaylistRow) => Promise<Result>,
  ): Promise<{ result: Result; row: PlaylistRow }> {
    return this.writes.write(ownerId, async ({ sql }) => {
      const before = await this.store.touch(sql, ownerId, id, this.clock.nowMs());
      await this.rules.refuseChange(sql, before.key);
      const result = await work(sql, before);
      const contents = await this.items.contents(sql, before.key);
      await this.store.setContents(sql, before.key, contents);
      const { count, durationMs, covers } = contents;
      const row = { ...before, item_count: count, duration_ms: durationMs, covers: JSON.stringify(covers) };
      return { result, row };
    });
  }
}

/** Which of the tracks are added. A track that is meant twice, as in an album that has it twice, is no duplicate of itself. */
function chosen(tracks: readonly KeptTrack[], known: ReadonlySet<string>, wish: DuplicateWish): readonly KeptTrack[] {
  if (wish === 'add' || known.size === 0) return tracks;
  return wish === 'ask' ? [] : tracks.filter((track) => !known.has(track.id));
}
