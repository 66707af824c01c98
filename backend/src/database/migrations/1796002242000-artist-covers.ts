import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, createTable, integer, primary, references, varchar } from './table-builder.js';

/** Which pictures people chose for artists in place of a cover of one of their albums. */
export class ArtistCovers1796002242000 implements MigrationInterface {
  readonly name = 'ArtistCovers1796002242000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'artist_cover',
      columns: [
        primary(integer('artist_key')),
        varchar('owner_id', 16),
        integer('artwork_key'),
        bigint('chosen_at_ms'),
      ],
      indices: { artist_cover_artwork: ['artwork_key'] },
      foreignKeys: [
        references('artist_key', 'artist', 'CASCADE'),
        references('owner_id', 'person', 'CASCADE', 'id'),
        references('artwork_key', 'artwork', 'CASCADE'),
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    // The next scan that touches them finds a cover of their albums again.
    await runner.query('UPDATE artist SET artwork_key = NULL WHERE key IN (SELECT artist_key FROM artist_cover)');
    await runner.dropTable('artist_cover');
  }
}
