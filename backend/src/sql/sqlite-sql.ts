import type BetterSqlite3 from 'better-sqlite3';
import { BoundedCache } from '../common/index.js';
import type { Sql, SqlValue } from './sql.js';

/** Statements kept ready. Feature code has a few dozen; lists with filters make some more. */
const MAX_PREPARED = 256;

/**
 * SQL on one SQLite handle. Nothing is awaited between the calls of the engine, so work of several statements is only
 * interleaved where its caller awaits something else.
 */
export class SqliteSql implements Sql {
  private readonly prepared = new BoundedCache<string, BetterSqlite3.Statement<unknown[]>>(MAX_PREPARED);

  constructor(private readonly handle: BetterSqlite3.Database) {}

  all<Row>(statement: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    return settle(() => this.prepare(statement).all(...parameters.map(bindable)) as Row[]);
  }

  get<Row>(statement: string, parameters: readonly SqlValue[] = []): Promise<Row | undefined> {
    return settle(() => this.prepare(statement).get(...parameters.map(bindable)) as Row | undefined);
  }

  run(statement: string, parameters: readonly SqlValue[] = []): Promise<void> {
    return settle(() => {
      this.prepare(statement).run(...parameters.map(bindable));
    });
  }

  private prepare(statement: string): BetterSqlite3.Statement<unknown[]> {
    let ready = this.prepared.get(statement);
    if (!ready) {
      ready = this.handle.prepare(statement);
      this.prepared.set(statement, ready);
    }
    return ready;
  }
}

function bindable(value: SqlValue): string | number | null | Buffer {
  return typeof value === 'boolean' ? Number(value) : value;
}

function settle<T>(work: () => T): Promise<T> {
  try {
    return Promise.resolve(work());
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }
}
