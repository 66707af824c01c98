import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a scan failed, by a cause beside the sentence: an app in another language says it by that. */
export class CausesOfFailedScans1796084000000 implements MigrationInterface {
  readonly name = 'CausesOfFailedScans1796084000000';

  async up(runner: QueryRunner): Promise<void> {
    // Not by the builder, which would write the table anew on SQLite.
    await runner.query('ALTER TABLE scan ADD COLUMN reason_cause text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scan DROP COLUMN reason_cause');
  }
}
