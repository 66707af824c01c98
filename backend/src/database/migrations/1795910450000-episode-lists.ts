import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, createTable, key, references, text, varchar } from './table-builder.js';

/** Lists of episodes that people give a name. */
export class EpisodeLists1795910450000 implements MigrationInterface {
  readonly name = 'EpisodeLists1795910450000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'episode_list',
      columns: [
        key(),
        varchar('id', 24),
        varchar('owner_id', 16),
        varchar('name', 100),
        text('query'),
        bigint('created_at_ms'),
      ],
      unique: { episode_list_id: ['id'] },
      indices: { episode_list_owner: ['owner_id', 'created_at_ms', 'key'] },
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('episode_list');
  }
}
