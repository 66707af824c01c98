import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/database/data-source.js';
import { OWNER_ID, type Database } from '../../src/database/index.js';
import { ListenExport, type ExportFormat } from '../../src/history/export/listen-export.js';
import { refreshArtists } from '../../src/library/scan/counters.js';
import { OldDatabase } from '../support/old-database.js';
import { schemaOf } from '../support/schema.js';
import { ENGINES } from '../support/test-database.js';

const FOLDER = resolve(import.meta.dirname, '../fixtures/databases');
const VERSIONS = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.each(VERSIONS.flatMap((version) => ENGINES.map((engine) => ({ version, engine }))))(
  'a database of $version on $engine',
  ({ version, engine }) => {
    it('keeps its listens through every migration, up, down and up again', async () => {
      const old = await OldDatabase.restore(version, engine);
      try {
        await migrateUpAndDown(old);
      } finally {
        await old.remove();
      }
    });
  },
);

async function migrateUpAndDown(old: OldDatabase): Promise<void> {
  const history = { jsonl: old.exported('jsonl'), csv: old.exported('csv') };
  const totals = totalsOf(history.jsonl);
  expect(totals.listens).toBeGreaterThan(50);
  const before = await asItWas(old);

  const { database, close } = await old.open();
  const expectTheSame = async (when: string): Promise<void> => {
    expect(await countedIn(database), when).toEqual(totals);
    expect(await exportOf(database, 'jsonl'), when).toBe(history.jsonl);
    expect(await exportOf(database, 'csv'), when).toBe(history.csv);
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    expect(
      upQueries.map(({ query }) => query),
      when,
    ).toEqual([]);
    await expectWhole(database);
    await expectCounted(database, when);
  };
  try {
    await expectTheSame('after all migrations');
    const after = await schemaOf(database);
    // One by one, newest first, so that a failure names its migration.
    for (const { name } of MIGRATIONS.slice(before.applied).reverse()) {
      await database.dataSource.undoLastMigration({ transaction: 'all' });
      expect(await countedIn(database), `without ${name}`).toEqual(totals);
      await expectWhole(database);
    }
    expect(await schemaOf(database)).toEqual(before.schema);
    await database.dataSource.runMigrations({ transaction: 'all' });
    expect(await schemaOf(database)).toEqual(after);
    await expectTheSame('down and up again');
  } finally {
    await close();
  }
}

/** Its schema, and how many of the migrations it has seen. */
async function asItWas(old: OldDatabase): Promise<{ schema: string[]; applied: number }> {
  const database = await old.openUnmigrated();
  try {
    const names = await database.read.all<{ name: string }>('SELECT name FROM migrations ORDER BY timestamp');
    expect(MIGRATIONS.slice(0, names.length).map(({ name }) => name)).toEqual(names.map(({ name }) => name));
    return { schema: await schemaOf(database), applied: names.length };
  } finally {
    await database.close();
  }
}

interface Totals {
  readonly listens: number;
  readonly heardMs: number;
}

function totalsOf(jsonl: string): Totals {
  const listens = jsonl
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { heardMs: number });
  return { listens: listens.length, heardMs: listens.reduce((sum, { heardMs }) => sum + heardMs, 0) };
}

async function countedIn({ read }: Database): Promise<Totals> {
  const row = await read.get<{ listens: number; heard: number }>(
    'SELECT COUNT(*) AS listens, SUM(heard_ms) AS heard FROM listen',
  );
  return { listens: Number(row?.listens), heardMs: Number(row?.heard) };
}

async function exportOf(database: Database, format: ExportFormat): Promise<string> {
  let text = '';
  for await (const piece of new ListenExport(database).write(OWNER_ID, format)) text += piece;
  return text;
}

/** What is counted on artists is what the next scan would count. */
async function expectCounted(database: Database, when: string): Promise<void> {
  const counts = (): Promise<object[]> =>
    database.read.all('SELECT key, album_count, appears_on_count, track_count FROM artist ORDER BY key');
  const before = await counts();
  const keys = new Set((before as { key: number }[]).map(({ key }) => key));
  while (await database.write(({ sql }) => refreshArtists(sql, keys)));
  expect(before, when).toEqual(await counts());
}

async function expectWhole({ engine, read }: Database): Promise<void> {
  if (engine !== 'sqlite') return;
  expect(await read.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await read.all('PRAGMA foreign_key_check')).toEqual([]);
}
