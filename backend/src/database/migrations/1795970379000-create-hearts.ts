import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, createTable, integer, key, optional, references, text, varchar } from './table-builder.js';

/** Remembers what people love. */
export class CreateHearts1795970379000 implements MigrationInterface {
  readonly name = 'CreateHearts1795970379000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'heart',
      columns: [
        key(),
        varchar('owner_id', 16),
        varchar('kind', 8),
        varchar('subject', 768),
        optional(integer('identity_key')),
        text('title'),
        optional(text('artist')),
        optional(integer('artwork_key')),
        bigint('hearted_at_ms'),
      ],
      unique: { heart_subject: ['owner_id', 'kind', 'subject'] },
      indices: {
        heart_identity: ['owner_id', 'kind', 'identity_key'],
        heart_newest: ['owner_id', 'hearted_at_ms', 'key'],
        heart_newest_of_kind: ['owner_id', 'kind', 'hearted_at_ms', 'key'],
        heart_artwork: ['artwork_key'],
      },
      foreignKeys: [
        references('owner_id', 'person', 'CASCADE', 'id'),
        references('artwork_key', 'artwork', 'SET NULL'),
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('heart');
  }
}
