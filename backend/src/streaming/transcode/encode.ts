import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { open, rm, type FileHandle } from 'node:fs/promises';
import type { OpenedFile } from '../opened-file.js';
import { Ffmpeg } from './ffmpeg.js';
import { TranscodeFailed, TranscoderMissing } from './transcode-error.js';

const MAX_COMPLAINT_LENGTH = 500;

/** What an encode needs. */
export interface EncodeJob {
  readonly ffmpeg: Ffmpeg;
  readonly args: readonly string[];
  /** Closed by the encode when it has ended. */
  readonly input: OpenedFile;
  /** Path of the file to write. */
  readonly output: string;
  /** More than that is never written: the encode fails. */
  readonly maxBytes: number;
  /** Called when it is complete, before its listeners learn that; takes the file away from `output`. */
  readonly completed: (sizeBytes: number) => Promise<void>;
}

/**
 * One run of ffmpeg and everybody who listens to it. It writes to a file, from which each listener reads at their own
 * pace while it grows. When the last listener leaves, it is killed.
 */
export class Encode {
  /** Settled when ffmpeg has gone and everything is put away; never fails. */
  readonly ended: Promise<void>;
  private readonly logger = new Logger('transcode');
  private readonly abort = new AbortController();
  private readonly waiting = new Set<() => void>();
  private spool?: FileHandle;
  private writtenBytes = 0;
  private state: 'running' | 'complete' | 'failed' = 'running';
  private failure: Error = new TranscodeFailed();
  private listeners = 0;

  constructor(private readonly job: EncodeJob) {
    this.ended = this.run();
  }

  /** One more listens; `leave` has to be called once. */
  join(): void {
    this.listeners++;
  }

  /** One less listens. */
  leave(): void {
    this.listeners--;
    if (this.listeners > 0) return;
    if (this.state === 'running') this.kill();
    else void this.closeSpool();
  }

  /** Whether somebody may still join. After the last has left it dies, and a new one has to be started. */
  get isAlive(): boolean {
    return !this.abort.signal.aborted;
  }

  kill(): void {
    this.abort.abort();
  }

  /**
   * Reads what is there, waiting for something to be.
   * @returns the number of bytes; 0 at the end
   * @throws TranscoderMissing, TranscodeFailed
   */
  async read(buffer: Buffer, position: number, signal: AbortSignal): Promise<number> {
    while (position >= this.writtenBytes) {
      if (this.state === 'complete') return 0;
      if (this.state === 'failed') throw this.failure;
      signal.throwIfAborted();
      await this.growth(signal);
    }
    if (!this.spool) throw this.failure;
    const length = Math.min(buffer.length, this.writtenBytes - position);
    return (await this.spool.read(buffer, 0, length, position)).bytesRead;
  }

  private growth(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  private wakeAll(): void {
    for (const wake of [...this.waiting]) wake();
  }

  private async run(): Promise<void> {
    try {
      await this.encode();
      await this.job.completed(this.writtenBytes);
      this.state = 'complete';
    } catch (error) {
      this.state = 'failed';
      if (error instanceof TranscoderMissing) this.failure = error;
      else if (this.isAlive) this.logger.warn(error instanceof Error ? error.message : String(error));
      await rm(this.job.output, { force: true });
    }
    await this.job.input.close();
    this.wakeAll();
    if (this.listeners <= 0) await this.closeSpool();
  }

  private async encode(): Promise<void> {
    const { ffmpeg, args, input, output, maxBytes } = this.job;
    this.spool = await open(output, 'wx+', 0o600);
    this.abort.signal.throwIfAborted();
    const child = ffmpeg.start(args, input.handle.fd);
    const kill = (): void => void child.kill('SIGKILL');
    this.abort.signal.addEventListener('abort', kill);
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => {
      if (complaint.length < MAX_COMPLAINT_LENGTH) complaint += text.toString();
    });
    const ended = once(child, 'close').catch(missing) as Promise<[number | null]>;
    // Read below, but it may fail before that.
    ended.catch(() => undefined);
    try {
      for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
        if (this.writtenBytes + chunk.length > maxBytes) throw new Error('The conversion is larger than the cache.');
        await writeAll(this.spool, chunk, this.writtenBytes);
        this.writtenBytes += chunk.length;
        this.wakeAll();
      }
    } catch (error) {
      child.kill('SIGKILL');
      // That it could not be started says more than that it wrote nothing.
      await ended;
      throw error;
    }
    const [code] = await ended;
    this.abort.signal.throwIfAborted();
    if (code !== 0 || this.writtenBytes === 0) {
      throw new Error(`ffmpeg ended with ${code ?? 'a signal'}: ${complaint.slice(0, MAX_COMPLAINT_LENGTH).trim()}`);
    }
    if (!input.isUnchanged()) throw new Error('The file was changed while it was converted.');
  }

  private async closeSpool(): Promise<void> {
    const { spool } = this;
    this.spool = undefined;
    await spool?.close();
  }
}

/** @throws TranscoderMissing always, where the program is not there */
function missing(error: unknown): never {
  const isMissing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES');
  throw isMissing ? new TranscoderMissing() : error;
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}
