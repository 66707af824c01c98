import { Injectable } from '@nestjs/common';
import { IsOptional, IsString, Length } from 'class-validator';
import { readPart } from '../api/index.js';
import { splitSourceId } from '../catalogue/index.js';
import { Database } from '../database/index.js';
import type { ListWish } from '../library/index.js';
import { idOf, listedFrom, type ListKind, type Subject, type SubjectTracks } from '../playback/index.js';
import { ItemStore, type ItemRow } from './item-store.js';
import { PlaylistStore } from './playlist-store.js';
import { PlaylistViews } from './playlist-views.js';

/** Of a list that does not fit, this part of what does may stand before its start. */
const EARLIER_PART = 0.1;

class PlaylistQuery {
  /** The item to begin with: a track may stand in a playlist twice. */
  @IsOptional() @IsString() @Length(1, 24) itemId?: string;
}

/** A playlist of one's own, as the player plays it. Those of sources have ids with a colon, and play by way of their source. */
@Injectable()
export class PlaylistSubject implements ListKind {
  readonly kind = 'playlist';

  constructor(
    private readonly store: PlaylistStore,
    private readonly items: ItemStore,
    private readonly views: PlaylistViews,
    private readonly database: Database,
  ) {}

  owns({ id }: Subject): boolean {
    return id !== undefined && splitSourceId(id) === undefined;
  }

  /** @throws NotFound, InvalidRequest */
  async tracks(subject: Subject, wish: ListWish): Promise<SubjectTracks> {
    const playlist = await this.store.find(wish.ownerId, idOf(subject));
    const { itemId } = await readPart(PlaylistQuery, subject.query ?? {}, 'subject.query');
    const start = await this.start(playlist.key, itemId, wish.startId);
    const { rows, isCut } = await this.around(playlist.key, start, wish.most);
    const at = rows.findIndex(({ id }) => id === start?.id);
    return {
      ...listedFrom(await this.views.tracks(rows), at),
      isCut,
      context: { kind: this.kind, id: playlist.id, title: playlist.name },
    };
  }

  private start(
    playlistKey: number,
    itemId: string | undefined,
    trackId: string | undefined,
  ): Promise<ItemRow | undefined> {
    if (itemId !== undefined) return this.items.item(this.database.read, playlistKey, itemId);
    return trackId === undefined ? Promise.resolve(undefined) : this.items.ofTrack(playlistKey, trackId);
  }

  /** As much as fits, from both sides of the start. */
  private async around(
    playlistKey: number,
    start: ItemRow | undefined,
    most: number,
  ): Promise<{ rows: ItemRow[]; isCut: boolean }> {
    const after = await this.items.from(playlistKey, start, most + 1);
    if (!start) return { rows: after.slice(0, most), isCut: after.length > most };
    const earlier = Math.max(Math.floor(most * EARLIER_PART), most - after.length);
    const before = await this.items.before(playlistKey, start, earlier + 1);
    const first = before.slice(0, earlier).reverse();
    const rows = [...first, ...after.slice(0, most - first.length)];
    return { rows, isCut: before.length > first.length || first.length + after.length > most };
  }
}
