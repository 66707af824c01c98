import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  bigint,
  boolean,
  createTable,
  integer,
  optional,
  primary,
  references,
  text,
  varchar,
} from './table-builder.js';

/** Where playlists come from that are not made by hand, and what of them was not found. */
export class CreatePlaylistOrigins1795973400000 implements MigrationInterface {
  readonly name = 'CreatePlaylistOrigins1795973400000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'playlist_origin',
      columns: [
        primary(integer('playlist_key')),
        varchar('kind', 16),
        text('ref'),
        optional(text('version')),
        bigint('checked_at_ms'),
        boolean('is_frozen'),
        optional(text('trouble')),
        integer('unresolved'),
        text('report'),
        optional(text('news')),
      ],
      foreignKeys: [references('playlist_key', 'playlist', 'CASCADE')],
      indices: { playlist_origin_ref: ['kind', 'ref'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('playlist_origin');
  }
}
