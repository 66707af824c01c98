import type { CollectedItem, ItemFault } from '../collection.js';
import { ReadingThread, ThreadLost } from './reading-thread.js';
import type { Places } from './readable-places.js';
import type { FolderPiece, ReadRequest, WorkerAnswer } from './worker-protocol.js';

/** So many files of one folder may cost a thread before the folder is given up. */
const MAX_LOST_PER_FOLDER = 100;

export type Walked = Extract<WorkerAnswer, { kind: 'walked' }>;

/** A folder that is to be read. */
export interface FolderToRead {
  readonly folder: string;
  /** Versions of the items known in it, by locator. */
  readonly known: ReadonlyMap<string, string>;
}

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
   * Reads some folders, one after the other. A file that costs the thread is reported as broken, and the others are read
   * by a new one.
   * @param keptWhole content keys of files that are to be one track
   * @returns the contents of each
   */
  async read(
    folders: readonly FolderToRead[],
    keptWhole: ReadonlySet<string> = new Set(),
  ): Promise<readonly FolderContents[]> {
    const thread = await this.take();
    const contents = new Map<number, FolderContents>();
    const requests = folders.map(({ folder, known }) => ({
      folder,
      known: [...known].flat(),
      faults: new Map<string, ItemFault>(),
    }));
    try {
      while (!this.isClosed && contents.size < folders.length) {
        const left = [...requests.keys()].filter((n) => !contents.has(n));
        const request = { kind: 'read', folders: left.map((n) => requests[n]!), keptWhole } as const;
        try {
          await readOnce(thread, request, (n, found) => contents.set(left[n]!, found));
        } catch (error) {
          if (!(error instanceof ThreadLost)) throw error;
          const { folder, fileName, fault } = error;
          const lostIn = left[folder]!;
          const { faults } = requests[lostIn]!;
          if (fileName === undefined || faults.has(fileName) || faults.size >= MAX_LOST_PER_FOLDER) {
            contents.set(lostIn, { kind: 'unreadable', reason: fault.detail });
          } else faults.set(fileName, fault);
        }
      }
      return folders.map((_, n) => contents.get(n) ?? { kind: 'unreadable' });
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

/** @param take is given the contents of each folder as soon as they are there */
async function readOnce(
  thread: ReadingThread,
  request: ReadRequest,
  take: (folder: number, contents: FolderContents) => void,
): Promise<void> {
  const found = request.folders.map((): CollectedItem[] => []);
  await thread.run(request, (answer) => {
    if (answer.kind !== 'pieces') return false;
    for (const { folder, items, end } of JSON.parse(answer.json) as FolderPiece[]) {
      const all = found[folder]!;
      all.push(...items);
      if (end) take(folder, end.kind === 'read' ? { ...end, items: all } : end);
    }
    return answer.isDone;
  });
}
