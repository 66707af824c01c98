/** Runs in a worker thread: writes what a scan found through a SQLite connection of its own. */
import BetterSqlite3 from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';
import { SqliteSql } from '../../sql/index.js';
import { ScanWriter } from './scan-writer.js';
import { perform } from './perform.js';
import type { WriterAnswer, WriterRequest } from './writer-protocol.js';

if (!parentPort || typeof workerData !== 'string') throw new Error('This module runs in a worker thread only.');
const port = parentPort;
const handle = new BetterSqlite3(workerData);
handle.pragma('foreign_keys = ON');
handle.pragma('busy_timeout = 5000');
// What a crash of the machine takes from the end of the log is found again by the next scan, so there is no need to
// wait for the disk after each batch. The file stays whole either way (https://sqlite.org/pragma.html#pragma_synchronous).
handle.pragma('synchronous = NORMAL');
// The pages that every track touches stay in memory (16 MiB), and the log is folded in less often than by default.
handle.pragma('cache_size = -16384');
handle.pragma('wal_autocheckpoint = 8000');
const writer = new ScanWriter(new SqliteSql(handle), 'sqlite');

port.on('message', (request: WriterRequest | 'close') => {
  if (request === 'close') {
    handle.close();
    port.close();
    return;
  }
  void transact(request).then((answer) => port.postMessage(answer));
});

async function transact(request: WriterRequest): Promise<WriterAnswer> {
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
