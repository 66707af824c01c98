import { Worker } from 'node:worker_threads';
import type { ItemFault } from '../collection.js';
import type { Places } from './readable-places.js';
import { ReadingMark, type WorkerAnswer, type WorkerRequest, type WorkerSetting } from './worker-protocol.js';

/** A file whose headers take longer than this is given up. Sound ones take a tenth of a millisecond. */
const FILE_LIMIT_MS = 3_000;
/** How often the thread is looked at. */
const LOOK_EVERY_MS = 250;
/** Far more than reading takes; a file that makes it grow beyond costs the thread, not the process. */
const MEMORY_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 };

/**
 * The thread came to its end in the middle of its work, through the file it was reading if `fileName` is there.
 * `folder` is which of the folders that it was to read.
 */
export class ThreadLost extends Error {
  readonly folder: number;
  readonly fileName: string | undefined;

  constructor(
    readonly fault: ItemFault,
    { folder, name }: Pick<ReadingMark, 'folder' | 'name'>,
  ) {
    super(fault.detail);
    this.folder = folder;
    this.fileName = name;
  }
}

/** A worker thread that does one thing at a time and is started anew whenever it was lost. */
export class ReadingThread {
  private readonly mark = new ReadingMark();
  private worker: Worker | undefined;

  /**
   * @param places where files may be read
   * @param fileLimitMs how long one file may take
   * @param script what runs in the thread
   */
  constructor(
    private readonly places: Places,
    private readonly fileLimitMs = FILE_LIMIT_MS,
    private readonly script = new URL('./collection-worker.js', import.meta.url),
  ) {}

  /**
   * Hands the thread a request and its answers to `handle`, until that returns true.
   * @throws ThreadLost the file took too long or too much memory, or the thread failed otherwise
   */
  async run(request: WorkerRequest, handle: (answer: WorkerAnswer) => boolean): Promise<void> {
    const worker = (this.worker ??= this.start());
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const onMessage = (answer: WorkerAnswer): void => {
      if (handle(answer)) resolve(undefined);
    };
    const onError = (error: Error): void => {
      reject(new ThreadLost(faultOf(error), this.mark));
    };
    const onExit = (): void => {
      reject(new ThreadLost({ code: 'corrupt', detail: 'Reading it ended without a result.' }, this.mark));
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    const watchdog = this.watch(reject);
    try {
      worker.postMessage(request);
      await promise;
    } catch (error) {
      this.close();
      throw error;
    } finally {
      clearInterval(watchdog);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    }
  }

  /** Ends the thread, also in the middle of its work; the next request starts another. */
  close(): void {
    const worker = this.worker;
    this.worker = undefined;
    if (!worker) return;
    // Not waited for: a thread that hangs in the file system ends when that lets go of it. Late errors are of no interest.
    worker.on('error', () => undefined);
    void worker.terminate();
  }

  private start(): Worker {
    this.mark.enter(0);
    this.mark.end();
    const worker = new Worker(this.script, {
      workerData: { mark: this.mark.memory, places: this.places } satisfies WorkerSetting,
      resourceLimits: MEMORY_LIMITS,
      name: 'collection',
    });
    worker.unref();
    return worker;
  }

  private watch(reject: (error: ThreadLost) => void): NodeJS.Timeout {
    let count = this.mark.count;
    let sinceMs = performance.now();
    return setInterval(
      () => {
        const nowMs = performance.now();
        const { count: newCount, name } = this.mark;
        if (newCount !== count || name === undefined) {
          count = newCount;
          sinceMs = nowMs;
        } else if (nowMs - sinceMs > this.fileLimitMs) {
          const seconds = Math.round(this.fileLimitMs / 100) / 10;
          reject(new ThreadLost({ code: 'timeout', detail: `Reading it took longer than ${seconds} s.` }, this.mark));
        }
      },
      Math.min(LOOK_EVERY_MS, this.fileLimitMs),
    );
  }
}

function faultOf(error: Error): ItemFault {
  const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory
    ? { code: 'too-large', detail: 'Reading it took too much memory.' }
    : { code: 'corrupt', detail: `Reading it failed (${error.message}).` };
}
