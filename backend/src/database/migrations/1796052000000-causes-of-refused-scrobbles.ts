import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a service refused a listen or a heart, by a cause beside the sentence: an app in another language says it by that. */
export class CausesOfRefusedScrobbles1796052000000 implements MigrationInterface {
  readonly name = 'CausesOfRefusedScrobbles1796052000000';

  async up(runner: QueryRunner): Promise<void> {
    // Not by the builder, which would write the table anew on SQLite.
    await runner.query('ALTER TABLE scrobble ADD COLUMN reason_cause text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scrobble DROP COLUMN reason_cause');
  }
}
