import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Rows of the library, and what of the history they are tied to. */
const TIES = [
  ['artist', 'performer'],
  ['album', 'release'],
  ['track', 'recording'],
] as const;

/** Files whose credits stand for artists that are written in several ways and have an id. */
const AMBIGUOUS = `SELECT t.track_key FROM track_artist t JOIN artist r ON r.key = t.artist_key
  WHERE r.mb_artist_id IS NOT NULL AND r.key IN (
    SELECT artist_key FROM track_artist GROUP BY artist_key HAVING COUNT(DISTINCT credited_as) > 1)`;

/**
 * Ties artists, albums and tracks to what was heard by keys, and lets two artists have one name where their MusicBrainz
 * ids differ. Whom the former rule may have taken for one is read again by the next scan; all else is tied by the ids
 * that are known, and the rest by the catalogue after that scan.
 */
export class TieIdentities1795392000030 implements MigrationInterface {
  readonly name = 'TieIdentities1795392000030';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, subject] of TIES) {
      // Not by the builder, which would write the whole table anew on SQLite.
      await runner.query(`ALTER TABLE ${table} ADD COLUMN "${subject}_key" integer`);
      await runner.query(
        `UPDATE ${table} SET ${subject}_key = (
           SELECT f.${subject}_key FROM ${subject}_ref f WHERE f.kind = '${table}' AND f.value = ${table}.id)`,
      );
      await runner.createIndex(table, new TableIndex({ name: `${table}_${subject}`, columnNames: [`${subject}_key`] }));
      // Each start asks whether a key of an older version is left.
      await runner.createIndex(
        subject,
        new TableIndex({ name: `${subject}_version`, columnNames: ['identity_version'] }),
      );
    }
    await runner.query(`ALTER TABLE artist ADD COLUMN "told_apart_by" varchar(36) NOT NULL DEFAULT ('')`);
    await replaceIndex(runner, ['identity_key', 'told_apart_by']);
    await runner.query(
      `UPDATE collection_unit SET version = '' WHERE key IN (
         SELECT s.unit_key FROM track_source s WHERE s.track_key IN (${AMBIGUOUS}))`,
    );
    await runner.query(`UPDATE track_source SET version = '' WHERE track_key IN (${AMBIGUOUS})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, subject] of TIES) {
      await runner.dropIndex(subject, `${subject}_version`);
      await runner.dropIndex(table, `${table}_${subject}`);
      await runner.query(`ALTER TABLE ${table} DROP COLUMN ${subject}_key`);
    }
    // One name is one artist again: all but the first of it lose their rows, their tracks go to the first.
    const first = `(SELECT one.key FROM artist one JOIN artist other ON other.identity_key = one.identity_key
      WHERE other.key = artist_key AND one.told_apart_by = '')`;
    for (const table of ['track_artist', 'album_artist'])
      await runner.query(`UPDATE ${table} SET artist_key = ${first}`);
    const others = `SELECT key FROM artist WHERE told_apart_by <> ''`;
    const searchKey = runner.dataSource.options.type === 'postgres' ? 'key' : 'rowid';
    await runner.query(`DELETE FROM artist_search WHERE ${searchKey} IN (${others})`);
    await runner.query(`DELETE FROM artist WHERE key IN (${others})`);
    await replaceIndex(runner, ['identity_key']);
    await runner.query('ALTER TABLE artist DROP COLUMN told_apart_by');
  }
}

async function replaceIndex(runner: QueryRunner, columnNames: string[]): Promise<void> {
  await runner.dropIndex('artist', 'artist_identity');
  await runner.createIndex('artist', new TableIndex({ name: 'artist_identity', columnNames, isUnique: true }));
}
