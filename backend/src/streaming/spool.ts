import { open, rm, type FileHandle } from 'node:fs/promises';
import type { AudioBody } from './audio-body.js';
import type { SpoolSpace } from './spool-space.js';
import { Waiters } from './waiters.js';

/** What writes a spool. */
export interface SpoolSink {
  /**
   * Appends, and waits while that is too far ahead of all readers.
   * @returns whether it had to wait
   * @throws SpoolFull
   */
  write(chunk: Buffer): Promise<boolean>;
}

export interface SpoolJob {
  /** Of a file that is not there yet. */
  readonly path: string;
  /** What there is room for; given back when the file is closed. */
  readonly space: SpoolSpace;
  /** How far ahead of the foremost reader is written; absent: as far as it goes. */
  readonly aheadBytes?: number;
  /** Writes all of it. The signal aborts when nobody reads any more. */
  readonly produce: (sink: SpoolSink, signal: AbortSignal) => Promise<void>;
  /** Called when it is complete, before its readers learn that; takes the file away from `path`. Absent: it is not kept. */
  readonly keep?: (sizeBytes: number) => Promise<void>;
}

/** What is read of a spool. */
export type SpoolBody = AudioBody & Required<Pick<AudioBody, 'wholeFile'>>;

/** What a reader of a spool knows of its bytes. */
export type SpoolFacts = Pick<AudioBody, 'mimeType' | 'sizeBytes' | 'validators'>;

/**
 * A file that one producer writes while many read it, each at their own pace. When the last reader leaves, the producer is
 * ended. What is not kept has no name in the file system, so that nothing is left of it whatever happens.
 */
export class Spool {
  /** Settled when the producer has ended and nothing more is written; never fails. */
  readonly ended: Promise<void>;
  /** Settled when nobody reads it any more, and nobody can. */
  readonly closed: Promise<unknown>;
  private readonly closing = Promise.withResolvers<undefined>();
  private readonly abort = new AbortController();
  private readonly readers = new Set<SpoolReader>();
  /** Readers that wait for more. */
  private readonly growth = new Waiters();
  /** The producer, waiting for readers. */
  private readonly progress = new Waiters();
  private file?: FileHandle;
  private state: 'running' | 'complete' | 'failed' = 'running';
  private failure: unknown;
  private bytes = 0;

  constructor(private readonly job: SpoolJob) {
    this.closed = this.closing.promise;
    this.ended = this.run();
  }

  /** So much is there. */
  get writtenBytes(): number {
    return this.bytes;
  }

  /** Whether somebody may still join. After the last has left it dies, and a new one has to be started. */
  get isAlive(): boolean {
    return this.state !== 'failed' && !this.abort.signal.aborted;
  }

  /** One more reads: until the body is closed. */
  join(facts: SpoolFacts): SpoolBody {
    const reader: SpoolReader = { position: 0 };
    this.readers.add(reader);
    return {
      ...facts,
      read: (into, position, signal) => this.read(reader, into, position, signal),
      wholeFile: (signal) => this.whole(reader, signal),
      isUnchanged: () => Promise.resolve(true),
      close: () => this.leave(reader),
    };
  }

  /** Ends the producer; those who read get an error. */
  kill(): void {
    this.abort.abort();
    this.progress.wakeAll();
  }

  private async read(reader: SpoolReader, into: Buffer, position: number, signal: AbortSignal): Promise<number> {
    reader.position = position;
    this.progress.wakeAll();
    while (position >= this.bytes) {
      if (this.state === 'complete') return 0;
      await this.more(signal);
    }
    const length = Math.min(into.length, this.bytes - position);
    return (await this.file!.read(into, 0, length, position)).bytesRead;
  }

  private async whole(reader: SpoolReader, signal: AbortSignal): Promise<FileHandle> {
    // Nothing is too far ahead of who wants all of it.
    reader.position = Infinity;
    this.progress.wakeAll();
    while (this.state !== 'complete') await this.more(signal);
    return this.file!;
  }

  /** Until there may be more. @throws whatever the producer failed with; the reason of the signal */
  private async more(signal: AbortSignal): Promise<void> {
    if (this.state === 'failed') throw this.failure;
    signal.throwIfAborted();
    await this.growth.wait(signal);
  }

  private async leave(reader: SpoolReader): Promise<void> {
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

  private async write(chunk: Buffer): Promise<boolean> {
    this.job.space.take(chunk.length);
    await writeAll(this.file!, chunk, this.bytes);
    this.bytes += chunk.length;
    this.growth.wakeAll();
    let hasWaited = false;
    while (this.isTooFarAhead()) {
      hasWaited = true;
      await this.progress.wait(this.abort.signal);
      this.abort.signal.throwIfAborted();
    }
    return hasWaited;
  }

  private isTooFarAhead(): boolean {
    const { aheadBytes } = this.job;
    if (aheadBytes === undefined || !this.isAlive) return false;
    let foremost = 0;
    for (const { position } of this.readers) foremost = Math.max(foremost, position);
    return this.bytes - foremost > aheadBytes;
  }

  private async closeFile(): Promise<void> {
    const { file } = this;
    delete this.file;
    this.abort.abort();
    this.closing.resolve(undefined);
    if (!file) return;
    await file.close();
    this.job.space.give(this.bytes);
  }
}

/** One that reads. */
interface SpoolReader {
  /** Where it has come to. */
  position: number;
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}
