/** Writes what a scan found to a SQLite file, and identifies it. Run in a worker thread, it does so on request. */
import BetterSqlite3 from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';
import { SqliteSql, type Engine, type Sql } from '../../sql/index.js';
import { identifySome } from '../identify.js';
import { ScanWriter, type ScanBatch, type ScanCounts } from './scan-writer.js';

/** What the writing thread is asked to do; one thing at a time, each a transaction. */
export type WriterRequest =
  | { readonly kind: 'write'; readonly batch: ScanBatch; readonly nowMs: number }
  | { readonly kind: 'remove'; readonly source: string; readonly unitNames: readonly string[] }
  /** Count some of what was touched anew. */
  | { readonly kind: 'settle' }
  /** Let everything be counted anew: an earlier scan ended before it did. */
  | { readonly kind: 'touch-all' }
  /** Tie some rows to what listens count for. */
  | { readonly kind: 'identify'; readonly nowMs: number };

export type WriterAnswer =
  | { readonly kind: 'counts'; readonly counts: ScanCounts }
  | { readonly kind: 'settled'; readonly hasMore: boolean }
  | { readonly kind: 'failed'; readonly reason: string; readonly code?: string };

/** Who does it. */
export interface LibraryWriter {
  perform(request: WriterRequest): Promise<WriterAnswer>;
  close(): Promise<void>;
}

/** Does what is asked, inside a transaction of the caller. @param sql which the writer writes through, too */
export async function perform(
  writer: ScanWriter,
  sql: Sql,
  engine: Engine,
  request: WriterRequest,
): Promise<WriterAnswer> {
  switch (request.kind) {
    case 'write':
      return { kind: 'counts', counts: await writer.write(request.batch, request.nowMs) };
    case 'remove':
      return { kind: 'counts', counts: await writer.remove(request.source, request.unitNames) };
    case 'settle':
      return { kind: 'settled', hasMore: await writer.settle() };
    case 'touch-all':
      await writer.touchAll();
      return { kind: 'settled', hasMore: true };
    case 'identify':
      return { kind: 'settled', hasMore: await identifySome(sql, engine, request.nowMs) };
  }
}

/** Writes through a connection of its own to a SQLite file, in the thread that asks. */
export class InProcessWriter implements LibraryWriter {
  private readonly handle: BetterSqlite3.Database;
  private readonly sql: SqliteSql;
  private readonly writer: ScanWriter;

  constructor(file: string) {
    const handle = new BetterSqlite3(file);
    handle.pragma('foreign_keys = ON');
    handle.pragma('busy_timeout = 5000');
    // What a crash of the machine takes from the end of the log is found again by the next scan, so there is no need to
    // wait for the disk after each batch. The file stays whole either way (https://sqlite.org/pragma.html#pragma_synchronous).
    handle.pragma('synchronous = NORMAL');
    // The pages that every track touches stay in memory (16 MiB), and the log is folded in less often than by default.
    handle.pragma('cache_size = -16384');
    handle.pragma('wal_autocheckpoint = 8000');
    this.handle = handle;
    this.sql = new SqliteSql(handle);
    this.writer = new ScanWriter(this.sql, 'sqlite');
  }

  async perform(request: WriterRequest): Promise<WriterAnswer> {
    const { handle, sql, writer } = this;
    try {
      handle.exec('BEGIN IMMEDIATE');
      const answer = await perform(writer, sql, 'sqlite', request);
      handle.exec('COMMIT');
      return answer;
    } catch (error) {
      if (handle.inTransaction) handle.exec('ROLLBACK');
      writer.forget();
      if (!(error instanceof Error)) return { kind: 'failed', reason: String(error) };
      return { kind: 'failed', reason: error.message, ...('code' in error && { code: String(error.code) }) };
    }
  }

  close(): Promise<void> {
    this.handle.close();
    return Promise.resolve();
  }
}

if (parentPort && typeof workerData === 'string') {
  const port = parentPort;
  const writer = new InProcessWriter(workerData);
  port.on('message', (request: WriterRequest | 'close') => {
    if (request === 'close') void writer.close().then(() => port.close());
    else void writer.perform(request).then((answer) => port.postMessage(answer));
  });
}
