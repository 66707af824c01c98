import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { Database } from '../../database/index.js';
import { ScanRunner } from '../../library/index.js';
import {
  SourceRegistry,
  type PlaylistFile,
  type PlaylistFileListing,
  type PlaylistFilesCapability,
} from '../../sources/index.js';
import { Clock } from '../../common/index.js';
import { plainText } from '../../tags/index.js';
import { readM3u } from '../formats/m3u.js';
import type { FileIndex } from '../matching/file-index.js';
import { SongMatcher } from '../matching/song-matcher.js';
import { PlaylistStore } from '../playlist-store.js';
import { ListWriter, matchAll, tracksOf, type MatchedSong } from './list-writer.js';
import { OriginStore, type OwnedOrigin } from './origin-store.js';
import { nameOf } from './playlist-imports.js';
import { PlaylistWrites } from '../playlist-writes.js';

/**
 * Playlists that are files of the music folders: read after each scan, and again whenever they or the library have changed. The
 * file is the truth; nobody writes to it.
 */
@Injectable()
export class FilePlaylists implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('playlists');
  private readonly ended = new AbortController();
  private following?: Subscription;
  private work: Promise<void> = Promise.resolve();
  private isDue = false;
  /** The library has changed since files were read: what was missing may be there. */
  private isLibraryOther = true;

  constructor(
    private readonly scans: ScanRunner,
    private readonly sources: SourceRegistry,
    private readonly matcher: SongMatcher,
    private readonly writer: ListWriter,
    private readonly origins: OriginStore,
    private readonly store: PlaylistStore,
    private readonly database: Database,
    private readonly writes: PlaylistWrites,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.following = this.scans.views.subscribe((scan) => {
      if (scan?.state !== 'finished' || scan.finishedAtMs === undefined) return;
      this.isLibraryOther ||= scan.tracksAdded + scan.tracksUpdated + scan.tracksMoved + scan.tracksMissing > 0;
      this.look();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.ended.abort();
    this.following?.unsubscribe();
    await this.work;
  }

  /** Resolves when all that is there was read. */
  async settled(): Promise<void> {
    await this.work;
  }

  /** One look at a time; what comes meanwhile is looked at afterwards. */
  private look(): void {
    if (this.isDue) return;
    this.isDue = true;
    this.work = this.work.then(async () => {
      this.isDue = false;
      try {
        await this.lookAtAll();
        this.isLibraryOther = false;
      } catch (error) {
        if (!this.ended.signal.aborted) this.logger.error(error instanceof Error ? error.stack : String(error));
      }
    });
  }

  /** The music folders are everybody's, and so are the lists in them. */
  private async lookAtAll(): Promise<void> {
    const people = await this.database.read.all<{ id: string }>('SELECT id FROM person');
    for (const { capability } of this.sources.having('playlistFiles')) {
      const listing = await capability.list(this.ended.signal);
      for (const { id } of people) await this.follow(id, capability, listing);
    }
  }

  private async follow(
    ownerId: string,
    capability: PlaylistFilesCapability,
    { files, unreadable }: PlaylistFileListing,
  ): Promise<void> {
    const known = new Map((await this.origins.ofKind(ownerId, 'file')).map((origin) => [origin.ref, origin]));
    const indexes = await this.matcher.begin();
    for (const file of files) {
      this.ended.signal.throwIfAborted();
      const before = known.get(file.key);
      known.delete(file.key);
      if (before?.is_deleted || (before?.version === file.version && !this.isLibraryOther)) continue;
      await this.take(ownerId, capability, file, before, indexes);
    }
    for (const gone of known.values()) {
      if (!unreadable.some((folder) => gone.ref.startsWith(folder))) await this.remove(ownerId, gone);
    }
  }

  private async take(
    ownerId: string,
    capability: PlaylistFilesCapability,
    { key, version }: PlaylistFile,
    before: OwnedOrigin | undefined,
    indexes: readonly FileIndex[],
  ): Promise<void> {
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    let text: string;
    try {
      text = plainText(await capability.read(key));
    } catch (error) {
      this.logger.warn(`The playlist ${key} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    const { name, songs: listed } = readM3u(text);
    const songs = (await matchAll(this.matcher, ownerId, listed, indexes, folder)).map(forCertain);
    if (songs.length === 0 || (await this.isAlbum(songs, folder, listed.map(({ location = '' }) => location), indexes))) return; // prettier-ignore
    const origin = { kind: 'file' as const, ref: key, version };
    const list = { name: name ?? nameOf(key), songs, origin };
    if (before) await this.writer.replace(ownerId, before.playlist_id, list);
    else await this.writer.create(ownerId, list);
  }

  /** Programs that copy discs leave a list of all its tracks in the folder of each: that is the album, and no playlist. */
  private async isAlbum(
    songs: readonly MatchedSong[],
    folder: string,
    locations: readonly string[],
    indexes: readonly FileIndex[],
  ): Promise<boolean> {
    if (locations.some((location) => /[/\\]/.test(location.replace(/^\.[/\\]/, '')))) return false;
    const count = tracksOf(songs).length;
    for (const index of indexes) {
      const inFolder = await index.countIn(folder);
      if (inFolder > 0 && count >= inFolder) return true;
    }
    return false;
  }

  /** It can be brought back for a while, as a playlist of one's own. */
  private async remove(ownerId: string, { playlist_id: id, playlist_key: key }: OwnedOrigin): Promise<void> {
    await this.writes.write(ownerId, async ({ sql }) => {
      await this.origins.remove(sql, key);
      await this.store.delete(sql, ownerId, id, this.clock.nowMs());
    });
  }
}

/** Nobody goes through the report of a file: what is in doubt is named as missing. */
function forCertain({ song, match }: MatchedSong): MatchedSong {
  return { song, match: match.kind === 'doubtful' ? { kind: 'missing' } : match };
}
