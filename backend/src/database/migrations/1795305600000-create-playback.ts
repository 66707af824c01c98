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
  type TableShape,
} from './table-builder.js';

const TABLES: readonly TableShape[] = [
  {
    name: 'player',
    columns: [
      primary(varchar('owner_id', 16)),
      integer('revision'),
      integer('queue_revision'),
      varchar('status', 8),
      optional(varchar('current_item_id', 24)),
      integer('position_ms'),
      bigint('position_at_ms'),
      integer('volume'),
      varchar('repeat', 4),
      boolean('is_shuffled'),
      boolean('is_interrupted'),
      optional(varchar('output_id', 64)),
      optional(varchar('play_id', 24)),
      optional(bigint('play_started_at_ms')),
      optional(integer('play_heard_ms')),
      optional(bigint('play_reported_at_ms')),
      optional(varchar('sleep_kind', 8)),
      optional(bigint('sleep_at_ms')),
    ],
    foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
  },
  {
    name: 'queue_item',
    columns: [
      primary(varchar('item_id', 24)),
      varchar('owner_id', 16),
      integer('place'),
      optional(integer('natural_place')),
      optional(integer('removed_in')),
      varchar('track_id', 768),
      integer('duration_ms'),
      optional(varchar('album_id', 768)),
      optional(varchar('context_kind', 16)),
      optional(varchar('context_id', 768)),
      optional(text('context_title')),
    ],
    indices: { queue_item_place: ['owner_id', 'removed_in', 'place'] },
    foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
  },
  {
    name: 'output',
    columns: [
      primary(varchar('owner_id', 16)),
      primary(varchar('id', 64)),
      text('name'),
      varchar('kind', 16),
      bigint('seen_at_ms'),
    ],
    foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
  },
];

/** The player of each person, its queue, and what makes its sound. */
export class CreatePlayback1795305600000 implements MigrationInterface {
  readonly name = 'CreatePlayback1795305600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table.name);
  }
}
