import BetterSqlite3 from 'better-sqlite3';
import type { DataSource, EntityManager } from 'typeorm';
import { numbered, SqliteSql, type Engine, type Sql, type SqlValue } from '../sql/index.js';
import { WriteGate } from './write-gate.js';

/** A write in progress: all of it happens, or nothing. */
export interface Transaction {
  readonly sql: Sql;
}

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

  /** Runs `work` as one transaction. Await nothing slow in it: on SQLite everybody else waits. */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const transact = (): Promise<T> =>
      this.dataSource.transaction((manager) => work({ sql: new ManagerSql(manager, this.engine) }));
    return this.engine === 'sqlite' ? this.gate.run(transact) : transact();
  }

  /**
   * Keeps everybody else from writing while `work` writes through a SQLite connection of its own, such as a worker
   * thread's: waiting here costs nothing, waiting in SQLite would block the thread.
   */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.gate.run(work);
  }

  async close(): Promise<void> {
    await this.gate.run(() => Promise.resolve());
    this.reader?.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
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

  private query(statement: string, parameters: readonly SqlValue[]): Promise<unknown> {
    return this.engine === 'sqlite'
      ? this.manager.query(
          statement,
          parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value)),
        )
      : this.manager.query(numbered(statement), parameters.map(storable));
  }
}

/** PostgreSQL refuses texts with a NUL. Nothing it holds has one, so that a text with another odd sign finds as little. */
function storable(value: SqlValue): SqlValue {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
}
