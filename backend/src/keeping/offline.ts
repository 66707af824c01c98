import { Injectable } from '@nestjs/common';
import { splitSourceId } from '../catalogue/index.js';
import { Database } from '../database/index.js';
import { Players } from '../playback/index.js';
import { SourceRegistry } from '../sources/index.js';
import { marks } from '../sql/index.js';
import type { OfflineView } from './keeping.dto.js';
import { KeptList } from './kept-list.js';

/** Of the queue: days of music. */
const MOST_ITEMS = 2_000;
const AT_ONCE = 200;

/** What plays when the internet dies now. */
@Injectable()
export class Offline {
  constructor(
    private readonly database: Database,
    private readonly sources: SourceRegistry,
    private readonly players: Players,
    private readonly list: KeptList,
  ) {}

  async look(ownerId: string): Promise<OfflineView> {
    const { items, index } = (await this.players.of(ownerId)).playback.current;
    const queue = items.slice(Math.max(0, index), Math.max(0, index) + MOST_ITEMS).map(({ trackId }) => trackId);
    const here = await this.here(new Set(queue));
    const lists = await this.list.lists(ownerId);
    const begun = lists.filter(({ tracksHere }) => tracksHere > 0);
    const wholeAlbums = begun.filter(({ isWhole }) => isWhole).length;
    return {
      ownTracks: await this.ownTracks(),
      wholeAlbums,
      partAlbums: begun.length - wholeAlbums,
      queueTracks: queue.length,
      queueTracksHere: queue.filter((id) => here.has(id)).length,
    };
  }

  /** Sources whose audio lies on this machine: a collection from which nothing is fetched. */
  private onThisMachine(): string[] {
    return this.sources
      .having('collection')
      .flatMap(({ source }) => (source.capabilities.streams?.upstream ? [] : [source.id]));
  }

  private async ownTracks(): Promise<number> {
    const sources = this.onThisMachine();
    if (sources.length === 0) return 0;
    const row = await this.database.read.get<{ readonly tracks: number }>(
      `SELECT COUNT(DISTINCT s.track_key) AS tracks FROM track_source s
       WHERE NOT s.is_missing AND s.source IN (${marks(sources)})`,
      sources,
    );
    return Number(row?.tracks ?? 0);
  }

  /** Which of these play without anybody being asked. */
  private async here(ids: ReadonlySet<string>): Promise<Set<string>> {
    const all = [...ids];
    const found = new Set<string>();
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = all.slice(from, from + AT_ONCE);
      for (const id of await this.hereOfLibrary(some.filter((id) => !splitSourceId(id)))) found.add(id);
      for (const id of await this.hereOfSources(some)) found.add(id);
    }
    return found;
  }

  private async hereOfLibrary(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    // Never an empty list, which PostgreSQL does not take.
    const own = [...this.onThisMachine(), ''];
    const rows = await this.database.read.all<{ readonly id: string }>(
      `SELECT DISTINCT t.id FROM track t JOIN track_source s ON s.track_key = t.key
         LEFT JOIN audio_cache c ON c.source = s.source AND c.locator = s.locator AND c.is_complete
       WHERE t.id IN (${marks(ids)}) AND (c.source IS NOT NULL OR (NOT s.is_missing AND s.source IN (${marks(own)})))`,
      [...ids, ...own],
    );
    return rows.map(({ id }) => id);
  }

  private async hereOfSources(ids: readonly string[]): Promise<string[]> {
    const refs = ids.flatMap((id) => splitSourceId(id) ?? []);
    if (refs.length === 0) return [];
    const rows = await this.database.read.all<{ readonly source: string; readonly locator: string }>(
      `SELECT DISTINCT source, locator FROM audio_cache
       WHERE is_complete AND (${refs.map(() => '(source = ? AND locator = ?)').join(' OR ')})`,
      refs.flatMap(({ source, nativeId }) => [source, nativeId]),
    );
    return rows.map(({ source, locator }) => `${source}:${locator}`);
  }
}
