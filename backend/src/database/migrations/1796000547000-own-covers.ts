import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, createTable, integer, optional, primary, references, varchar } from './table-builder.js';

/** Which covers people chose for albums in place of those that their files have. */
export class OwnCovers1796000547000 implements MigrationInterface {
  readonly name = 'OwnCovers1796000547000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'album_cover',
      columns: [
        primary(integer('album_key')),
        varchar('owner_id', 16),
        integer('artwork_key'),
        optional(integer('covered_key')),
        bigint('chosen_at_ms'),
      ],
      indices: { album_cover_artwork: ['artwork_key'], album_cover_covered: ['covered_key'] },
      foreignKeys: [
        references('album_key', 'album', 'CASCADE'),
        references('owner_id', 'person', 'CASCADE', 'id'),
        references('artwork_key', 'artwork', 'CASCADE'),
        references('covered_key', 'artwork', 'SET NULL'),
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE album SET artwork_key = (SELECT c.covered_key FROM album_cover c WHERE c.album_key = album.key)
       WHERE key IN (SELECT album_key FROM album_cover)`,
    );
    await runner.dropTable('album_cover');
  }
}
