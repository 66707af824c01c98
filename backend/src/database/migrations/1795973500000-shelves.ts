import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, createTable, primary, references, text, varchar } from './table-builder.js';

/** Keeps filters of songs that people named. */
export class Shelves1795973500000 implements MigrationInterface {
  readonly name = 'Shelves1795973500000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'shelf',
      columns: [
        primary(varchar('id', 24)),
        varchar('owner_id', 16),
        text('name'),
        text('query'),
        bigint('created_at_ms'),
      ],
      indices: { shelf_of_owner: ['owner_id', 'created_at_ms', 'id'] },
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('shelf');
  }
}
