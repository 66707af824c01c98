import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, boolean, createTable, integer, key, optional, primary, references, text, varchar } from './table-builder.js'; // prettier-ignore

/** Stations that choose what comes next for one listener: which there are, what they gave, how it was rated and what was skipped. */
export class PersonalStations1795910800000 implements MigrationInterface {
  readonly name = 'PersonalStations1795910800000';

  async up(runner: QueryRunner): Promise<void> {
    const owned = [key(), varchar('owner_id', 16), varchar('source', 32)];
    const foreignKeys = [references('owner_id', 'person', 'CASCADE', 'id')];
    await createTable(runner, {
      name: 'personal_station',
      columns: [
        ...owned,
        varchar('native_id', 512),
        text('value'),
        boolean('is_listed'),
        bigint('seen_at_ms'),
        optional(bigint('removed_at_ms')),
        optional(integer('up_total')),
        optional(integer('down_total')),
      ],
      unique: { personal_station_native: ['owner_id', 'source', 'native_id'] },
      foreignKeys,
    });
    await createTable(runner, {
      name: 'station_thumb',
      columns: [
        ...owned,
        varchar('station_id', 512),
        varchar('native_id', 512),
        boolean('is_up'),
        boolean('is_listed'),
        text('value'),
        bigint('at_ms'),
      ],
      unique: { station_thumb_native: ['owner_id', 'source', 'native_id'] },
      indices: { station_thumb_station: ['owner_id', 'source', 'station_id', 'at_ms'] },
      foreignKeys,
    });
    await createTable(runner, {
      name: 'station_song',
      columns: [
        primary(varchar('source', 32)),
        primary(varchar('native_id', 512)),
        varchar('owner_id', 16),
        varchar('played_on', 512),
        varchar('station_id', 512),
        boolean('may_thumb'),
        optional(varchar('thumb', 4)),
        optional(varchar('thumb_id', 512)),
        bigint('given_at_ms'),
      ],
      indices: { station_song_given: ['given_at_ms'] },
      foreignKeys,
    });
    await createTable(runner, {
      name: 'station_skip',
      columns: [...owned, varchar('station_id', 512), bigint('at_ms')],
      indices: { station_skip_at: ['owner_id', 'source', 'at_ms'] },
      foreignKeys,
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['station_skip', 'station_song', 'station_thumb', 'personal_station'])
      await runner.dropTable(table);
  }
}
