import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, createTable, key, optional, references, text, varchar } from './table-builder.js';

/** The outbox of listens that other services are told of. */
export class CreateScrobbling1795305600002 implements MigrationInterface {
  readonly name = 'CreateScrobbling1795305600002';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'scrobble',
      columns: [
        key(),
        varchar('owner_id', 16),
        varchar('service', 16),
        varchar('play_id', 64),
        varchar('state', 8),
        text('track'),
        bigint('started_at_ms'),
        optional(bigint('settled_at_ms')),
        optional(text('reason')),
      ],
      unique: { scrobble_play: ['owner_id', 'play_id', 'service'] },
      indices: {
        scrobble_queue: ['service', 'state', 'started_at_ms', 'key'],
        scrobble_settled: ['settled_at_ms'],
      },
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('scrobble');
  }
}
