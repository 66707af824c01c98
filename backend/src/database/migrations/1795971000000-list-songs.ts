import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

const INDICES: readonly (readonly [table: string, name: string, columns: readonly string[]])[] = [
  ['track', 'track_by_artist', ['is_missing', 'sort_artist', 'album_key', 'disc_number', 'track_number', 'key']],
  ['track', 'track_by_year', ['is_missing', 'year', 'album_key', 'disc_number', 'track_number', 'key']],
  ['track', 'track_by_length', ['is_missing', 'duration_ms', 'key']],
  ['tally', 'tally_listens', ['owner_id', 'kind', 'listens', 'subject_key']],
  ['track', 'track_added', ['added_at_ms']],
  ['track_source', 'track_source_codec', ['codec', 'track_key']],
];

/** Lists tracks in every order and by every filter, and lets a queue go on with a filtered list. */
export class ListSongs1795971000000 implements MigrationInterface {
  readonly name = 'ListSongs1795971000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, name, columns] of INDICES) {
      await runner.createIndex(table, new TableIndex({ name, columnNames: [...columns] }));
    }
    // Not by the builder, which would write the whole table anew on SQLite.
    await runner.query('ALTER TABLE player ADD COLUMN "origin_query" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE player DROP COLUMN origin_query');
    for (const [table, name] of INDICES) await runner.dropIndex(table, name);
  }
}
