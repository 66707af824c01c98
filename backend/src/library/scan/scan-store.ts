import { Worker } from 'node:worker_threads';
import type { Database } from '../../database/index.js';
import type { Sql, SqlValue } from '../../sql/index.js';
import { perform } from './perform.js';
import { ScanWriter, type ScanBatch, type ScanCounts } from './scan-writer.js';
import type { WriterAnswer, WriterRequest } from './writer-protocol.js';

/** What the thread throws away again soon. By default it keeps a hundred megabytes of that before it tidies up. */
const WRITER_YOUNG_MB = 8;

/** Writes for one scan, each call a transaction. Nothing is started before the first call. */
export abstract class ScanStore {
  static for(database: Database): ScanStore {
    const { file } = database;
    return file === undefined ? new DirectScanStore(database) : new ThreadedScanStore(database, file);
  }

  async write(batch: ScanBatch, nowMs: number): Promise<ScanCounts> {
    return countsOf(await this.ask({ kind: 'write', batch, nowMs }));
  }

  async remove(source: string, unitNames: readonly string[]): Promise<ScanCounts> {
    return countsOf(await this.ask({ kind: 'remove', source, unitNames }));
  }

  /** Brings the counters of artists and genres up to date. */
  async settle(): Promise<void> {
    for (;;) {
      const answer = await this.ask({ kind: 'settle' });
      if (answer.kind !== 'settled' || !answer.hasMore) return;
    }
  }

  /** Lets `settle` count everything, because an earlier scan ended before it did. */
  async touchAll(): Promise<void> {
    await this.ask({ kind: 'touch-all' });
  }

  abstract close(): Promise<void>;

  protected abstract perform(request: WriterRequest): Promise<WriterAnswer>;

  private async ask(request: WriterRequest): Promise<WriterAnswer> {
    const answer = await this.perform(request);
    if (answer.kind === 'failed') throw new Error(`The library could not be written: ${answer.reason}`);
    return answer;
  }
}

function countsOf(answer: WriterAnswer): ScanCounts {
  if (answer.kind !== 'counts') throw new Error(`The writer answered “${answer.kind}”.`);
  return answer.counts;
}

/** On SQLite the thread does the work, so that neither rows nor disk hold up whoever listens or searches. */
class ThreadedScanStore extends ScanStore {
  private worker?: Worker;

  constructor(
    private readonly database: Database,
    private readonly file: string,
  ) {
    super();
  }

  override async close(): Promise<void> {
    const worker = this.worker;
    this.worker = undefined;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('close');
    await ended;
  }

  protected override perform(request: WriterRequest): Promise<WriterAnswer> {
    return this.database.exclusively(
      () =>
        new Promise((resolve, reject) => {
          const worker = (this.worker ??= new Worker(new URL('./writer-thread.js', import.meta.url), {
            workerData: this.file,
            name: 'library writer',
            resourceLimits: { maxYoungGenerationSizeMb: WRITER_YOUNG_MB },
          }));
          const settle = (): void => {
            worker.off('message', onMessage).off('error', onError).off('exit', onExit);
          };
          const onMessage = (answer: WriterAnswer): void => {
            settle();
            resolve(answer);
          };
          const onError = (error: Error): void => {
            settle();
            this.worker = undefined;
            reject(error);
          };
          const onExit = (): void => onError(new Error('The writing thread ended.'));
          worker.on('message', onMessage).on('error', onError).on('exit', onExit);
          worker.postMessage(request);
        }),
    );
  }
}

/** On PostgreSQL the server does the work; waiting for it costs this process nothing. */
class DirectScanStore extends ScanStore {
  private readonly current = new CurrentSql();
  private readonly writer = new ScanWriter(this.current, 'postgres');

  constructor(private readonly database: Database) {
    super();
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  protected override async perform(request: WriterRequest): Promise<WriterAnswer> {
    try {
      return await this.database.write(({ sql }) => {
        this.current.target = sql;
        return perform(this.writer, request);
      });
    } catch (error) {
      this.writer.forget();
      throw error;
    }
  }
}

/** The transaction of the moment: the writer and what it remembers outlive each. */
class CurrentSql implements Sql {
  target?: Sql;

  all<Row>(statement: string, parameters?: readonly SqlValue[]): Promise<Row[]> {
    return this.open.all(statement, parameters);
  }

  get<Row>(statement: string, parameters?: readonly SqlValue[]): Promise<Row | undefined> {
    return this.open.get(statement, parameters);
  }

  run(statement: string, parameters?: readonly SqlValue[]): Promise<void> {
    return this.open.run(statement, parameters);
  }

  private get open(): Sql {
    if (!this.target) throw new Error('No transaction is open.');
    return this.target;
  }
}
