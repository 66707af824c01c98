import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, boolean, createTable, integer, key, primary, references, varchar } from './table-builder.js';

/** Remembers what people have in their lists at sources, which now and then give less of them than there is. */
export class OwnLists1795910720000 implements MigrationInterface {
  readonly name = 'OwnLists1795910720000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'own_list',
      columns: [key(), varchar('source', 32), varchar('account', 256), varchar('native_id', 512), integer('told')],
      unique: { own_list_of_account: ['source', 'account', 'native_id'] },
    });
    await createTable(runner, {
      name: 'own_list_item',
      columns: [
        primary(integer('list_key')),
        primary(varchar('native_id', 512)),
        integer('position'),
        boolean('is_playable'),
        bigint('seen_at_ms'),
      ],
      indices: { own_list_item_seen: ['list_key', 'seen_at_ms'] },
      foreignKeys: [references('list_key', 'own_list', 'CASCADE')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['own_list_item', 'own_list']) await runner.dropTable(table);
  }
}
