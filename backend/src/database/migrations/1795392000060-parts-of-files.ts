import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, createTable, primary, references, text, varchar } from './table-builder.js';

/** What was longer when no file was taken apart yet may be several tracks: records, books and programmes in one file. */
const LONG = `SELECT s.key FROM track_source s JOIN track t ON t.key = s.track_key WHERE t.duration_ms >= 1200000`;
const PARTS = 'SELECT key FROM track_source WHERE whole_key IS NOT NULL';

/** Lets a track be a part of a file, and a file that could be taken apart be one track. */
export class PartsOfFiles1795392000060 implements MigrationInterface {
  readonly name = 'PartsOfFiles1795392000060';

  async up(runner: QueryRunner): Promise<void> {
    // Not by the builder, which would write the whole table anew on SQLite.
    await runner.query('ALTER TABLE track_source ADD COLUMN "whole_key" text');
    await createTable(runner, {
      name: 'kept_whole',
      columns: [
        primary(varchar('source', 32)),
        primary(text('content_key')),
        varchar('owner_id', 16),
        bigint('edited_at_ms'),
      ],
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
    });
    await readAgain(runner, LONG);
  }

  async down(runner: QueryRunner): Promise<void> {
    await readAgain(runner, PARTS);
    await runner.dropTable('kept_whole');
    await runner.query('ALTER TABLE track_source DROP COLUMN whole_key');
  }
}

/** The next scan opens what these rows were found in. */
async function readAgain(runner: QueryRunner, keys: string): Promise<void> {
  await runner.query(
    `UPDATE collection_unit SET version = '' WHERE key IN (
       SELECT unit_key FROM track_source WHERE key IN (${keys}))`,
  );
  await runner.query(`UPDATE track_source SET version = '' WHERE key IN (${keys})`);
}
