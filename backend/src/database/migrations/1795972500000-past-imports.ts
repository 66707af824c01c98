import type { MigrationInterface, QueryRunner } from 'typeorm';
import { boolean, createTable, key, references, text, varchar } from './table-builder.js';

/** What became of imports of listens. */
export class PastImports1795972500000 implements MigrationInterface {
  readonly name = 'PastImports1795972500000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'import_run',
      columns: [key(), varchar('id', 24), varchar('owner_id', 16), boolean('is_running'), text('view')],
      indices: { import_run_newest: ['owner_id', 'key'] },
      unique: { import_run_id: ['id'] },
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('import_run');
  }
}
