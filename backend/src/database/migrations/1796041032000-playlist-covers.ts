import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which pictures people chose for playlists in place of those of their songs. */
export class PlaylistCovers1796041032000 implements MigrationInterface {
  readonly name = 'PlaylistCovers1796041032000';

  async up(runner: QueryRunner): Promise<void> {
    // Not by the builder, which would write the table anew on SQLite, and take its items with the old one.
    await runner.query('ALTER TABLE playlist ADD COLUMN "own_artwork_id" varchar(24)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE playlist DROP COLUMN own_artwork_id');
  }
}
