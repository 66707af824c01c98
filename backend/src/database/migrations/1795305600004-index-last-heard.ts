import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An index by which the releases that were not heard for longest are found without a scan of all tallies. */
export class IndexLastHeard1795305600004 implements MigrationInterface {
  readonly name = 'IndexLastHeard1795305600004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX tally_last ON tally (owner_id, kind, last_started_at_ms, subject_key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX tally_last');
  }
}
