import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tells albums of own files, which are all there are so far, from those that a source will merely save. */
export class HeldAlbums1795392000020 implements MigrationInterface {
  readonly name = 'HeldAlbums1795392000020';

  async up(runner: QueryRunner): Promise<void> {
    const yes = runner.dataSource.options.type === 'postgres' ? 'true' : '1';
    // Not by the builder, which would write the whole table anew on SQLite.
    await runner.query(`ALTER TABLE album ADD COLUMN "is_held" boolean NOT NULL DEFAULT (${yes})`);
    await runner.query('CREATE INDEX "album_unheld" ON "album" ("key") WHERE NOT is_held');
  }

  /** Without the column everything counts as held: what lives nowhere for a person is kept out of their sight. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO placement (owner_id, album_key, placement, placed_at_ms)
       SELECT o.id, a.key, 'dismissed', 0 FROM person o CROSS JOIN album a WHERE NOT a.is_held AND NOT EXISTS (
         SELECT 1 FROM placement p WHERE p.owner_id = o.id AND p.album_key = a.key)`,
    );
    await runner.query('DROP INDEX "album_unheld"');
    await runner.query('ALTER TABLE album DROP COLUMN is_held');
  }
}
