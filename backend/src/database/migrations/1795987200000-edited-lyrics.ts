import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, createTable, integer, optional, primary, references, text, varchar } from './table-builder.js';

/** Keeps the words that people write for a track, and when they are sung. */
export class EditedLyrics1795987200000 implements MigrationInterface {
  readonly name = 'EditedLyrics1795987200000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'lyrics_edit',
      columns: [
        primary(varchar('track_id', 768)),
        varchar('owner_id', 16),
        optional(text('text')),
        integer('offset_ms'),
        bigint('edited_at_ms'),
      ],
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('lyrics_edit');
  }
}
