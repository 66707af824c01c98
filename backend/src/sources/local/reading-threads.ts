import type { CollectedItem, ItemFault } from '../collection.js';
import { ReadingThread, ThreadLost } from './reading-thread.js';
import type { Places } from './readable-places.js';
import type { ReadRequest, WorkerAnswer } from './worker-protocol.js';

/** So many files of one folder may cost a thread before the folder is given up. */
const MAX_LOST_PER_FOLDER = 100;

export type Walked = Extract<WorkerAnswer, { kind: 'walked' }>;

export type FolderContents =
  | {
      readonly kind: 'read';
      readonly version: string;
      /** How many audio files it has. */
      readonly files: number;
      readonly items: readonly CollectedItem[];
    }
  /** Without a reason the folder has gone. */
  | { readonly kind: 'unreadable'; readonly reason?: string };

/** A few threads that walk and read folders. Those who ask while all are at work wait in line. */
export class ReadingThreads {
  private readonly idle: ReadingThread[];
  private readonly all: readonly ReadingThread[];
  private readonly waiting: ((thread: ReadingThread) => void)[] = [];
  private isClosed = false;

  constructor(
    /** How many. */
    readonly size: number,
    places: Places,
    fileLimitMs?: number,
    script?: URL,
  ) {
    this.all = Array.from({ length: size }, () => new ReadingThread(places, fileLimitMs, script));
    this.idle = [...this.all];
  }

  /**
   * Walks below the starting points, a few hundred folders at a time; the thread rests while the reader is busy.
   * @param starts locators of folders, ending in a slash
   */
  async *walk(starts: readonly string[]): AsyncGenerator<Walked> {
    const thread = await this.take();
    try {
      for (let isDone = false, isFirst = true; !isDone; isFirst = false) {
        let walked: Walked | undefined;
        await thread.run(isFirst ? { kind: 'walk', starts } : { kind: 'walk-on' }, (answer) => {
          if (answer.kind === 'walked') walked = answer;
          return walked !== undefined;
        });
        if (!walked) return;
        yield walked;
        isDone = walked.isDone;
      }
    } finally {
      this.giveBack(thread);
    }
  }

  /**
   * Reads one folder. A file that costs the thread is reported as broken, and the others are read by a new one.
   * @param known versions of the items known in it, by locator
   * @param keptWhole content keys of files that are to be one track
   */
  async read(
    folder: string,
    known: ReadonlyMap<string, string>,
    keptWhole: ReadonlySet<string> = new Set(),
  ): Promise<FolderContents> {
    const thread = await this.take();
    const faults = new Map<string, ItemFault>();
    const request = { kind: 'read', folder, known: [...known].flat(), keptWhole } as const;
    try {
      while (!this.isClosed) {
        try {
          return await readOnce(thread, { ...request, faults });
        } catch (error) {
          if (!(error instanceof ThreadLost)) throw error;
          const { fileName, fault } = error;
          if (fileName === undefined || faults.has(fileName) || faults.size >= MAX_LOST_PER_FOLDER) {
            return { kind: 'unreadable', reason: fault.detail };
          }
          faults.set(fileName, fault);
        }
      }
      return { kind: 'unreadable' };
    } finally {
      this.giveBack(thread);
    }
  }

  /** Ends all threads, also those in the middle of their work; nothing is read any more. */
  close(): void {
    this.isClosed = true;
    for (const thread of this.all) thread.close();
  }

  private async take(): Promise<ReadingThread> {
    const thread = this.idle.pop();
    if (thread) return thread;
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private giveBack(thread: ReadingThread): void {
    const next = this.waiting.shift();
    if (next) next(thread);
    else this.idle.push(thread);
  }
}

async function readOnce(thread: ReadingThread, request: ReadRequest): Promise<FolderContents> {
  const items: CollectedItem[] = [];
  let contents: FolderContents | undefined;
  await thread.run(request, (answer) => {
    if (answer.kind === 'items' || answer.kind === 'read') items.push(...(JSON.parse(answer.json) as CollectedItem[]));
    if (answer.kind === 'read') contents = { kind: 'read', version: answer.version, files: answer.files, items };
    else if (answer.kind === 'unreadable') contents = answer;
    return contents !== undefined;
  });
  return contents ?? { kind: 'unreadable' };
}
