import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

const SUBJECT = ['subject_kind', 'subject_key', 'field'];

/** Titles are the household's: there is one edit of each field, whoever wrote it. Of several the newest stays. */
export class ShareEdits1795392000010 implements MigrationInterface {
  readonly name = 'ShareEdits1795392000010';

  async up(runner: QueryRunner): Promise<void> {
    const isSame = SUBJECT.map((column) => `newer.${column} = edit.${column}`).join(' AND ');
    await runner.query(
      `DELETE FROM edit WHERE EXISTS (SELECT 1 FROM edit newer WHERE ${isSame}
         AND (newer.edited_at_ms, newer.key) > (edit.edited_at_ms, edit.key))`,
    );
    await replaceIndex(runner, SUBJECT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceIndex(runner, ['owner_id', ...SUBJECT]);
  }
}

async function replaceIndex(runner: QueryRunner, columnNames: string[]): Promise<void> {
  await runner.dropIndex('edit', 'edit_field');
  await runner.createIndex('edit', new TableIndex({ name: 'edit_field', columnNames, isUnique: true }));
}
