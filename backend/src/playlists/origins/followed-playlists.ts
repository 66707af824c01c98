import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { RemoteLists, type RemoteList } from '../../browse/index.js';
import { splitSourceId } from '../../catalogue/index.js';
import { causeOf, Clock, DomainError, InvalidRequest, NotFound } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { PlaylistStore } from '../playlist-store.js';
import { PlaylistViews } from '../playlist-views.js';
import { MOST_ITEMS, type PlaylistView } from '../playlists.dto.js';
import { ListWriter, tracksOf, type MatchedSong } from './list-writer.js';
import { changesBetween } from './changes-between.js';
import { OriginStore, type OriginTrouble, type OwnedOrigin } from './origin-store.js';
import { PlaylistWrites } from '../playlist-writes.js';

/** A followed playlist is looked at again after this. */
const LOOK_EVERY_MS = 12 * 60 * 60 * 1_000;
/** So often it is seen which are due. */
const TICK_MS = 30 * 60 * 1_000;
const ONLY_A_PART: OriginTrouble = {
  words: 'Its source gave only a part of it. It stays as it was; Pyxis looks again later.',
  cause: { code: 'playlist-only-a-part' },
};

/** Playlists of sources that somebody saved: they are as they are there, until they are frozen. */
@Injectable()
export class FollowedPlaylists implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('playlists');
  private timer?: NodeJS.Timeout;
  private isEnded = false;
  private ticking: Promise<void> = Promise.resolve();

  constructor(
    private readonly lists: RemoteLists,
    private readonly writer: ListWriter,
    private readonly origins: OriginStore,
    private readonly store: PlaylistStore,
    private readonly views: PlaylistViews,
    private readonly database: Database,
    private readonly writes: PlaylistWrites,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.wait();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isEnded = true;
    clearTimeout(this.timer);
    await this.ticking;
  }

  /**
   * Saves a playlist of a source; one that is followed already stays as it is.
   * @throws InvalidRequest it is none of a source
   * @throws NotFound, SourceUnavailable, UpstreamError its source does not give it
   */
  async follow(ownerId: string, remoteId: string): Promise<PlaylistView> {
    if (!splitSourceId(remoteId)) throw new InvalidRequest([{ field: 'id', detail: 'is none of a source.' }]);
    const known = (await this.origins.ofKind(ownerId, 'remote')).find(
      (each) => each.ref === remoteId && !each.is_deleted,
    );
    if (known) return this.view(ownerId, known.playlist_id);
    const list = await this.lists.playlist(ownerId, remoteId, MOST_ITEMS);
    const origin = { kind: 'remote' as const, ref: remoteId };
    const id = await this.writer.create(ownerId, { name: list.title, songs: songsOf(list), origin });
    return this.view(ownerId, id);
  }

  /**
   * Looks at its source now.
   * @throws NotFound it follows none
   * @throws SourceUnavailable, UpstreamError its source does not answer, which is remembered
   */
  async refresh(ownerId: string, id: string): Promise<PlaylistView> {
    const origin = (await this.origins.ofKind(ownerId, 'remote')).find((each) => each.playlist_id === id);
    if (!origin || origin.is_deleted) throw new NotFound('followed playlist', id);
    await this.look(ownerId, origin);
    return this.view(ownerId, id);
  }

  /** Lets it be as it is now, or follow again. @throws NotFound it follows none */
  async freeze(ownerId: string, id: string, isFrozen: boolean): Promise<PlaylistView> {
    const { key } = await this.store.find(ownerId, id);
    const isDone = await this.writes.write(ownerId, ({ sql }) => this.origins.freeze(sql, key, isFrozen));
    if (!isDone) throw new NotFound('followed playlist', id);
    return isFrozen ? this.view(ownerId, id) : this.refresh(ownerId, id);
  }

  /** Looks at what is due, one after the other. */
  tick(): Promise<void> {
    this.ticking = this.lookAtDue().catch((error: unknown) =>
      this.logger.error(error instanceof Error ? error.stack : String(error)),
    );
    return this.ticking;
  }

  private async lookAtDue(): Promise<void> {
    const beforeMs = this.clock.nowMs() - LOOK_EVERY_MS;
    for (const { owner_id: ownerId, ...origin } of await this.origins.due(beforeMs)) {
      if (this.isEnded) return;
      try {
        await this.look(ownerId, origin);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        this.logger.warn(`The playlist ${origin.ref} could not be looked at: ${error.message}`);
      }
    }
  }

  private async look(ownerId: string, { playlist_key: key, playlist_id: id, ref }: OwnedOrigin): Promise<void> {
    const nowMs = this.clock.nowMs();
    let list: RemoteList;
    try {
      list = await this.lists.playlist(ownerId, ref, MOST_ITEMS);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const trouble = { words: error.message, cause: causeOf(error) };
      await this.writes.write(ownerId, ({ sql }) => this.origins.setTrouble(sql, key, nowMs, trouble));
      throw error;
    }
    // What is only a part, or was seen long ago, does not say what has gone.
    if (list.isCut || list.seenAtMs !== undefined) {
      await this.writes.write(ownerId, ({ sql }) => this.origins.setTrouble(sql, key, nowMs, ONLY_A_PART));
      return;
    }
    const before = await this.database.write(({ sql }) => this.writer.kept(sql, key));
    const songs = songsOf(list);
    await this.writer.replace(ownerId, id, { name: list.title, songs, origin: { kind: 'remote', ref } });
    const { added, removed } = changesBetween(before, tracksOf(songs));
    if (added.length + removed.length === 0) return;
    await this.writes.write(ownerId, ({ sql }) => this.origins.setNews(sql, key, { atMs: nowMs, added, removed }));
  }

  private async view(ownerId: string, id: string): Promise<PlaylistView> {
    return this.views.playlist(await this.store.find(ownerId, id));
  }

  private wait(): void {
    this.timer = setTimeout(() => {
      void this.tick().then(() => {
        if (!this.isEnded) this.wait();
      });
    }, TICK_MS).unref();
  }
}

function songsOf({ tracks }: RemoteList): MatchedSong[] {
  return tracks.map((track) => ({ song: { text: track.title }, match: { kind: 'found', tracks: [track] } }));
}
