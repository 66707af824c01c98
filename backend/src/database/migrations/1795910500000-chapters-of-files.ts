import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Chapters that stand in the sound of an episode are looked for once. */
export class ChaptersOfFiles1795910500000 implements MigrationInterface {
  readonly name = 'ChaptersOfFiles1795910500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE episode_details ADD COLUMN "file_chapters" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE episode_details DROP COLUMN file_chapters');
  }
}
