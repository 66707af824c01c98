import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteDataSource } from './data-source.js';
import { Database } from './database.js';

describe('Database on SQLite', () => {
  let folder: string;
  let database: Database;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pyxis-database-'));
    const dataSource = sqliteDataSource(join(folder, 'pyxis.db'));
    await dataSource.initialize();
    await dataSource.runMigrations({ transaction: 'all' });
    database = new Database(dataSource);
  });

  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const addGenre = `INSERT INTO genre (id, identity_key, name, sort_name, album_count, track_count) VALUES (?, ?, ?, ?, 0, 0)`;
  const genre = (name: string): string[] => [name, name, name, name];
  const names = async (): Promise<string[]> =>
    (await database.read.all<{ name: string }>('SELECT name FROM genre ORDER BY key')).map(({ name }) => name);

  it('asks for no change beyond its migrations', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('keeps the writers apart when one of them fails', async () => {
    const outcomes = await Promise.allSettled([
      database.write(async ({ sql }) => {
        await sql.run(addGenre, genre('kept'));
        await new Promise((resolve) => setImmediate(resolve));
        await sql.run(addGenre, genre('kept too'));
      }),
      database.write(async ({ sql }) => {
        await sql.run(addGenre, genre('undone'));
        await new Promise((resolve) => setImmediate(resolve));
        throw new Error('changed its mind');
      }),
      database.write(({ sql }) => sql.run(addGenre, genre('last'))),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await names()).toEqual(['kept', 'kept too', 'last']);
  });

  it('shows readers nothing that is not committed', async () => {
    await database.write(async ({ sql }) => {
      await sql.run(addGenre, genre('soon'));
      expect(await names()).toEqual([]);
    });
    expect(await names()).toEqual(['soon']);
  });
});
