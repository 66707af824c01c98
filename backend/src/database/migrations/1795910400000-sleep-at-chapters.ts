import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Playing can end at the end of a chapter. */
export class SleepAtChapters1795910400000 implements MigrationInterface {
  readonly name = 'SleepAtChapters1795910400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE player ADD COLUMN "sleep_item_id" varchar(24)');
    await runner.query('ALTER TABLE player ADD COLUMN "sleep_ends_ms" text');
  }

  /** Earlier versions know no such timer. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE player SET sleep_kind = NULL WHERE sleep_kind = 'chapter'`);
    for (const name of ['sleep_item_id', 'sleep_ends_ms']) {
      await runner.query(`ALTER TABLE player DROP COLUMN ${name}`);
    }
  }
}
