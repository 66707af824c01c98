import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { TestProject } from 'vitest/node';
import { newId } from '../../src/common/index.js';
import { postgresDataSource, sqliteDataSource } from '../../src/database/data-source.js';
import { addressOf, onServer, POSTGRES_URL } from './postgres-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file of a migrated database that nobody uses. */
    migratedSqlite: string;
    /** The name of one on the PostgreSQL server, where there is such a server. */
    migratedPostgres: string | undefined;
  }
}

/**
 * Makes the databases that specs get copies of: a copy takes a tenth of what all migrations take, and there are thousands.
 * @returns what removes them after the last spec
 */
export default async function makeMigratedDatabases(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-migrated-'));
  const file = join(folder, 'pyxis.db');
  await migrate(sqliteDataSource(file));
  project.provide('migratedSqlite', file);
  const name = POSTGRES_URL === undefined ? undefined : `pyxis_migrated_${newId().toLowerCase()}`;
  if (name !== undefined) {
    await onServer(`CREATE DATABASE ${name}`);
    await migrate(postgresDataSource(addressOf(name), undefined));
  }
  project.provide('migratedPostgres', name);
  return async () => {
    rmSync(folder, { recursive: true });
    if (name !== undefined) await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  };
}

/** As a server does when it starts, and leaves it so that it can be copied. */
async function migrate(dataSource: DataSource): Promise<void> {
  await dataSource.initialize();
  await dataSource.runMigrations({ transaction: 'all' });
  await dataSource.destroy();
}
