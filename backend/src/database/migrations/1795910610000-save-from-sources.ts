import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, boolean, createTable, integer, key, primary, references, text, varchar } from './table-builder.js';

/** What of a source is in the library, what is still to come into it, and radios of sources. */
export class SaveFromSources1795910610000 implements MigrationInterface {
  readonly name = 'SaveFromSources1795910610000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'album_source',
      columns: [
        primary(varchar('source', 32)),
        primary(varchar('native_id', 512)),
        integer('album_key'),
        boolean('is_whole'),
      ],
      indices: { album_source_album: ['album_key'] },
      foreignKeys: [references('album_key', 'album', 'CASCADE')],
    });
    await createTable(runner, {
      name: 'artist_source',
      columns: [primary(varchar('source', 32)), primary(varchar('native_id', 512)), integer('artist_key')],
      indices: { artist_source_artist: ['artist_key'] },
      foreignKeys: [references('artist_key', 'artist', 'CASCADE')],
    });
    await createTable(runner, {
      name: 'album_to_save',
      columns: [key(), varchar('owner_id', 16), varchar('source', 32), varchar('native_id', 512), integer('failures')],
      unique: { album_to_save_album: ['owner_id', 'source', 'native_id'] },
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
    });
    await createTable(runner, {
      name: 'radio',
      columns: [
        key(),
        varchar('source', 32),
        varchar('native_id', 512),
        text('title'),
        text('supply'),
        bigint('used_at_ms'),
      ],
      indices: { radio_used: ['used_at_ms'] },
    });
    await createTable(runner, {
      name: 'chosen_version',
      columns: [primary(varchar('source', 32)), primary(varchar('native_id', 512)), varchar('chosen_id', 512)],
    });
    await runner.query(
      'CREATE INDEX "track_source_saved" ON "track_source" ("source", "locator") WHERE unit_key IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "track_source_saved"');
    for (const table of ['chosen_version', 'radio', 'album_to_save', 'artist_source', 'album_source']) {
      await runner.dropTable(table);
    }
  }
}
