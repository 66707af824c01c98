import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import type { FileHandle } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { DomainError } from '../../common/index.js';
import type { AudioBody } from '../audio-body.js';
import { bufferPool } from '../buffer-pool.js';
import { OpenedFile } from '../opened-file.js';
import type { SpoolSink } from '../spool.js';
import { demuxerOf, type Demuxer } from './demuxers.js';
import type { Ffmpeg } from './ffmpeg.js';
import { isIndexAtEnd } from './mp4-index.js';
import { TranscodeFailed, TranscoderMissing } from './transcode-error.js';
import type { FfmpegInput } from './transcode-request.js';

const MAX_COMPLAINT_LENGTH = 500;

/** One run of ffmpeg. */
export interface EncodeJob {
  readonly ffmpeg: Ffmpeg;
  readonly args: (input: FfmpegInput) => readonly string[];
  /** What the input is in, as the readers of tags have found it; absent: nobody has looked. */
  readonly container?: string;
  readonly input: AudioBody;
}

const logger = new Logger('transcode');

/**
 * Converts the input into a spool, and closes it.
 * @param signal kills ffmpeg
 * @throws TranscoderMissing, TranscodeFailed, and what the input fails with
 */
export async function encode(job: EncodeJob, sink: SpoolSink, signal: AbortSignal): Promise<void> {
  try {
    await run(job, sink, signal);
  } catch (error) {
    if (signal.aborted || error instanceof DomainError) throw error;
    logger.warn(error instanceof Error ? error.message : String(error));
    throw new TranscodeFailed();
  } finally {
    await job.input.close();
  }
}

async function run({ ffmpeg, args, container, input }: EncodeJob, sink: SpoolSink, signal: AbortSignal): Promise<void> {
  const demuxer = await demuxerOf(container, input, signal);
  if (!demuxer) throw new Error('The audio is in nothing that ffmpeg is let read.');
  const file = await fileOf(input, demuxer, signal);
  const child = ffmpeg.start(args({ demuxer, isPiped: !file }), file?.fd ?? 'pipe');
  const stop = new AbortController();
  const ending = AbortSignal.any([signal, stop.signal]);
  ending.addEventListener('abort', () => void child.kill('SIGKILL'));
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => {
    if (complaint.length < MAX_COMPLAINT_LENGTH) complaint += text.toString();
  });
  const ended = once(child, 'close').catch(missing) as Promise<[number | null]>;
  // Read below, but it may fail before that.
  ended.catch(() => undefined);
  let inputFault: unknown;
  const fed = child.stdin && feed(input, child.stdin, ending).catch((error: unknown) => {
    if (!ending.aborted) inputFault = error;
    stop.abort();
  }); // prettier-ignore
  let writtenBytes = 0;
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      await sink.write(chunk);
      writtenBytes += chunk.length;
    }
  } catch (error) {
    stop.abort();
    // That it could not be started says more than that it wrote nothing.
    await ended;
    throw error;
  }
  const [code] = await ended;
  // What ffmpeg has not read it does not need.
  stop.abort();
  await fed;
  signal.throwIfAborted();
  if (inputFault !== undefined) throw inputFault as Error;
  if (code !== 0 || writtenBytes === 0) {
    throw new Error(`ffmpeg ended with ${code ?? 'a signal'}: ${complaint.slice(0, MAX_COMPLAINT_LENGTH).trim()}`);
  }
  if (!(await input.isUnchanged())) throw new Error('The file was changed while it was converted.');
}

/** The file that ffmpeg is given instead of a pipe: one that lies here, and one in which it has to go back. */
async function fileOf(input: AudioBody, demuxer: Demuxer, signal: AbortSignal): Promise<FileHandle | undefined> {
  if (!input.wholeFile) return undefined;
  const isFile = input instanceof OpenedFile || (demuxer === 'mov' && (await isIndexAtEnd(input, signal)));
  return isFile ? input.wholeFile(signal) : undefined;
}

/** Writes the input to a pipe, until there is no more or nobody reads it. */
async function feed(input: AudioBody, pipe: Writable, signal: AbortSignal): Promise<void> {
  // Told by each write, too.
  pipe.on('error', () => undefined);
  for (let position = 0; ;) {
    const buffer = bufferPool.take();
    const length = await input.read(buffer, position, signal);
    if (length === 0) break;
    const isTaken = await new Promise<boolean>((resolve) => {
      pipe.write(buffer.subarray(0, length), (error) => resolve(!error));
    });
    if (!isTaken) return;
    bufferPool.give(buffer);
    position += length;
  }
  pipe.end();
}

/** @throws TranscoderMissing always, where the program is not there */
function missing(error: unknown): never {
  const isMissing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES');
  throw isMissing ? new TranscoderMissing() : error;
}
