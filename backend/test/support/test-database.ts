import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe } from 'vitest';
import { newId } from '../../src/common/index.js';
import { postgresDataSource, sqliteDataSource } from '../../src/database/data-source.js';
import { Database } from '../../src/database/database.js';
import type { Engine } from '../../src/sql/index.js';

/** A server on which databases may be made; undefined where there is none. */
export const POSTGRES_URL = process.env.PYXIS_TEST_POSTGRES_URL;

/** What suites run on: SQLite always, PostgreSQL where the environment names a server on which databases may be made. */
export const ENGINES: readonly Engine[] = POSTGRES_URL === undefined ? ['sqlite'] : ['sqlite', 'postgres'];

/** Runs the same specs once for each engine, each spec on a migrated database of its own. */
export function describeOnEachEngine(name: string, suite: (database: () => Database) => void): void {
  describe.each(ENGINES)(`${name} on %s`, (engine) => {
    let opened: { database: Database; remove: () => Promise<void> } | undefined;
    beforeEach(async () => {
      opened = await openTestDatabase(engine);
    });
    afterEach(async () => {
      await opened?.remove();
      opened = undefined;
    });
    suite(() => {
      if (!opened) throw new Error('The database is there only while a spec runs.');
      return opened.database;
    });
  });
}

/** An empty, migrated database that goes with `remove`. */
export function openTestDatabase(engine: Engine = 'sqlite'): Promise<{
  database: Database;
  remove: () => Promise<void>;
}> {
  return engine === 'sqlite' ? openSqlite() : openPostgres(POSTGRES_URL ?? '');
}

async function openSqlite(): Promise<{ database: Database; remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-database-'));
  const database = await migrated(sqliteDataSource(join(folder, 'pyxis.db')));
  const remove = async (): Promise<void> => {
    await database.close();
    rmSync(folder, { recursive: true });
  };
  return { database, remove };
}

async function openPostgres(url: string): Promise<{ database: Database; remove: () => Promise<void> }> {
  const name = `pyxis_${newId().toLowerCase()}`;
  await onServer(url, `CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const database = await migrated(postgresDataSource(own.href, undefined));
  const remove = async (): Promise<void> => {
    await database.close();
    await onServer(url, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { database, remove };
}

async function migrated(dataSource: DataSource): Promise<Database> {
  await dataSource.initialize();
  await dataSource.runMigrations({ transaction: 'all' });
  return new Database(dataSource);
}

/** Runs statements on their own connection. @param url of the server, or of one of its databases */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
