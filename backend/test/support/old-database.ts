import BetterSqlite3 from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { newId } from '../../src/common/index.js';
import { DatabaseConfig, Directories, Secrets } from '../../src/config/index.js';
import { postgresDataSource, sqliteDataSource } from '../../src/database/data-source.js';
import { Database, openDatabase, type OpenedDatabase } from '../../src/database/index.js';
import type { Engine } from '../../src/sql/index.js';
import { addressOf, onServer } from './postgres-server.js';

const FOLDER = resolve(import.meta.dirname, '../fixtures/databases');

/** A database as a server of an earlier version left it (fixtures/databases/README.md). */
export class OldDatabase {
  private constructor(
    private readonly stem: string,
    readonly config: DatabaseConfig,
    private readonly drop: () => Promise<void>,
  ) {}

  /** @param version name of a folder of fixtures */
  static restore(version: string, engine: Engine): Promise<OldDatabase> {
    const stem = join(FOLDER, version, engine);
    return engine === 'sqlite' ? restoreSqlite(stem) : restorePostgres(stem);
  }

  static of(stem: string, config: Partial<DatabaseConfig>, drop: () => Promise<void>): OldDatabase {
    return new OldDatabase(stem, Object.assign(new DatabaseConfig(), config), drop);
  }

  /** The history as that version exported it. */
  exported(format: 'jsonl' | 'csv'): string {
    return readFileSync(`${this.stem}.history.${format}`, 'utf8');
  }

  /** Opens it as it is; close it before it is opened to be migrated. */
  async openUnmigrated(): Promise<Database> {
    const { type, path = '', url = '' } = this.config;
    const dataSource = type === 'sqlite' ? sqliteDataSource(path) : postgresDataSource(url, undefined);
    return new Database(await dataSource.initialize());
  }

  /** Opens it as a server does when it starts: it is migrated. */
  open(): Promise<OpenedDatabase> {
    return openDatabase(this.config, new Directories(), new Secrets({}));
  }

  /** Nobody may use it any more. */
  remove(): Promise<void> {
    return this.drop();
  }
}

function restoreSqlite(stem: string): Promise<OldDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-old-'));
  const path = join(folder, 'pyxis.db');
  const file = new BetterSqlite3(path);
  // Statements fill the tables behind the indexes of words, which are otherwise closed.
  file.unsafeMode(true);
  file.exec(readFileSync(`${stem}.sql`, 'utf8'));
  file.close();
  const drop = (): Promise<void> => Promise.resolve(rmSync(folder, { recursive: true }));
  return Promise.resolve(OldDatabase.of(stem, { type: 'sqlite', path }, drop));
}

async function restorePostgres(stem: string): Promise<OldDatabase> {
  const name = `pyxis_${newId().toLowerCase()}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = addressOf(name);
  await onServer(readFileSync(`${stem}.sql`, 'utf8'), url);
  return OldDatabase.of(stem, { type: 'postgres', url }, () => onServer(`DROP DATABASE ${name} WITH (FORCE)`));
}
