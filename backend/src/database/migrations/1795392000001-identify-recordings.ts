import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { redefineColumn } from './redefine-column.js';
import { bigint, createTable, integer, primary, references, text, varchar } from './table-builder.js';

const SUBJECTS = ['performer', 'release', 'recording'] as const;

/** By what each was found before. */
const FORMER_INDICES = {
  performer: { columnNames: ['identity_key'], isUnique: true },
  release: { columnNames: ['performer_key', 'identity_key'], isUnique: true },
  recording: { columnNames: ['performer_key', 'identity_key'], isUnique: false },
};

/**
 * Two of one name may be two, so names are no unique keys any more; what counts as one stands beside it. The keys
 * themselves are made anew by the catalogue (identity-refresh.ts), since only it knows the rules.
 */
export class IdentifyRecordings1795392000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const subject of SUBJECTS) {
      await runner.dropIndex(subject, `${subject}_identity`);
      // Not by the builder, which would write the whole table anew on SQLite.
      await runner.query(`ALTER TABLE ${subject} ADD COLUMN "identity_version" integer NOT NULL DEFAULT (0)`);
      await runner.createIndex(subject, new TableIndex({ name: `${subject}_identity`, columnNames: ['identity_key'] }));
      for (const [column, before, after] of WIDTHS) {
        await redefineColumn(runner, { table: `${subject}_ref`, column, before, after });
      }
    }
    await runner.query('ALTER TABLE recording ADD COLUMN "album" text');
    await createTable(runner, {
      name: 'recording_group',
      columns: [
        primary(integer('recording_key')),
        integer('group_key'),
        varchar('rule', 32),
        text('evidence'),
        varchar('decided_by', 16),
        bigint('decided_at_ms'),
      ],
      indices: { recording_group_members: ['group_key', 'recording_key'] },
      foreignKeys: [
        references('recording_key', 'recording', 'CASCADE'),
        references('group_key', 'recording', 'CASCADE'),
      ],
    });
    await createTable(runner, {
      name: 'verdict',
      columns: [
        primary(varchar('owner_id', 16)),
        primary(varchar('kind', 16)),
        primary(varchar('left_kind', 32)),
        primary(varchar('left_value', 512)),
        primary(varchar('right_kind', 32)),
        primary(varchar('right_value', 512)),
        varchar('verdict', 16),
        bigint('decided_at_ms'),
      ],
      indices: { verdict_right: ['right_kind', 'right_value'] },
      foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('verdict');
    await runner.dropTable('recording_group');
    await runner.query('ALTER TABLE recording DROP COLUMN album');
    for (const subject of SUBJECTS) {
      await runner.dropIndex(subject, `${subject}_identity`);
      await runner.query(`ALTER TABLE ${subject} DROP COLUMN identity_version`);
      await runner.createIndex(subject, new TableIndex({ name: `${subject}_identity`, ...FORMER_INDICES[subject] }));
      for (const [column, before, after] of WIDTHS) {
        await redefineColumn(runner, { table: `${subject}_ref`, column, before: after, after: before });
      }
    }
  }
}

const WIDTHS = [
  ['kind', 'varchar(8) NOT NULL', 'varchar(32) NOT NULL'],
  ['value', 'varchar(64) NOT NULL', 'varchar(768) NOT NULL'],
] as const;
