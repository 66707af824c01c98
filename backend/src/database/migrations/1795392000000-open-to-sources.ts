import type { MigrationInterface, QueryRunner } from 'typeorm';
import { redefineColumn, type ColumnChange } from './redefine-column.js';
import { bigint, createTable, primary, text, varchar } from './table-builder.js';

const required = (type: string): string => `${type} NOT NULL`;

/** Columns that only a decoded file can fill become nullable, for remote tracks; so do lengths, for live streams. */
const NOW_OPTIONAL: readonly (readonly [table: string, column: string, type: string])[] = [
  ['queue_item', 'duration_ms', 'integer'],
  ['track_source', 'version', 'text'],
  ['track_source', 'content_key', 'text'],
  ['track_source', 'codec', 'varchar(16)'],
  ['track_source', 'container', 'varchar(16)'],
  ['track_source', 'mime_type', 'varchar(64)'],
  ['track_source', 'bitrate_kbps', 'integer'],
  ['track_source', 'sample_rate_hz', 'integer'],
  ['track_source', 'channels', 'integer'],
  ['track_source', 'size_bytes', 'bigint'],
];

const CHANGES: readonly ColumnChange[] = [
  ...NOW_OPTIONAL.map(([table, column, type]) => ({ table, column, before: required(type), after: type })),
  { table: 'listen', column: 'context_id', before: 'varchar(128)', after: 'varchar(768)' },
];

/** Makes room for what remote sources give, and keeps snapshots of it. */
export class OpenToSources1795392000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const change of CHANGES) await redefineColumn(runner, change);
    await createTable(runner, {
      name: 'source_item',
      columns: [
        primary(varchar('source', 32)),
        primary(varchar('kind', 16)),
        primary(varchar('native_id', 512)),
        text('value'),
        bigint('fetched_at_ms'),
        bigint('expires_at_ms'),
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('source_item');
    await runner.query('DELETE FROM queue_item WHERE duration_ms IS NULL');
    await runner.query('DELETE FROM track_source WHERE codec IS NULL');
    for (const { before, after, ...where } of CHANGES)
      await redefineColumn(runner, { ...where, before: after, after: before });
  }
}
