import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, boolean, createTable, optional, primary, text, varchar } from './table-builder.js';

/** Lets audio that was fetched from elsewhere be kept. */
export class AudioCache1795910000000 implements MigrationInterface {
  readonly name = 'AudioCache1795910000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'audio_cache',
      columns: [
        primary(varchar('source', 32)),
        primary(text('locator')),
        varchar('file', 16),
        varchar('tag', 64),
        optional(text('host_etag')),
        optional(varchar('host_modified', 64)),
        varchar('mime_type', 128),
        bigint('size_bytes'),
        bigint('stored_bytes'),
        text('stored'),
        boolean('is_complete'),
        optional(varchar('pinned_by', 64)),
        bigint('last_used_at_ms'),
      ],
      indices: { audio_cache_last_used: ['last_used_at_ms'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audio_cache');
  }
}
