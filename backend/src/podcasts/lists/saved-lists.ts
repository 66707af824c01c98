import { Injectable } from '@nestjs/common';
import { readPart } from '../../api/index.js';
import { Clock, newId, NotFound } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { lockName, type Sql } from '../../sql/index.js';
import { EpisodeListQuery } from '../episodes/episodes.dto.js';
import { TooManyLists } from '../podcast-errors.js';
import type { SavedListView, SaveList } from './saved-lists.dto.js';

/** As many as a page can show beside each other, and then some. */
const MOST_LISTS = 50;

interface ListRow {
  readonly id: string;
  readonly name: string;
  readonly query: string;
}

/** Lists of episodes that people made for themselves: a name, and what is asked for. */
@Injectable()
export class SavedLists {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** In the order in which they were made. */
  async all(ownerId: string): Promise<SavedListView[]> {
    return Promise.all((await rowsOf(this.database.read, ownerId)).map(viewOf));
  }

  /** @throws NotFound */
  async find(ownerId: string, id: string): Promise<SavedListView> {
    const row = await this.database.read.get<ListRow>(
      'SELECT id, name, query FROM episode_list WHERE owner_id = ? AND id = ?',
      [ownerId, id],
    );
    if (!row) throw new NotFound('list', id);
    return viewOf(row);
  }

  /** @throws TooManyLists */
  async add(ownerId: string, { name, query }: SaveList): Promise<SavedListView> {
    const id = newId();
    await this.database.write(async ({ sql }) => {
      // Two that are made at once must not both be the last that there is room for.
      await lockName(sql, this.database.engine, `episode lists ${ownerId}`);
      if ((await rowsOf(sql, ownerId)).length >= MOST_LISTS) throw new TooManyLists(MOST_LISTS);
      await sql.run('INSERT INTO episode_list (id, owner_id, name, query, created_at_ms) VALUES (?, ?, ?, ?, ?)', [
        ...[id, ownerId, name, JSON.stringify(query)],
        this.clock.nowMs(),
      ]);
    });
    return { id, name, query };
  }

  /** Gives it another name, or asks for something else. @throws NotFound */
  async change(ownerId: string, id: string, { name, query }: SaveList): Promise<SavedListView> {
    await this.find(ownerId, id);
    await this.database.write(({ sql }) =>
      sql.run('UPDATE episode_list SET name = ?, query = ? WHERE owner_id = ? AND id = ?', [
        ...[name, JSON.stringify(query)],
        ...[ownerId, id],
      ]),
    );
    return { id, name, query };
  }

  /** To remove what is not there changes nothing. */
  async remove(ownerId: string, id: string): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run('DELETE FROM episode_list WHERE owner_id = ? AND id = ?', [ownerId, id]),
    );
  }

  /** A group is called otherwise: lists that are of it go on being so. */
  async renameGroup(sql: Sql, ownerId: string, name: string, to: string): Promise<void> {
    for (const row of await rowsOf(sql, ownerId)) {
      const { query } = await viewOf(row);
      if (!query.group?.includes(name)) continue;
      const group = [...new Set(query.group.map((each) => (each === name ? to : each)))];
      await sql.run('UPDATE episode_list SET query = ? WHERE owner_id = ? AND id = ?', [
        JSON.stringify(Object.assign(query, { group })),
        ...[ownerId, row.id],
      ]);
    }
  }
}

function rowsOf(sql: Sql, ownerId: string): Promise<ListRow[]> {
  return sql.all<ListRow>(
    'SELECT id, name, query FROM episode_list WHERE owner_id = ? ORDER BY created_at_ms, key LIMIT ?',
    [ownerId, MOST_LISTS],
  );
}

/** What was saved by another version may have words that are not known any more, so it is read as a request is. */
async function viewOf({ id, name, query }: ListRow): Promise<SavedListView> {
  return { id, name, query: await readPart(EpisodeListQuery, Object(JSON.parse(query)) as object, 'query') };
}
