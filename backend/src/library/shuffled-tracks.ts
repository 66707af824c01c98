import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import { marks } from '../sql/index.js';
import { TrackFinder } from './track-finder.js';
import type { ListedTrack } from './track-lists.js';
import type { TrackFilter } from './tracks.dto.js';

/** Where an endless shuffle is: nothing else is kept of it. */
export interface ShufflePlace {
  /** Says which order it is, below 2^32. */
  readonly seed: number;
  /** Tracks whose rank is below this were given. */
  readonly position: number;
}

interface Ranked {
  readonly key: number;
  readonly rank: number;
}

/** Keys looked at in one statement: a library of any size takes no more memory than this. */
const KEY_BATCH = 5_000;

/**
 * Everything that a filter leaves in, in an order that a seed says. The seed gives each key a rank of its own, and tracks follow each other by rank:
 * those that come later to the library find their place, those that go leave none empty, and each plays once before the
 * next seed begins anew. Ranks are computed, never kept.
 *
 *     seed 7:  key 1 → 3.1 billion, key 2 → 0.4 billion, key 3 → 1.7 billion: 2, 3, 1; a new key 4 → 1.1 billion
 *     comes after 2 where 2 alone has played, and in the next round where 3 has played, too.
 */
@Injectable()
export class ShuffledTracks {
  constructor(
    private readonly database: Database,
    private readonly finder: TrackFinder,
  ) {}

  /**
   * The tracks after a place.
   * @returns fewer than `count` only where nothing is listed for the person; `place` is where to go on
   */
  async after(
    ownerId: string,
    place: ShufflePlace,
    count: number,
    filter: TrackFilter = {},
  ): Promise<{ tracks: readonly ListedTrack[]; place: ShufflePlace }> {
    const tracks: ListedTrack[] = [];
    let { seed, position } = place;
    while (tracks.length < count) {
      const ranked = await this.ranked(ownerId, filter, { seed, position }, count - tracks.length);
      tracks.push(...(await this.tracksOf(ranked)));
      const isFromStart = position === 0;
      const last = ranked.at(-1);
      if (last) position = last.rank + 1;
      if (tracks.length >= count) break;
      if (!last && isFromStart) break;
      [seed, position] = [(seed + 1) >>> 0, 0];
    }
    return { tracks, place: { seed, position } };
  }

  /** At most so many of the lowest ranks from the position on, in order. */
  private async ranked(
    ownerId: string,
    filter: TrackFilter,
    { seed, position }: ShufflePlace,
    count: number,
  ): Promise<Ranked[]> {
    const rank = ranking(seed);
    const byKey = Object.assign({}, filter, { sort: 'added', order: 'asc' } as const);
    let lowest: Ranked[] = [];
    for (let cursor: string | undefined; ;) {
      const stretch = { limit: KEY_BATCH, ...(cursor !== undefined && { cursor }) };
      const found = await this.finder.find(ownerId, byKey, stretch);
      const bound = lowest.length < count ? Infinity : (lowest.at(-1)?.rank ?? Infinity);
      const fresh = found
        .map(({ row: { key } }) => ({ key, rank: rank(key) }))
        .filter((each) => each.rank >= position && each.rank < bound);
      lowest = [...lowest, ...fresh].sort((a, b) => a.rank - b.rank).slice(0, count);
      cursor = found.at(-1)?.cursor;
      if (found.length < KEY_BATCH) return lowest;
    }
  }

  /** In the order of the ranks. */
  private async tracksOf(ranked: readonly Ranked[]): Promise<ListedTrack[]> {
    if (ranked.length === 0) return [];
    const rows = await this.database.read.all<{ key: number; id: string; album_id: string; duration_ms: number }>(
      `SELECT t.key, t.id, t.duration_ms, a.id AS album_id FROM track t JOIN album a ON a.key = t.album_key
       WHERE t.key IN (${marks(ranked)})`,
      ranked.map(({ key }) => key),
    );
    const byKey = new Map(rows.map((row) => [row.key, row]));
    return ranked.flatMap(({ key }) => {
      const row = byKey.get(key);
      return row ? [{ id: row.id, albumId: row.album_id, durationMs: row.duration_ms }] : [];
    });
  }
}

/** Gives each key, below 2^32, a rank that no other has: each step can be undone. */
function ranking(seed: number): (key: number) => number {
  const mask = scatter(seed);
  return (key) => scatter(key ^ mask);
}

/** The finalizer of MurmurHash3: each bit of the result depends on each bit of the value. */
function scatter(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
