import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

/** What names more than its artists was tagged with care, and may tell instruments, works and movements as well. */
const CREDITED = `SELECT s.key FROM track_source s WHERE s.unit_key IS NOT NULL AND EXISTS (
  SELECT 1 FROM track_artist c WHERE c.track_key = s.track_key AND c.role NOT IN ('main', 'featured'))`;
// Not by the builder, which would write the whole table anew on SQLite.
const COLUMNS = [
  ['track_artist', 'instrument', 'text'],
  ['track', 'work', 'text'],
  ['track', 'work_sort', 'text'],
  ['track', 'movement', 'text'],
  ['track', 'movement_number', 'integer'],
  ['track', 'movement_total', 'integer'],
] as const;

/** Keeps what performers play, and the works that tracks are movements of. */
export class CreditsAndWorks1795985700000 implements MigrationInterface {
  readonly name = 'CreditsAndWorks1795985700000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, name, type] of COLUMNS) await runner.query(`ALTER TABLE ${table} ADD COLUMN "${name}" ${type}`);
    await runner.createIndex(
      'track',
      new TableIndex({ name: 'track_work', columnNames: ['work_sort'], where: 'work_sort IS NOT NULL' }),
    );
    // The next scan opens what these rows were found in.
    await runner.query(
      `UPDATE collection_unit SET version = '' WHERE key IN (
         SELECT unit_key FROM track_source WHERE key IN (${CREDITED}))`,
    );
    await runner.query(`UPDATE track_source SET version = '' WHERE key IN (${CREDITED})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('track', 'track_work');
    for (const [table, name] of COLUMNS) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${name}`);
  }
}
