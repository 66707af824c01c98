import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Full-text tables and their columns, most telling first. Rows carry the key of what they find. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  track_search: ['title', 'artist', 'album'],
  album_search: ['title', 'artist'],
  artist_search: ['name'],
};

/**
 * Full-text search. What is stored are words already folded by `searchWords`, so that both engines find the same.
 * SQLite: FTS5 without a copy of the text, prefixes of two and three letters indexed. PostgreSQL: one weighted vector a row.
 */
export class CreateSearch1795219200001 implements MigrationInterface {
  readonly name = 'CreateSearch1795219200001';

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.dataSource.options.type === 'postgres';
    for (const [table, columns] of Object.entries(TABLES)) {
      if (isPostgres) {
        await runner.query(`CREATE TABLE ${table} (key integer PRIMARY KEY, words tsvector NOT NULL)`);
        await runner.query(`CREATE INDEX ${table}_words ON ${table} USING gin (words)`);
      } else {
        await runner.query(
          `CREATE VIRTUAL TABLE ${table} USING fts5(${columns.join(', ')}, content='', contentless_delete=1, ` +
            `tokenize='unicode61 remove_diacritics 0', prefix='2 3')`,
        );
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TABLES)) await runner.query(`DROP TABLE ${table}`);
  }
}
