import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Episodes remember that their length is that of their sound, and not what the feed tells. */
export class HeardLengths1795910380000 implements MigrationInterface {
  readonly name = 'HeardLengths1795910380000';

  async up(runner: QueryRunner): Promise<void> {
    const no = runner.dataSource.options.type === 'postgres' ? 'false' : '0';
    // Not by the builder, which would write the whole table anew on SQLite.
    await runner.query(`ALTER TABLE episode ADD COLUMN "is_length_heard" boolean NOT NULL DEFAULT (${no})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE episode DROP COLUMN is_length_heard');
  }
}
