import { Injectable } from '@nestjs/common';
import { closeness, sortKey } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { TrackView } from '../../catalogue/index.js';
import type { Found, SearchWish } from '../../search/index.js';
import { asUnfinished, type Engine, marks, matchExpression, type SearchTerms, termsOf } from '../../sql/index.js';
import { EPISODE_SELECT, type EpisodeRow } from './episode-repository.js';
import { trackViewOf } from './episode-tracks.js';

/** How many matches are looked at: enough to order well, few enough for any word to be as quick as a rare one. */
const CANDIDATES = 60;
const CONTAINING: Record<Engine, string> = {
  sqlite: `SELECT rowid AS key FROM episode_search WHERE episode_search MATCH ? ORDER BY rowid DESC LIMIT ${CANDIDATES}`,
  postgres: `SELECT key FROM episode_search WHERE words @@ to_tsquery('simple', ?) ORDER BY key DESC LIMIT ${CANDIDATES}`,
};

/** Finds episodes by the words of their titles and of their shows', later ones before earlier ones. */
@Injectable()
export class EpisodeSearch {
  constructor(private readonly database: Database) {}

  /** Best first. */
  async find({ query, limit, ownerId }: SearchWish): Promise<Found<TrackView>[]> {
    const { read } = this.database;
    const keys = await this.keys(query);
    if (keys.length === 0) return [];
    const rows = await read.all<EpisodeRow>(
      `${EPISODE_SELECT} WHERE e.key IN (${marks(keys)}) ORDER BY e.sort_at_ms DESC, e.key`,
      [ownerId, ownerId, ...keys],
    );
    const name = sortKey(query);
    const found: Found<TrackView>[] = rows.map((row) => ({ view: trackViewOf(row), name: sortKey(row.title) }));
    return found.sort((a, b) => closeness(b.name, name) - closeness(a.name, name)).slice(0, limit);
  }

  /** Of those with all the words, as they stand and with the last one going on. */
  private async keys(query: string): Promise<number[]> {
    const terms = termsOf(query);
    if (!terms) return [];
    const { engine, read } = this.database;
    const containing = async (wanted: SearchTerms, isLastWhole: boolean): Promise<number[]> => {
      const rows = await read.all<{ key: number }>(CONTAINING[engine], [matchExpression(wanted, engine, isLastWhole)]);
      return rows.map(({ key }) => key);
    };
    const whole = await containing(terms, true);
    const begun = asUnfinished(terms);
    if (whole.length > 0 || !begun) return whole;
    return containing(begun, false);
  }
}
