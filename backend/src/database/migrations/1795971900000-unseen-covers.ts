import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which covers nobody has looked at yet is asked with each start. */
export class UnseenCovers1795971900000 implements MigrationInterface {
  readonly name = 'UnseenCovers1795971900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "artwork_unseen" ON "artwork" ("key") WHERE placeholder IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "artwork_unseen"');
  }
}
