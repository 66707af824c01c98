import type { DataSource } from 'typeorm';
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartFailure, type DatabaseConfig, type Directories, type Secrets } from '../config/index.js';
import { appliedOnPostgres, appliedOnSqlite, isComplete, refuseNewer } from './applied-migrations.js';
import { Backups } from './backups.js';
import { postgresDataSource, sqliteDataSource } from './data-source.js';
import { Database } from './database.js';
import { FolderLock, LockHeld } from './folder-lock.js';
import { causeOf, folderFailure, heldFailure, postgresFailure, sqliteFailure } from './open-failure.js';

/** A database that is open, migrated, and ours alone. */
export interface OpenedDatabase {
  readonly database: Database;
  /** An earlier version has used it, and it was brought to this one. */
  readonly isUpgraded: boolean;
  /** The backup that was made before it was migrated, if it was. */
  readonly backup?: string;
  /** Something that does not keep it from being used, but should be told. */
  readonly warning?: string;
  /** To be called when nobody uses it any more. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the configured database, alone, and brings it to this version; an old one is backed up first.
 * @throws StartFailure with what to do about it
 */
export function openDatabase(
  config: DatabaseConfig,
  directories: Directories,
  secrets: Secrets,
): Promise<OpenedDatabase> {
  return config.type === 'postgres'
    ? openPostgres(config.url ?? '', secrets)
    : openSqlite(sqliteFile(config, directories));
}

/** Where the SQLite file is, or will be. */
export function sqliteFile({ path }: DatabaseConfig, { data }: Directories): string {
  return path ?? join(data, 'pyxis.db');
}

async function openSqlite(file: string): Promise<OpenedDatabase> {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw folderFailure(dirname(file), error);
  }
  const lock = lockFor(file);
  try {
    const { backup, isPending } = await prepare(file);
    const dataSource = await sqliteDataSource(file).initialize();
    if (isPending) await dataSource.runMigrations({ transaction: 'all' });
    const database = new Database(dataSource);
    const close = async (): Promise<void> => {
      await database.close();
      lock.release();
    };
    return { database, close, isUpgraded: backup !== undefined, ...(backup !== undefined && { backup }) };
  } catch (error) {
    lock.release();
    throw error instanceof StartFailure ? error : sqliteFailure(file, causeOf(error));
  }
}

function lockFor(file: string): FolderLock {
  try {
    return FolderLock.take(`${file}.lock`);
  } catch (error) {
    throw error instanceof LockHeld ? heldFailure(file) : sqliteFailure(file, error);
  }
}

/** Looks at what is there before anything touches it; costs a few reads of the file, whatever its size. */
async function prepare(file: string): Promise<{ isPending: boolean; backup?: string }> {
  if (!statSync(file, { throwIfNoEntry: false })?.size) return { isPending: true };
  const applied = appliedOnSqlite(file);
  refuseNewer(file, applied);
  if (isComplete(applied)) return { isPending: false };
  return applied.length === 0
    ? { isPending: true }
    : { isPending: true, backup: await new Backups(file).make(Date.now()) };
}

/**
 * Of two servers that start at once, the second waits, and then finds nothing left to do.
 * @returns whether an earlier version has used it
 */
async function migrateAlone(url: string, dataSource: DataSource): Promise<boolean> {
  const runner = dataSource.createQueryRunner();
  const name = 'pyxis migrations';
  try {
    await runner.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name]);
    const applied = await appliedOnPostgres(dataSource);
    refuseNewer(url, applied);
    await dataSource.runMigrations({ transaction: 'all' });
    await runner.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]);
    return applied.length > 0 && !isComplete(applied);
  } finally {
    await runner.release();
  }
}

async function openPostgres(url: string, secrets: Secrets): Promise<OpenedDatabase> {
  const { value, warning } = secrets.find('database-password');
  const dataSource = postgresDataSource(url, value);
  let isUpgraded: boolean;
  try {
    await dataSource.initialize();
    isUpgraded = await migrateAlone(url, dataSource);
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw error instanceof StartFailure ? error : postgresFailure(url, causeOf(error));
  }
  const database = new Database(dataSource);
  return { database, isUpgraded, close: () => database.close(), ...(warning !== undefined && { warning }) };
}
