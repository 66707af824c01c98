import { Injectable } from '@nestjs/common';
import { Clock, newId } from '../../common/index.js';
import type { Sql } from '../../sql/index.js';
import type { ListedSong } from '../formats/listed-song.js';
import { ItemStore, keptTrack, type KeptTrack } from '../item-store.js';
import type { FileIndex } from '../matching/file-index.js';
import type { Match, SongMatcher } from '../matching/song-matcher.js';
import { PlaylistStore } from '../playlist-store.js';
import { MAX_NAME } from '../playlists.dto.js';
import { OriginStore, type NewOrigin, type StoredEntry } from './origin-store.js';
import { PlaylistWrites } from '../playlist-writes.js';

/** A song of a list, and what was found for it. */
export interface MatchedSong {
  readonly song: ListedSong;
  readonly match: Match;
}

/** What a playlist is made of. */
export interface ListToWrite {
  readonly name: string;
  readonly description?: string;
  readonly songs: readonly MatchedSong[];
  readonly origin: Omit<NewOrigin, 'report' | 'checkedAtMs'>;
}

/** Writes playlists that come from elsewhere: what was found as items, the rest as a report. */
@Injectable()
export class ListWriter {
  constructor(
    private readonly writes: PlaylistWrites,
    private readonly store: PlaylistStore,
    private readonly items: ItemStore,
    private readonly origins: OriginStore,
    private readonly clock: Clock,
  ) {}

  /** @returns the id of the new playlist */
  async create(ownerId: string, list: ListToWrite): Promise<string> {
    const id = newId();
    const nowMs = this.clock.nowMs();
    await this.writes.write(ownerId, async ({ sql }) => {
      const { name, description } = list;
      const facts = { id, name: name.slice(0, MAX_NAME), nowMs, ...(description !== undefined && { description }) };
      await this.fill(sql, await this.store.insert(sql, ownerId, facts), list, nowMs);
    });
    return id;
  }

  /** In place of what is in it. What stays the same is not written anew, so that items keep their ids. */
  async replace(ownerId: string, id: string, list: ListToWrite): Promise<void> {
    const nowMs = this.clock.nowMs();
    await this.writes.write(ownerId, async ({ sql }) => {
      const { key } = await this.store.lock(sql, ownerId, id);
      const before = (await this.items.all(sql, key)).map(({ track_id: trackId }) => trackId);
      const after = tracksOf(list.songs).map((track) => track.id);
      if (before.join('\n') === after.join('\n')) {
        await this.origins.put(sql, key, { ...list.origin, checkedAtMs: nowMs, report: reportOf(list.songs, []) });
        return;
      }
      await this.store.touch(sql, ownerId, id, nowMs);
      await this.items.clear(sql, key);
      await this.fill(sql, key, list, nowMs);
    });
  }

  /** What is in one now. */
  async kept(sql: Sql, key: number): Promise<readonly KeptTrack[]> {
    return (await this.items.all(sql, key)).map(keptTrack);
  }

  private async fill(sql: Sql, key: number, { songs, origin }: ListToWrite, nowMs: number): Promise<void> {
    const itemIds = await this.items.insert(sql, key, tracksOf(songs), undefined, nowMs);
    await this.store.setContents(sql, key, await this.items.contents(sql, key));
    await this.origins.put(sql, key, { ...origin, checkedAtMs: nowMs, report: reportOf(songs, itemIds) });
  }
}

/** Finds the songs of a list, one after the other: others get a turn. */
export async function matchAll(
  matcher: SongMatcher,
  ownerId: string,
  songs: readonly ListedSong[],
  indexes: readonly FileIndex[],
  folder?: string,
): Promise<MatchedSong[]> {
  const matched: MatchedSong[] = [];
  for (const song of songs) matched.push({ song, match: await matcher.match(ownerId, song, indexes, folder) });
  return matched;
}

export function tracksOf(songs: readonly MatchedSong[]): readonly KeptTrack[] {
  return songs.flatMap(({ match }) => (match.kind === 'found' ? match.tracks : []));
}

/** @param itemIds of all that was found, in order */
function reportOf(songs: readonly MatchedSong[], itemIds: readonly string[]): readonly StoredEntry[] {
  const entries: StoredEntry[] = [];
  let next = 0;
  for (const [at, { song, match }] of songs.entries()) {
    if (match.kind === 'found') {
      next += match.tracks.length;
      continue;
    }
    const beforeItemId = itemIds[next];
    entries.push({
      ...song,
      number: at + 1,
      ...(match.kind === 'doubtful' && { choices: match.choices }),
      ...(beforeItemId !== undefined && { beforeItemId }),
    });
  }
  return entries;
}
