import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why the feed of a show cannot be read, by a code beside the sentence: an app in another language says it by that. */
export class FaultCodesOfShows1796050000000 implements MigrationInterface {
  readonly name = 'FaultCodesOfShows1796050000000';

  async up(runner: QueryRunner): Promise<void> {
    // Not by the builder, which would write the table anew on SQLite, and take its episodes with the old one.
    await runner.query('ALTER TABLE "show" ADD COLUMN "fault_code" varchar(32)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "show" DROP COLUMN fault_code');
  }
}
