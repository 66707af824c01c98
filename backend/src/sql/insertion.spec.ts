import { expect, it } from 'vitest';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { Insertion } from './insertion.js';

const GENRES = new Insertion(
  'INSERT INTO genre (id, identity_key, name, sort_name, album_count, track_count)',
  '(?, ?, ?, ?, 0, 0)',
);

describeOnEachEngine('Insertion', (database) => {
  it.each([0, 1, 3, 4, 31, 32, 33, 100])('inserts %i rows and tells the key of each', async (count) => {
    const names = Array.from({ length: count }, (_, n) => `genre ${n} of ${count}`);
    const { engine } = database();
    const keys = await database().write(({ sql }) =>
      GENRES.insertKeyed(
        sql,
        engine,
        names.map((name) => [name, name, name, name]),
      ),
    );
    const rows = await database().read.all<{ id: string; key: number }>('SELECT id, key FROM genre WHERE name LIKE ?', [
      `% of ${count}`,
    ]);
    expect(new Map(rows.map(({ id, key }) => [id, key]))).toEqual(new Map(names.map((name, n) => [name, keys[n]])));
  });
});
