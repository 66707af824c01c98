import { Injectable } from '@nestjs/common';
import { Clock, newId, NotFound } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { TrackListQuery } from '../tracks.dto.js';
import type { SaveShelf, ShelfView } from './shelves.dto.js';
import { TooManyShelves } from './too-many-shelves.js';

/** More would be no shelf, but a list of its own. */
const MOST_SHELVES = 50;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly query: string;
}

/** Keeps the filters that people named. */
@Injectable()
export class ShelfStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async all(ownerId: string): Promise<ShelfView[]> {
    const rows = await this.database.read.all<Row>(
      'SELECT id, name, query FROM shelf WHERE owner_id = ? ORDER BY created_at_ms, id',
      [ownerId],
    );
    return rows.map(({ id, name, query }) => ({ id, name, query: JSON.parse(query) as TrackListQuery }));
  }

  /** @throws TooManyShelves */
  async save(ownerId: string, { name, query }: SaveShelf): Promise<ShelfView> {
    const shelf = { id: newId(), name: name.trim(), query };
    await this.database.write(async ({ sql }) => {
      const row = await sql.get<{ count: number }>('SELECT COUNT(*) AS count FROM shelf WHERE owner_id = ?', [ownerId]);
      if (Number(row?.count) >= MOST_SHELVES) throw new TooManyShelves(MOST_SHELVES);
      await sql.run('INSERT INTO shelf (id, owner_id, name, query, created_at_ms) VALUES (?, ?, ?, ?, ?)', [
        shelf.id,
        ownerId,
        shelf.name,
        JSON.stringify(query),
        this.clock.nowMs(),
      ]);
    });
    return shelf;
  }

  /** @throws NotFound */
  async rename(ownerId: string, id: string, name: string): Promise<ShelfView> {
    await this.database.write(({ sql }) =>
      sql.run('UPDATE shelf SET name = ? WHERE owner_id = ? AND id = ?', [name.trim(), ownerId, id]),
    );
    const shelf = (await this.all(ownerId)).find((each) => each.id === id);
    if (!shelf) throw new NotFound('shelf', id);
    return shelf;
  }

  /** To remove what is not there changes nothing. */
  async remove(ownerId: string, id: string): Promise<void> {
    await this.database.write(({ sql }) => sql.run('DELETE FROM shelf WHERE owner_id = ? AND id = ?', [ownerId, id]));
  }
}
