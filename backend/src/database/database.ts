import BetterSqlite3 from 'better-sqlite3';
import type { DataSource, EntityManager } from 'typeorm';
import { lockName, numberParameters, SqliteSql, type Engine, type Sql, type SqlValue } from '../sql/index.js';
import { asTrouble } from './database-unusable.js';
import { WriteGate } from './write-gate.js';

/** A write in progress: all of it happens, or nothing. */
export interface Transaction {
  readonly sql: Sql;
}

/** As PostgreSQL calls it when transactions wait for each other; it ends one of them. */
const DEADLOCK = '40P01';
/** A transaction that lost a deadlock is run again; whoever keeps losing has another fault. */
const MOST_TRIES = 5;
const LIBRARY_WRITES = 'library writes';

/**
 * The one way to the data. Reads go to a connection of their own, so that they see only what is committed; writes go
 * through one gate.
 */
export class Database {
  readonly engine: Engine;
  /** For reading only. */
  readonly read: Sql;
  private readonly gate = new WriteGate();
  private readonly reader?: BetterSqlite3.Database;

  /** @param dataSource initialised, migrated */
  constructor(readonly dataSource: DataSource) {
    const { options } = dataSource;
    if (options.type === 'better-sqlite3') {
      this.engine = 'sqlite';
      this.reader = new BetterSqlite3(String(options.database), { readonly: true });
      this.reader.pragma('busy_timeout = 5000');
      this.read = new SqliteSql(this.reader);
    } else {
      this.engine = 'postgres';
      this.read = new ManagerSql(dataSource.manager, this.engine);
    }
  }

  /** Where the SQLite file is; absent on PostgreSQL. */
  get file(): string | undefined {
    const { options } = this.dataSource;
    return options.type === 'better-sqlite3' ? String(options.database) : undefined;
  }

  /**
   * Runs `work` as one transaction. Await nothing slow in it: on SQLite everybody else waits. On PostgreSQL it may be
   * run again from its beginning, when it and another one have waited for each other: it may change nothing but rows.
   *
   * @throws DatabaseUnusable where disk or server are in its way
   */
  async write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    try {
      if (this.engine === 'postgres') return await this.transactOnPostgres(work);
      return await this.gate.run(() => this.transactOnSqlite(work));
    } catch (error) {
      throw asTrouble(error);
    }
  }

  /**
   * The same for what scans and edits write: artists, albums and tracks with all that is counted on them. On PostgreSQL
   * one such transaction runs at a time, as rows of several tables are found, made and counted together.
   */
  writeLibrary<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.write(async (transaction) => {
      await lockName(transaction.sql, this.engine, LIBRARY_WRITES);
      return work(transaction);
    });
  }

  /**
   * Keeps everybody else from writing while `work` writes through a SQLite connection of its own, such as a worker
   * thread's: waiting here costs nothing, waiting in SQLite would block the thread.
   */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.gate.run(work);
  }

  /**
   * Takes the right to write at once: a transaction that only reads at first cannot have it any more when another
   * process has written meanwhile.
   */
  private async transactOnSqlite<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const { manager } = this.dataSource;
    await manager.query('BEGIN IMMEDIATE');
    try {
      const result = await work({ sql: new ManagerSql(manager, this.engine) });
      await manager.query('COMMIT');
      return result;
    } catch (error) {
      // Some failures, such as a full disk, have ended the transaction already.
      await manager.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  private async transactOnPostgres<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.dataSource.transaction((manager) => work({ sql: new ManagerSql(manager, this.engine) }));
      } catch (error) {
        if (tries === MOST_TRIES || !isDeadlock(error)) throw error;
      }
    }
  }

  async close(): Promise<void> {
    await this.gate.run(() => Promise.resolve());
    this.reader?.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === DEADLOCK;
}

class ManagerSql implements Sql {
  constructor(
    private readonly manager: EntityManager,
    private readonly engine: Engine,
  ) {}

  async all<Row>(statement: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    const result: unknown = await this.query(statement, parameters);
    if (!Array.isArray(result)) return [];
    // For UPDATE and DELETE with RETURNING, TypeORM's PostgreSQL driver gives the rows and how many there were.
    return (Array.isArray(result[0]) ? result[0] : result) as Row[];
  }

  async get<Row>(statement: string, parameters: readonly SqlValue[] = []): Promise<Row | undefined> {
    return (await this.all<Row>(statement, parameters))[0];
  }

  async run(statement: string, parameters: readonly SqlValue[] = []): Promise<void> {
    await this.query(statement, parameters);
  }

  private async query(statement: string, parameters: readonly SqlValue[]): Promise<unknown> {
    try {
      if (this.engine === 'postgres') {
        return await this.manager.query(numberParameters(statement), parameters.map(storable));
      }
      const values = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
      return await this.manager.query(statement, values);
    } catch (error) {
      throw asTrouble(error);
    }
  }
}

/** PostgreSQL refuses texts with a NUL. Nothing it holds has one, so that a text with another odd sign finds as little. */
function storable(value: SqlValue): SqlValue {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
}
