import type { MigrationInterface, QueryRunner } from 'typeorm';
import { redefineColumn } from './redefine-column.js';
import { bigint, boolean, createTable, primary, references, varchar } from './table-builder.js';

/** Of items that are heard in a way of their own. */
const HABITS = { speed: 'float', gain_db: 'float', ends_at_ms: 'integer' };
const HAVING_KINDS = ['queue_item', 'listen'];
const TITLES = ['play_title', 'play_title_artist', 'play_title_song'];

/** What has no end can be played, and where what is long was left is remembered. */
export class WithoutEnd1795910100000 implements MigrationInterface {
  readonly name = 'WithoutEnd1795910100000';

  async up(runner: QueryRunner): Promise<void> {
    // Not by the builder, which would write the whole tables anew on SQLite.
    for (const name of TITLES) await runner.query(`ALTER TABLE player ADD COLUMN "${name}" varchar(1000)`);
    await runner.query('ALTER TABLE player ADD COLUMN "speed" float NOT NULL DEFAULT (1)');
    for (const [name, type] of Object.entries(HABITS)) {
      await runner.query(`ALTER TABLE queue_item ADD COLUMN "${name}" ${type}`);
    }
    for (const table of HAVING_KINDS) await runner.query(`ALTER TABLE ${table} ADD COLUMN "kind" varchar(16)`);
    // A place in what has no end is a moment.
    await redefineColumn(runner, position('integer', 'bigint'));
    await createTable(runner, {
      name: 'resume_point',
      columns: [
        primary(varchar('owner_id', 16)),
        primary(varchar('kind', 16)),
        primary(varchar('ref', 768)),
        bigint('position_ms'),
        boolean('is_done'),
        bigint('updated_at_ms'),
      ],
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
      indices: { resume_point_updated: ['owner_id', 'kind', 'updated_at_ms'] },
    });
  }

  /** Stations leave the queues. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('resume_point');
    await runner.query(`UPDATE player SET position_ms = 0 WHERE position_ms > 2147483647`);
    await redefineColumn(runner, position('bigint', 'integer'));
    await runner.query(`DELETE FROM queue_item WHERE kind = 'station'`);
    for (const name of Object.keys(HABITS)) await runner.query(`ALTER TABLE queue_item DROP COLUMN ${name}`);
    for (const table of HAVING_KINDS) await runner.query(`ALTER TABLE ${table} DROP COLUMN kind`);
    for (const name of [...TITLES, 'speed']) await runner.query(`ALTER TABLE player DROP COLUMN ${name}`);
  }
}

function position(before: string, after: string): Parameters<typeof redefineColumn>[1] {
  return { table: 'player', column: 'position_ms', before: `${before} NOT NULL`, after: `${after} NOT NULL` };
}
