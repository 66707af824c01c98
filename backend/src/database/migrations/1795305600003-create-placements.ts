import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, createTable, integer, primary, references, varchar } from './table-builder.js';

/** Where people put their albums. */
export class CreatePlacements1795305600003 implements MigrationInterface {
  readonly name = 'CreatePlacements1795305600003';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'placement',
      columns: [
        primary(varchar('owner_id', 16)),
        primary(integer('album_key')),
        varchar('placement', 16),
        bigint('placed_at_ms'),
      ],
      indices: {
        placement_by_time: ['owner_id', 'placement', 'placed_at_ms', 'album_key'],
        placement_album: ['album_key'],
      },
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id'), references('album_key', 'album', 'CASCADE')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('placement');
  }
}
