import BetterSqlite3 from 'better-sqlite3';
import { SqliteSql } from '../../sql/index.js';
import { perform } from './perform.js';
import { ScanWriter } from './scan-writer.js';
import type { LibraryWriter, WriterAnswer, WriterRequest } from './writer-protocol.js';

/** Writes through a connection of its own to a SQLite file, in the thread that asks. */
export class FileWriter implements LibraryWriter {
  private readonly handle: BetterSqlite3.Database;
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
    this.writer = new ScanWriter(new SqliteSql(handle), 'sqlite');
  }

  async perform(request: WriterRequest): Promise<WriterAnswer> {
    const { handle, writer } = this;
    try {
      handle.exec('BEGIN IMMEDIATE');
      const answer = await perform(writer, request);
      handle.exec('COMMIT');
      return answer;
    } catch (error) {
      if (handle.inTransaction) handle.exec('ROLLBACK');
      writer.forget();
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  close(): Promise<void> {
    this.handle.close();
    return Promise.resolve();
  }
}
