import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets the outbox hold hearts beside listens. */
export class HeartsToTell1795971450000 implements MigrationInterface {
  readonly name = 'HeartsToTell1795971450000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE scrobble ADD COLUMN "kind" varchar(8) NOT NULL DEFAULT ('listen')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM scrobble WHERE kind <> 'listen'`);
    await runner.query('ALTER TABLE scrobble DROP COLUMN kind');
  }
}
