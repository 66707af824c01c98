import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PictureMessage, PictureRequest, PictureResults, PictureTask } from './picture-protocol.js';

/** From when a picture is begun. The slowest that is let in takes two seconds on a small machine. */
const DEADLINE_MS = 20_000;
const SCRIPT = new URL(`./picture-worker${extname(import.meta.url)}`, import.meta.url);
/** Pictures lie outside this heap. */
const HEAP_MB = 64;

/** The picture cannot be decoded; asking again gives the same. */
export class Undecodable extends Error {}

/** The process ended; for which of the pictures it was at, nobody knows. */
export class ChildLost extends Error {}

interface Job {
  readonly resolve: (result: PictureResults[keyof PictureResults]) => void;
  readonly reject: (error: Error) => void;
  deadline?: NodeJS.Timeout;
}

/** One process that decodes pictures, from its start to its end. */
export class PictureChild {
  private readonly child: ChildProcess;
  private readonly jobs = new Map<number, Job>();
  private lastId = 0;
  private isReady = false;

  /** @param onEnd it takes no more tasks */
  constructor(private readonly onEnd: () => void) {
    this.child = fork(fileURLToPath(SCRIPT), {
      serialization: 'advanced',
      // Nothing of the server's environment, which may hold secrets. Few arenas: what one thread freed, others may take.
      env: { MALLOC_ARENA_MAX: '2', NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
      execArgv: [...process.execArgv, `--max-old-space-size=${HEAP_MB}`],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    // Whoever waits for an answer keeps the server alive, not this.
    this.child.unref();
    this.child.channel?.unref();
    this.child.on('message', (message: PictureMessage) => this.hear(message));
    this.child.once('error', (error) => this.lose(error));
    this.child.once('exit', (code, signal) => this.lose(this.lossOf(code, signal)));
  }

  get isIdle(): boolean {
    return this.jobs.size === 0;
  }

  /**
   * @throws Undecodable
   * @throws ChildLost
   * @throws Error the process cannot be started
   */
  ask<Task extends PictureTask>(task: Task): Promise<PictureResults[Task['kind']]> {
    const id = ++this.lastId;
    return new Promise<PictureResults[keyof PictureResults]>((resolve, reject) => {
      this.jobs.set(id, { resolve, reject });
      const request: PictureRequest = { id, task };
      this.child.send(request, (error) => error && this.lose(this.isReady ? new ChildLost(error.message) : error));
    }) as Promise<PictureResults[Task['kind']]>;
  }

  /** Lets it go; what it is at is lost. */
  end(): void {
    if (this.child.connected) this.child.disconnect();
  }

  private hear(message: PictureMessage): void {
    if (message === 'ready') {
      this.isReady = true;
      return;
    }
    const job = this.jobs.get(message.id);
    if (!job) return;
    if ('begun' in message) {
      job.deadline = setTimeout(() => this.giveUp(message.id), DEADLINE_MS);
      return;
    }
    this.settle(message.id);
    if ('result' in message) job.resolve(message.result);
    else job.reject(new Undecodable('It is no picture that can be shown.'));
  }

  /** A decoder that hangs ends with its process only. */
  private giveUp(id: number): void {
    const job = this.settle(id);
    job?.reject(new Undecodable('Decoding it took too long.'));
    this.child.kill('SIGKILL');
  }

  private settle(id: number): Job | undefined {
    const job = this.jobs.get(id);
    clearTimeout(job?.deadline);
    this.jobs.delete(id);
    return job;
  }

  private lossOf(code: number | null, signal: string | null): Error {
    const how = signal ?? `code ${code}`;
    if (!this.isReady) return new Error(`The process that decodes pictures ended at its start (${how}).`);
    return new ChildLost(`The process that decodes pictures ended (${how}).`);
  }

  private lose(error: Error): void {
    this.onEnd();
    for (const id of [...this.jobs.keys()]) this.settle(id)?.reject(error);
  }
}
