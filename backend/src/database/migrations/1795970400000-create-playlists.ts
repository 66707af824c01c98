import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, boolean, createTable, integer, key, optional, references, text, varchar } from './table-builder.js';

/** Playlists, whose items hold enough of a track to show it while its source is away. */
export class CreatePlaylists1795970400000 implements MigrationInterface {
  readonly name = 'CreatePlaylists1795970400000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'playlist',
      columns: [
        key(),
        varchar('id', 24),
        varchar('owner_id', 16),
        varchar('name', 200),
        text('sort_name'),
        optional(text('description')),
        text('covers'),
        integer('item_count'),
        bigint('duration_ms'),
        integer('revision'),
        bigint('created_at_ms'),
        bigint('changed_at_ms'),
        boolean('is_deleted'),
        optional(bigint('deleted_at_ms')),
      ],
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
      indices: {
        playlist_by_name: ['owner_id', 'is_deleted', 'sort_name', 'key'],
        playlist_by_change: ['owner_id', 'is_deleted', 'changed_at_ms', 'key'],
      },
      unique: { playlist_id: ['id'] },
    });
    await createTable(runner, {
      name: 'playlist_item',
      columns: [
        key(),
        varchar('id', 24),
        integer('playlist_key'),
        bigint('place'),
        integer('removed_in'),
        varchar('track_id', 768),
        optional(varchar('kind', 16)),
        text('title'),
        text('artist'),
        text('album'),
        optional(integer('duration_ms')),
        optional(varchar('artwork_id', 24)),
        bigint('added_at_ms'),
      ],
      foreignKeys: [references('playlist_key', 'playlist', 'CASCADE')],
      indices: {
        playlist_item_place: ['playlist_key', 'removed_in', 'place', 'key'],
        playlist_item_track: ['track_id', 'playlist_key'],
      },
      unique: { playlist_item_id: ['id'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('playlist_item');
    await runner.dropTable('playlist');
  }
}
