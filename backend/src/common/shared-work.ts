import { orAborted } from './or-aborted.js';

/** Work under way, and how many wait for it. */
interface Running<T> {
  readonly result: Promise<T>;
  readonly abort: AbortController;
  waiting: number;
}

/** Does work once for all who want it at the same time, and ends it when nobody does any more. */
export class SharedWork<T> {
  private readonly running = new Map<string, Running<T>>();

  /**
   * @param name equal for equal work
   * @throws what the work throws; the reason of the signal
   */
  async do(name: string, work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const shared = this.running.get(name) ?? this.begin(name, work);
    shared.waiting++;
    try {
      return await orAborted(shared.result, signal);
    } finally {
      if (--shared.waiting === 0) this.end(name, shared);
    }
  }

  private begin(name: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
    const abort = new AbortController();
    const shared = { result: work(abort.signal), abort, waiting: 0 };
    // Nobody may be waiting any more when it fails.
    shared.result.catch(() => undefined);
    this.running.set(name, shared);
    return shared;
  }

  private end(name: string, shared: Running<T>): void {
    if (this.running.get(name) === shared) this.running.delete(name);
    shared.abort.abort();
  }
}
