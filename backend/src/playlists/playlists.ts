import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, newId, NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import { ItemStore, keptTrack } from './item-store.js';
import { NamedTracks } from './named-tracks.js';
import { PlaylistFull } from './playlist-error.js';
import { PlaylistStore, type PlaylistRow } from './playlist-store.js';
import { PlaylistViews } from './playlist-views.js';
import {
  MAX_NAME,
  MOST_ITEMS,
  type ChangePlaylist,
  type DeletedPlaylistView,
  type NewPlaylist,
  type PlaylistPage,
  type PlaylistsQuery,
  type PlaylistView,
} from './playlists.dto.js';
import { PlaylistWrites } from './playlist-writes.js';

/** For so long a deleted playlist can be brought back. */
const KEPT_DELETED_MS = 30 * 24 * 60 * 60 * 1_000;

/** The playlists of people, as things with a name. */
@Injectable()
export class Playlists implements OnApplicationBootstrap {
  constructor(
    private readonly store: PlaylistStore,
    private readonly items: ItemStore,
    private readonly named: NamedTracks,
    private readonly views: PlaylistViews,
    private readonly database: Database,
    private readonly writes: PlaylistWrites,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.database.write(({ sql }) => this.store.forget(sql, this.clock.nowMs() - KEPT_DELETED_MS));
  }

  async page(ownerId: string, query: PlaylistsQuery): Promise<PlaylistPage> {
    const { rows, ...more } = await this.store.page(ownerId, query);
    return { items: await this.views.playlists(rows), ...more };
  }

  /** @throws NotFound */
  async find(ownerId: string, id: string): Promise<PlaylistView> {
    return this.views.playlist(await this.store.find(ownerId, id));
  }

  /** @throws what `NamedTracks` throws; PlaylistFull */
  async create(ownerId: string, { name, description, tracks }: NewPlaylist): Promise<PlaylistView> {
    const content = tracks && (await this.named.read(ownerId, tracks));
    if (content && content.tracks.length > MOST_ITEMS) throw new PlaylistFull(MOST_ITEMS);
    const id = newId();
    const nowMs = this.clock.nowMs();
    const title = (name ?? content?.title ?? '').trim().slice(0, MAX_NAME);
    await this.writes.write(ownerId, async ({ sql }) => {
      const facts = { id, name: title === '' ? 'New playlist' : title, nowMs, ...textOf(description) };
      const key = await this.store.insert(sql, ownerId, facts);
      if (!content) return;
      await this.items.insert(sql, key, content.tracks, undefined, nowMs);
      await this.store.setContents(sql, key, await this.items.contents(sql, key));
    });
    return this.find(ownerId, id);
  }

  /** @throws NotFound */
  async change(ownerId: string, id: string, { name, description }: ChangePlaylist): Promise<PlaylistView> {
    await this.writes.write(ownerId, async ({ sql }) => {
      const row = await this.store.touch(sql, ownerId, id, this.clock.nowMs());
      const text = description === undefined ? (row.description ?? undefined) : description;
      await this.store.describe(sql, row.key, (name ?? row.name).trim(), textOf(text).description ?? null);
    });
    return this.find(ownerId, id);
  }

  /** Makes another one with the same in it. @throws NotFound */
  async copy(ownerId: string, id: string): Promise<PlaylistView> {
    const from = await this.store.find(ownerId, id);
    const rows = await this.items.from(from.key, undefined, MOST_ITEMS);
    const newOne = newId();
    const nowMs = this.clock.nowMs();
    await this.writes.write(ownerId, async ({ sql }) => {
      const facts = {
        id: newOne,
        name: `${from.name} (copy)`.slice(0, MAX_NAME),
        nowMs,
        ...textOf(from.description ?? ''),
        ...(from.own_artwork_id !== null && { ownArtworkId: from.own_artwork_id }),
      };
      const key = await this.store.insert(sql, ownerId, facts);
      await this.items.insert(sql, key, rows.map(keptTrack), undefined, nowMs);
      await this.store.setContents(sql, key, await this.items.contents(sql, key));
    });
    return this.find(ownerId, newOne);
  }

  /** It can be brought back for 30 days. @throws NotFound */
  async delete(ownerId: string, id: string): Promise<void> {
    const nowMs = this.clock.nowMs();
    await this.writes.write(ownerId, async ({ sql }) => {
      await this.store.forget(sql, nowMs - KEPT_DELETED_MS);
      if (!(await this.store.delete(sql, ownerId, id, nowMs))) throw new NotFound('playlist', id);
    });
  }

  async deleted(ownerId: string): Promise<DeletedPlaylistView[]> {
    const rows = await this.store.deleted(ownerId);
    const views = await this.views.playlists(rows);
    return views.map((view, at) => Object.assign(view, deletion(rows[at]!)));
  }

  /** @throws NotFound it was not deleted, or too long ago */
  async restore(ownerId: string, id: string): Promise<PlaylistView> {
    await this.writes.write(ownerId, async ({ sql }) => {
      if (!(await this.store.restore(sql, ownerId, id))) throw new NotFound('deleted playlist', id);
    });
    return this.find(ownerId, id);
  }
}

function deletion({ deleted_at_ms }: PlaylistRow): Pick<DeletedPlaylistView, 'deletedAtMs' | 'keptUntilMs'> {
  const deletedAtMs = deleted_at_ms ?? 0;
  return { deletedAtMs, keptUntilMs: deletedAtMs + KEPT_DELETED_MS };
}

function textOf(description: string | undefined): { description?: string } {
  const text = description?.trim() ?? '';
  return text === '' ? {} : { description: text };
}
