import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, createTable, primary, references, varchar } from './table-builder.js';

/** What people searched for lately. */
export class RecentSearches1795910551000 implements MigrationInterface {
  readonly name = 'RecentSearches1795910551000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'recent_search',
      columns: [
        primary(varchar('owner_id', 16)),
        primary(varchar('identity', 512)),
        varchar('query', 256),
        bigint('searched_at_ms'),
      ],
      indices: { recent_search_newest: ['owner_id', 'searched_at_ms'] },
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('recent_search');
  }
}
