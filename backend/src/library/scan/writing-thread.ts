import { Worker } from 'node:worker_threads';
import type { LibraryWriter, WriterAnswer, WriterRequest } from './writer-protocol.js';

/** What the thread throws away again soon. By default it keeps a hundred megabytes of that before it tidies up. */
const YOUNG_MB = 8;

/** Writes to a SQLite file in a worker thread, so that neither rows nor disk hold up whoever listens or searches. */
export class WritingThread implements LibraryWriter {
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
