import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  bigint,
  createTable,
  float,
  integer,
  key,
  optional,
  primary,
  references,
  text,
  varchar,
} from './table-builder.js';

/** Stations that people saved, and what stations announced. */
export class Stations1795910200000 implements MigrationInterface {
  readonly name = 'Stations1795910200000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'station',
      columns: [
        primary(varchar('id', 24)),
        varchar('owner_id', 16),
        varchar('track_id', 768),
        varchar('name', 200),
        text('urls'),
        optional(text('homepage')),
        optional(text('artwork')),
        text('tags'),
        optional(varchar('country_code', 2)),
        optional(varchar('charset', 32)),
        optional(varchar('group_name', 100)),
        integer('place'),
        optional(float('gain_db')),
        optional(float('found_gain_db')),
        bigint('added_at_ms'),
      ],
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
      unique: { station_track: ['owner_id', 'track_id'] },
    });
    await createTable(runner, {
      name: 'station_title',
      columns: [
        key(),
        varchar('track_id', 768),
        bigint('at_ms'),
        varchar('text', 1000),
        optional(varchar('artist', 1000)),
        optional(varchar('title', 1000)),
      ],
      indices: { station_title_at: ['track_id', 'at_ms'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('station_title');
    await runner.dropTable('station');
  }
}
