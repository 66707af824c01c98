import { open, rm, type FileHandle } from 'node:fs/promises';
import type { AudioBody } from './audio-body.js';
import type { SpoolSpace } from './spool-space.js';
import { Waiters } from './waiters.js';

/** What writes a spool. */
export interface SpoolSink {
  /** Appends. @throws SpoolFull */
  write(chunk: Buffer): Promise<void>;
}

export interface SpoolJob {
  /** Of a file that is not there yet. */
  readonly path: string;
  /** What there is room for; given back when the file is closed. */
  readonly space: SpoolSpace;
  /** Writes all of it. The signal aborts when nobody reads any more. */
  readonly produce: (sink: SpoolSink, signal: AbortSignal) => Promise<void>;
  /** Called when it is complete, before its readers learn that; takes the file away from `path`. Absent: it is not kept. */
  readonly keep?: (sizeBytes: number) => Promise<void>;
}

/**
 * A file that one producer writes while many read it, each at their own pace. When the last reader leaves, the producer is
 * ended. What is not kept has no name in the file system, so that nothing is left of it whatever happens.
 */
export class Spool {
  /** Settled when the producer has ended and nothing more is written; never fails. */
  readonly ended: Promise<void>;
  private readonly abort = new AbortController();
  private readonly readers = new Set<symbol>();
  /** Readers that wait for more. */
  private readonly growth = new Waiters();
  private file?: FileHandle;
  private state: 'running' | 'complete' | 'failed' = 'running';
  private failure: unknown;
  private bytes = 0;

  constructor(private readonly job: SpoolJob) {
    this.ended = this.run();
  }

  /** Whether somebody may still join. After the last has left it dies, and a new one has to be started. */
  get isAlive(): boolean {
    return this.state !== 'failed' && !this.abort.signal.aborted;
  }

  /** One more reads: until the body is closed. */
  join(mimeType: string): AudioBody {
    const reader = Symbol('reader');
    this.readers.add(reader);
    return {
      mimeType,
      read: (into, position, signal) => this.read(into, position, signal),
      isUnchanged: () => Promise.resolve(true),
      close: () => this.leave(reader),
    };
  }

  /** Ends the producer; those who read get an error. */
  kill(): void {
    this.abort.abort();
  }

  private async read(into: Buffer, position: number, signal: AbortSignal): Promise<number> {
    while (position >= this.bytes) {
      if (this.state === 'complete') return 0;
      await this.more(signal);
    }
    const length = Math.min(into.length, this.bytes - position);
    return (await this.file!.read(into, 0, length, position)).bytesRead;
  }

  /** Until there may be more. @throws whatever the producer failed with; the reason of the signal */
  private async more(signal: AbortSignal): Promise<void> {
    if (this.state === 'failed') throw this.failure;
    signal.throwIfAborted();
    await this.growth.wait(signal);
  }

  private async leave(reader: symbol): Promise<void> {
    if (!this.readers.delete(reader) || this.readers.size > 0) return;
    if (this.state === 'running') this.kill();
    else await this.closeFile();
  }

  private async run(): Promise<void> {
    const { path, keep, produce } = this.job;
    try {
      this.file = await open(path, 'wx+', 0o600);
      if (!keep) await rm(path);
      this.abort.signal.throwIfAborted();
      await produce({ write: (chunk) => this.write(chunk) }, this.abort.signal);
      this.abort.signal.throwIfAborted();
      await keep?.(this.bytes);
      this.state = 'complete';
    } catch (error) {
      this.state = 'failed';
      this.failure = error;
      await rm(path, { force: true });
    }
    this.growth.wakeAll();
    // Those that leave from now on close it; nobody may be left who does.
    if (this.readers.size === 0) await this.closeFile();
  }

  private async write(chunk: Buffer): Promise<void> {
    this.job.space.take(chunk.length);
    await writeAll(this.file!, chunk, this.bytes);
    this.bytes += chunk.length;
    this.growth.wakeAll();
  }

  private async closeFile(): Promise<void> {
    const { file } = this;
    delete this.file;
    this.abort.abort();
    if (!file) return;
    await file.close();
    this.job.space.give(this.bytes);
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}
