import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  bigint,
  boolean,
  createTable,
  integer,
  optional,
  primary,
  references,
  text,
  varchar,
  type TableShape,
} from './table-builder.js';

const KEPT =
  'source, locator, file, tag, host_etag, host_modified, mime_type, size_bytes, stored_bytes, stored, is_complete, pinned_by, last_used_at_ms';

/**
 * Keeps the same sound in several qualities apart, counts what is fetched from each source in a month, and remembers what
 * people want to have at home.
 */
export class KeepAtHome1795910700000 implements MigrationInterface {
  readonly name = 'KeepAtHome1795910700000';

  async up(runner: QueryRunner): Promise<void> {
    // There are as many rows as files that fit into the cache: some thousands.
    await setAside(runner);
    await createTable(runner, audioCache([primary(varchar('quality', 8))]));
    await runner.query(`INSERT INTO audio_cache (quality, ${KEPT}) SELECT 'best', ${KEPT} FROM audio_cache_before`);
    await runner.dropTable('audio_cache_before');
    await createTable(runner, {
      name: 'source_traffic',
      columns: [primary(varchar('source', 32)), primary(varchar('month', 7)), bigint('bytes')],
    });
    await createTable(runner, {
      name: 'kept_at_home',
      columns: [
        primary(varchar('owner_id', 16)),
        primary(varchar('subject', 560)),
        varchar('kind', 16),
        text('title'),
        optional(text('artist')),
        optional(integer('artwork_key')),
        bigint('since_ms'),
      ],
      foreignKeys: [
        references('owner_id', 'person', 'CASCADE', 'id'),
        references('artwork_key', 'artwork', 'SET NULL'),
      ],
    });
    await createTable(runner, {
      name: 'kept_at_home_track',
      columns: [
        primary(varchar('owner_id', 16)),
        primary(varchar('subject', 560)),
        primary(integer('position')),
        varchar('track_id', 560),
      ],
      indices: { kept_at_home_track_id: ['track_id'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['kept_at_home_track', 'kept_at_home', 'source_traffic']) await runner.dropTable(table);
    await setAside(runner);
    await createTable(runner, audioCache([]));
    await runner.query(
      `INSERT INTO audio_cache (${KEPT}) SELECT ${KEPT} FROM audio_cache_before WHERE quality = 'best'`,
    );
    await runner.dropTable('audio_cache_before');
  }
}

async function setAside(runner: QueryRunner): Promise<void> {
  await runner.query('DROP INDEX "audio_cache_last_used"');
  await runner.renameTable('audio_cache', 'audio_cache_before');
}

function audioCache(more: TableShape['columns']): TableShape {
  return {
    name: 'audio_cache',
    columns: [
      primary(varchar('source', 32)),
      primary(text('locator')),
      ...more,
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
  };
}
