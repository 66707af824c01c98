import { existsSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { StartFailure, type DatabaseConfig, type Directories, type Secrets } from '../config/index.js';
import { appliedOnPostgres, appliedOnSqlite, isComplete, refuseNewer } from './applied-migrations.js';
import { postgresDataSource } from './data-source.js';
import { FolderLock, LockHeld } from './folder-lock.js';
import { causeOf, postgresFailure, sqliteFailure, withoutPassword } from './open-failure.js';
import { sqliteFile } from './open-database.js';

/** How the configured database is. */
export interface DatabaseStanding {
  /** Its file or address, without secrets. */
  readonly where: string;
  /** absent: nothing of Pyxis is there yet; in-use: a server has it; older: the next start will migrate it. */
  readonly state: 'absent' | 'in-use' | 'current' | 'older';
}

/**
 * Looks at the configured database without changing it: nothing is made, migrated or backed up.
 * @throws StartFailure a server could not open it, and what to do about that
 */
export function inspectDatabase(
  config: DatabaseConfig,
  directories: Directories,
  secrets: Secrets,
): Promise<DatabaseStanding> {
  return config.type === 'postgres'
    ? inspectPostgres(config.url ?? '', secrets)
    : inspectSqlite(sqliteFile(config, directories));
}

async function inspectSqlite(file: string): Promise<DatabaseStanding> {
  try {
    if (!statSync(file, { throwIfNoEntry: false })?.size) return { where: file, state: 'absent' };
    // Reading is not enough for a server.
    await (await open(file, 'r+')).close();
    return { where: file, state: readAlone(file) };
  } catch (error) {
    throw error instanceof StartFailure ? error : sqliteFailure(file, error);
  }
}

function readAlone(file: string): DatabaseStanding['state'] {
  const lock = existsSync(`${file}.lock`) ? takeLock(`${file}.lock`) : 'nobody';
  if (lock === 'held') return 'in-use';
  // Whoever only reads cannot clear away the files that reading a database with a write-ahead log makes.
  const leftovers = [`${file}-wal`, `${file}-shm`].filter((path) => !existsSync(path));
  try {
    return stateOf(file, appliedOnSqlite(file, { readonly: true }));
  } finally {
    for (const path of leftovers) rmSync(path, { force: true });
    if (lock !== 'nobody') lock.release();
  }
}

function stateOf(where: string, applied: readonly string[]): DatabaseStanding['state'] {
  refuseNewer(where, applied);
  if (applied.length === 0) return 'absent';
  return isComplete(applied) ? 'current' : 'older';
}

function takeLock(path: string): FolderLock | 'held' {
  try {
    return FolderLock.take(path);
  } catch (error) {
    if (error instanceof LockHeld) return 'held';
    throw error;
  }
}

async function inspectPostgres(url: string, secrets: Secrets): Promise<DatabaseStanding> {
  const dataSource = postgresDataSource(url, secrets.find('database-password').value);
  try {
    await dataSource.initialize();
    return { where: withoutPassword(url), state: stateOf(url, await appliedOnPostgres(dataSource)) };
  } catch (error) {
    throw error instanceof StartFailure ? error : postgresFailure(url, causeOf(error));
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}
