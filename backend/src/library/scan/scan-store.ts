import { Worker } from 'node:worker_threads';
import { asTrouble, type Database } from '../../database/index.js';
import type { Sql, SqlValue } from '../../sql/index.js';
import { ScanWriter, type ScanBatch, type ScanCounts } from './scan-writer.js';
import {
  InProcessWriter,
  perform,
  type LibraryWriter,
  type WriterAnswer,
  type WriterRequest,
} from './writer-thread.js';

/**
 * As many items, at most, are written without a thread. To start one costs as much CPU time as to write several hundred;
 * beyond this, that is a small part of the whole, and those who listen and search should not share a thread with it.
 */
const SMALL_ITEMS = 2_000;

/**
 * Writes for one scan, or for what follows it, each call a transaction. Nothing is started before the first call.
 */
export abstract class ScanStore {
  static for(database: Database): ScanStore {
    const { file } = database;
    return file === undefined ? new DirectScanStore(database) : new SqliteScanStore(database, file);
  }

  /** Tells about how many items there is something to write, at most. Whoever does not may write any number. */
  abstract expect(items: number): void;

  async write(batch: ScanBatch, nowMs: number): Promise<ScanCounts> {
    return countsOf(await this.ask({ kind: 'write', batch, nowMs }));
  }

  async remove(source: string, unitNames: readonly string[]): Promise<ScanCounts> {
    return countsOf(await this.ask({ kind: 'remove', source, unitNames }));
  }

  /** Brings the counters of artists and genres up to date. */
  async settle(): Promise<void> {
    while (await this.hasMore({ kind: 'settle' }));
  }

  /** Lets `settle` count everything, because an earlier scan ended before it did. */
  async touchAll(): Promise<void> {
    await this.ask({ kind: 'touch-all' });
  }

  /** Ties some rows to what listens count for. @returns whether more may be left */
  identify(nowMs: number): Promise<boolean> {
    return this.hasMore({ kind: 'identify', nowMs });
  }

  abstract close(): Promise<void>;

  protected abstract perform(request: WriterRequest): Promise<WriterAnswer>;

  private async hasMore(request: WriterRequest): Promise<boolean> {
    const answer = await this.ask(request);
    return answer.kind === 'settled' && answer.hasMore;
  }

  private async ask(request: WriterRequest): Promise<WriterAnswer> {
    const answer = await this.perform(request);
    if (answer.kind === 'failed') {
      const { reason, code } = answer;
      throw asTrouble(Object.assign(new Error(`The library could not be written: ${reason}`), { code }));
    }
    return answer;
  }
}

function countsOf(answer: WriterAnswer): ScanCounts {
  if (answer.kind !== 'counts') throw new Error(`The writer answered “${answer.kind}”.`);
  return answer.counts;
}

/** On SQLite a thread does the work, unless it is known to be little. */
class SqliteScanStore extends ScanStore {
  private writer?: LibraryWriter;
  private isSmall = false;

  constructor(
    private readonly database: Database,
    private readonly file: string,
  ) {
    super();
  }

  override expect(items: number): void {
    this.isSmall = items <= SMALL_ITEMS;
  }

  override async close(): Promise<void> {
    await this.writer?.close();
  }

  protected override perform(request: WriterRequest): Promise<WriterAnswer> {
    return this.database.exclusively(() => {
      this.writer ??= this.isSmall ? new InProcessWriter(this.file) : new WritingThread(this.file);
      return this.writer.perform(request);
    });
  }
}

/** On PostgreSQL the server does the work; waiting for it costs this process nothing. */
class DirectScanStore extends ScanStore {
  private readonly current = new CurrentSql();
  private readonly writer = new ScanWriter(this.current, 'postgres');

  constructor(private readonly database: Database) {
    super();
  }

  override expect(): void {
    // It makes no difference to the server.
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  protected override async perform(request: WriterRequest): Promise<WriterAnswer> {
    let isAgain = false;
    try {
      return await this.database.writeLibrary(({ sql }) => {
        if (isAgain) this.writer.forget();
        isAgain = true;
        this.current.target = sql;
        return perform(this.writer, sql, 'postgres', request);
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

/** What the thread throws away again soon. By default it keeps a hundred megabytes of that before it tidies up. */
const YOUNG_MB = 8;

/** Writes to a SQLite file in a worker thread, so that neither rows nor disk hold up whoever listens or searches. */
class WritingThread implements LibraryWriter {
  private worker?: Worker;

  constructor(private readonly file: string) {}

  perform(request: WriterRequest): Promise<WriterAnswer> {
    const worker = (this.worker ??= this.start());
    return new Promise((resolve, reject) => {
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
    });
  }

  async close(): Promise<void> {
    const worker = this.worker;
    this.worker = undefined;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('close');
    await ended;
  }

  private start(): Worker {
    return new Worker(new URL('./writer-thread.js', import.meta.url), {
      workerData: this.file,
      name: 'library writer',
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
  }
}
