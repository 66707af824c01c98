import { Injectable } from '@nestjs/common';
import { Clock, identityKey } from '../common/index.js';
import { Database } from '../database/index.js';
import type { RecentSearchView } from './search.dto.js';

/** More nobody goes through. */
const MOST_KEPT = 50;
const MOST_IDENTITY = 512;

/** What people searched for lately, newest first. Only what somebody meant: whoever asks says so, nothing is taken from typing. */
@Injectable()
export class RecentSearches {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async all(ownerId: string): Promise<RecentSearchView[]> {
    const rows = await this.database.read.all<{ query: string; searched_at_ms: number }>(
      'SELECT query, searched_at_ms FROM recent_search WHERE owner_id = ? ORDER BY searched_at_ms DESC LIMIT ?',
      [ownerId, MOST_KEPT],
    );
    return rows.map(({ query, searched_at_ms }) => ({ q: query, searchedAtMs: searched_at_ms }));
  }

  /** Makes it the newest. What is more than are kept is forgotten. */
  async remember(ownerId: string, text: string): Promise<void> {
    const query = tidy(text);
    if (query === '') return;
    await this.database.write(async ({ sql }) => {
      await sql.run(
        `INSERT INTO recent_search (owner_id, identity, query, searched_at_ms) VALUES (?, ?, ?, ?)
         ON CONFLICT (owner_id, identity) DO UPDATE SET query = excluded.query, searched_at_ms = excluded.searched_at_ms`,
        [ownerId, identityOf(query), query, this.clock.nowMs()],
      );
      await sql.run(
        `DELETE FROM recent_search WHERE owner_id = ? AND searched_at_ms <
           (SELECT MIN(searched_at_ms) FROM (SELECT searched_at_ms FROM recent_search
            WHERE owner_id = ? ORDER BY searched_at_ms DESC LIMIT ?) AS newest)`,
        [ownerId, ownerId, MOST_KEPT],
      );
    });
  }

  /** To forget what is not there changes nothing. */
  async forget(ownerId: string, text: string): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run('DELETE FROM recent_search WHERE owner_id = ? AND identity = ?', [ownerId, identityOf(tidy(text))]),
    );
  }

  async forgetAll(ownerId: string): Promise<void> {
    await this.database.write(({ sql }) => sql.run('DELETE FROM recent_search WHERE owner_id = ?', [ownerId]));
  }
}

function tidy(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** Some signs become many when they are folded. */
function identityOf(query: string): string {
  return identityKey(query).slice(0, MOST_IDENTITY).toWellFormed();
}
