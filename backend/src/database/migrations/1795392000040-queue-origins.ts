import type { MigrationInterface, QueryRunner } from 'typeorm';

const OF_PLAYER = {
  origin_kind: 'varchar(32)',
  origin_seed: 'bigint',
  origin_position: 'bigint',
  origin_left_in: 'integer',
};

/** What gives an endless queue more, and which of its items it gave. */
export class QueueOrigins1795392000040 implements MigrationInterface {
  readonly name = 'QueueOrigins1795392000040';

  async up(runner: QueryRunner): Promise<void> {
    const no = runner.dataSource.options.type === 'postgres' ? 'false' : '0';
    // Not by the builder, which would write the whole tables anew on SQLite.
    for (const [name, type] of Object.entries(OF_PLAYER)) {
      await runner.query(`ALTER TABLE player ADD COLUMN "${name}" ${type}`);
    }
    await runner.query(`ALTER TABLE queue_item ADD COLUMN "is_from_origin" boolean NOT NULL DEFAULT (${no})`);
  }

  /** An endless queue becomes one of what it holds. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE queue_item DROP COLUMN is_from_origin');
    for (const name of Object.keys(OF_PLAYER)) await runner.query(`ALTER TABLE player DROP COLUMN ${name}`);
  }
}
