import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseConfig, Directories, Secrets } from '../config/index.js';
import { postgresDataSource, sqliteDataSource } from './data-source.js';
import { Database } from './database.js';

export async function openDatabase(
  config: DatabaseConfig,
  directories: Directories,
  secrets: Secrets,
): Promise<Database> {
  if (config.type === 'postgres') {
    const dataSource = postgresDataSource(config.url ?? '', secrets.find('database-password').value);
    await dataSource.initialize();
    await dataSource.runMigrations({ transaction: 'all' });
    return new Database(dataSource);
  }
  const file = config.path ?? join(directories.data, 'pyxis.db');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const dataSource = sqliteDataSource(file);
  await dataSource.initialize();
  await dataSource.runMigrations({ transaction: 'all' });
  return new Database(dataSource);
}
