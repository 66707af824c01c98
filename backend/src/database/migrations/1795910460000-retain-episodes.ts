import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Remembers when the sound of an episode that left its feed was last asked for. */
export class RetainEpisodes1795910460000 implements MigrationInterface {
  readonly name = 'RetainEpisodes1795910460000';

  async up(runner: QueryRunner): Promise<void> {
    // Not by the builder, which would write the whole table anew on SQLite.
    await runner.query('ALTER TABLE episode ADD COLUMN "sound_asked_at_ms" bigint');
    await runner.createIndex('episode', new TableIndex({ name: 'episode_gone', columnNames: ['gone_at_ms'] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "episode_gone"');
    await runner.query('ALTER TABLE episode DROP COLUMN "sound_asked_at_ms"');
  }
}
