import { expect, it } from 'vitest';
import { describeOnEachEngine } from '../../test/support/test-database.js';

describeOnEachEngine('Database', (opened) => {
  const addGenre = `INSERT INTO genre (id, identity_key, name, sort_name, album_count, track_count) VALUES (?, ?, ?, ?, 0, 0)`;
  const genre = (name: string): string[] => [name, name, name, name];
  const names = async (): Promise<string[]> =>
    (await opened().read.all<{ name: string }>('SELECT name FROM genre ORDER BY name')).map(({ name }) => name);

  it('asks for no change beyond its migrations', async () => {
    const { upQueries } = await opened().dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('keeps the writers apart when one of them fails', async () => {
    const outcomes = await Promise.allSettled([
      opened().write(async ({ sql }) => {
        await sql.run(addGenre, genre('kept'));
        await new Promise((resolve) => setImmediate(resolve));
        await sql.run(addGenre, genre('kept too'));
      }),
      opened().write(async ({ sql }) => {
        await sql.run(addGenre, genre('undone'));
        await new Promise((resolve) => setImmediate(resolve));
        throw new Error('changed its mind');
      }),
      opened().write(({ sql }) => sql.run(addGenre, genre('last'))),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await names()).toEqual(['kept', 'kept too', 'last']);
  });

  it('tells of a full disk or a server that is away, has changed nothing then, and goes on afterwards', async () => {
    const { dataSource, engine } = opened();
    const isSqlite = engine === 'sqlite';
    if (isSqlite) {
      const [{ page_count: pages }] = await dataSource.query<[{ page_count: number }]>('PRAGMA page_count');
      await dataSource.query(`PRAGMA max_page_count = ${pages}`);
    }
    const failed = opened().write(async ({ sql }) => {
      await sql.run(addGenre, genre('lost'));
      if (isSqlite) await sql.run(addGenre, genre('x'.repeat(1_000_000)));
      else await sql.all('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    await expect(failed).rejects.toMatchObject({
      code: 'database-unusable',
      more: { because: isSqlite ? 'disk-full' : 'away' },
    });
    if (isSqlite) await dataSource.query('PRAGMA max_page_count = 1000000');
    await opened().write(({ sql }) => sql.run(addGenre, genre('kept')));
    expect(await names()).toEqual(['kept']);
  });

  it('shows readers nothing that is not committed', async () => {
    await opened().write(async ({ sql }) => {
      await sql.run(addGenre, genre('soon'));
      expect(await names()).toEqual([]);
    });
    expect(await names()).toEqual(['soon']);
  });
});
