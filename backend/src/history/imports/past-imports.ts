import { Injectable } from '@nestjs/common';
import { Conditions, continueAfter, cutPage, type Keyset, orderBy, type PageQuery } from '../../api/index.js';
import { Database } from '../../database/index.js';
import type { ImportPage, ImportView } from './imports.dto.js';

interface Row {
  readonly key: number;
  readonly view: string;
}

const NEWEST_FIRST: Keyset<Row> = {
  columns: ['key'],
  kinds: ['number'],
  isDescending: true,
  valuesOf: ({ key }) => [key],
};

/** Remembers imports that wrote something, or were to: what became of them is asked later, too. */
@Injectable()
export class PastImports {
  constructor(private readonly database: Database) {}

  async begin(ownerId: string, view: ImportView): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run('INSERT INTO import_run (id, owner_id, is_running, view) VALUES (?, ?, ?, ?)', [
        view.id,
        ownerId,
        true,
        JSON.stringify(view),
      ]),
    );
  }

  async end(view: ImportView): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run('UPDATE import_run SET is_running = ?, view = ? WHERE id = ?', [false, JSON.stringify(view), view.id]),
    );
  }

  /** The server ended while they ran: how much of them was added is not known. */
  async markInterrupted(): Promise<void> {
    const rows = await this.database.read.all<Row>('SELECT key, view FROM import_run WHERE is_running = ?', [true]);
    for (const { view } of rows) {
      await this.end(Object.assign(JSON.parse(view) as ImportView, { state: 'interrupted' as const }));
    }
  }

  async find(ownerId: string, id: string): Promise<ImportView | undefined> {
    const sql = 'SELECT key, view FROM import_run WHERE owner_id = ? AND id = ?';
    const row = await this.database.read.get<Row>(sql, [ownerId, id]);
    return row && (JSON.parse(row.view) as ImportView);
  }

  /** Newest first. */
  async page(ownerId: string, { limit, cursor }: PageQuery): Promise<ImportPage> {
    const conditions = new Conditions().add('owner_id = ?', ownerId);
    continueAfter(NEWEST_FIRST, cursor, conditions);
    const rows = await this.database.read.all<Row>(
      `SELECT key, view FROM import_run ${conditions.where} ${orderBy(NEWEST_FIRST)} LIMIT ?`,
      [...conditions.parameters, limit + 1],
    );
    const page = cutPage(NEWEST_FIRST, rows, limit);
    return {
      items: page.rows.map(({ view }) => JSON.parse(view) as ImportView),
      ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
    };
  }
}
