import type { MigrationInterface, QueryRunner } from 'typeorm';

const PRESENT = `NOT t.is_missing AND t.album_key NOT IN (
  SELECT u.key FROM album u WHERE NOT u.is_held AND NOT EXISTS (SELECT 1 FROM placement p WHERE p.album_key = u.key))`;

/** An artist's tracks are also those of their own albums that credit others: so far, “Various Artists” had none. */
export class CountOwnAlbums1795970180000 implements MigrationInterface {
  readonly name = 'CountOwnAlbums1795970180000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE artist SET track_count = (SELECT count(*) FROM track t WHERE ${PRESENT} AND t.key IN (
        SELECT ta.track_key FROM track_artist ta WHERE ta.artist_key = artist.key
        UNION SELECT own.key FROM album_artist aa JOIN track own ON own.album_key = aa.album_key
        WHERE aa.artist_key = artist.key))
      WHERE key IN (SELECT artist_key FROM album_artist)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE artist SET track_count = (SELECT count(DISTINCT ta.track_key) FROM track_artist ta
        JOIN track t ON t.key = ta.track_key WHERE ta.artist_key = artist.key AND ${PRESENT})
      WHERE key IN (SELECT artist_key FROM album_artist)`);
  }
}
