import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, inject } from 'vitest';
import { newId } from '../../src/common/index.js';
import { postgresDataSource, sqliteDataSource } from '../../src/database/data-source.js';
import { Database } from '../../src/database/database.js';
import type { Engine } from '../../src/sql/index.js';
import { addressOf, onServer, POSTGRES_URL } from './postgres-server.js';

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
  return engine === 'sqlite' ? openSqlite() : openPostgres();
}

async function openSqlite(): Promise<{ database: Database; remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-database-'));
  const file = join(folder, 'pyxis.db');
  copyFileSync(inject('migratedSqlite'), file);
  const database = new Database(await sqliteDataSource(file).initialize());
  const remove = async (): Promise<void> => {
    await database.close();
    rmSync(folder, { recursive: true });
  };
  return { database, remove };
}

async function openPostgres(): Promise<{ database: Database; remove: () => Promise<void> }> {
  const name = `pyxis_${newId().toLowerCase()}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${inject('migratedPostgres')}`);
  const database = new Database(await postgresDataSource(addressOf(name), undefined).initialize());
  const remove = async (): Promise<void> => {
    await database.close();
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { database, remove };
}
