import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a followed playlist could not be looked at, by a cause beside the sentence: an app in another language says it by that. */
export class CausesOfPlaylistTroubles1796051000000 implements MigrationInterface {
  readonly name = 'CausesOfPlaylistTroubles1796051000000';

  async up(runner: QueryRunner): Promise<void> {
    // Not by the builder, which would write the table anew on SQLite.
    await runner.query('ALTER TABLE playlist_origin ADD COLUMN trouble_cause text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE playlist_origin DROP COLUMN trouble_cause');
  }
}
