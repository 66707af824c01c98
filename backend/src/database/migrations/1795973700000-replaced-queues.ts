import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A queue that another took the place of can be brought back to where it was. */
export class ReplacedQueues1795973700000 implements MigrationInterface {
  readonly name = 'ReplacedQueues1795973700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE queue_item ADD COLUMN "was_at_ms" integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    // Without it, what was replaced would come back among what took its place.
    await runner.query(
      'DELETE FROM queue_item WHERE removed_in IN (SELECT removed_in FROM queue_item WHERE was_at_ms IS NOT NULL)',
    );
    await runner.query('ALTER TABLE queue_item DROP COLUMN was_at_ms');
  }
}
