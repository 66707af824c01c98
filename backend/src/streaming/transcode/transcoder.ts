import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DiskCache } from '../../common/index.js';
import { Directories, StreamingConfig } from '../../config/index.js';
import { OpenedFile } from '../opened-file.js';
import type { OpenedStream } from '../stream-opener.js';
import { Encode } from './encode.js';
import { Ffmpeg } from './ffmpeg.js';
import { TranscoderBusy, TranscoderMissing } from './transcode-error.js';
import { ffmpegArguments, type TranscodeRequest } from './transcode-request.js';

/** Converted audio: a file that is complete, or an encode that runs (joined already: `leave` it in the end). */
export type Transcoded =
  { readonly kind: 'file'; readonly file: OpenedFile } | { readonly kind: 'encode'; readonly encode: Encode };

/** Converts audio, each thing once: whoever wants what is being made listens in, and what was made is kept. */
@Injectable()
export class Transcoder implements BeforeApplicationShutdown {
  private readonly cache: DiskCache;
  private readonly maxBytes: number;
  private readonly running = new Map<string, Encode>();
  /** Counts those that are being killed, too, until they are gone. */
  private readonly alive = new Set<Encode>();

  constructor(
    private readonly config: StreamingConfig,
    private readonly ffmpeg: Ffmpeg,
    directories: Directories,
  ) {
    this.maxBytes = config.cache.maxSize;
    this.cache = new DiskCache(join(directories.cache, 'audio'), this.maxBytes);
  }

  get runningCount(): number {
    return this.alive.size;
  }

  get maxConcurrent(): number {
    return this.config.transcode.maxConcurrent;
  }

  /** The complete file, if it was made before. To be closed by the caller. */
  async kept(stream: OpenedStream, request: TranscodeRequest): Promise<OpenedFile | undefined> {
    await this.cache.open();
    return this.openKept(nameOf(stream, request));
  }

  /** @throws TranscoderMissing there is no ffmpeg */
  async requireFfmpeg(): Promise<void> {
    if (!(await this.ffmpeg.isThere())) throw new TranscoderMissing();
  }

  /**
   * @param stream whose file this takes over: closed here
   * @throws TranscoderBusy too many run
   */
  async transcode(stream: OpenedStream, request: TranscodeRequest): Promise<Transcoded> {
    let isTaken = false;
    try {
      const name = nameOf(stream, request);
      await this.cache.open();
      const file = await this.openKept(name);
      if (file) return { kind: 'file', file };
      // Nothing is awaited from here on, so that nobody starts the same meanwhile.
      let encode = this.running.get(name);
      if (!encode?.isAlive) {
        encode = this.start(name, stream, request);
        isTaken = true;
      }
      encode.join();
      return { kind: 'encode', encode };
    } finally {
      if (!isTaken) await stream.file.close();
    }
  }

  /** Ends every encode and waits until they are gone. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const encode of this.alive) encode.kill();
    await Promise.all([...this.alive].map(({ ended }) => ended));
  }

  private start(name: string, { track, file }: OpenedStream, request: TranscodeRequest): Encode {
    if (this.runningCount >= this.maxConcurrent) throw new TranscoderBusy(this.maxConcurrent);
    const output = this.cache.temporary();
    const encode = new Encode({
      ffmpeg: this.ffmpeg,
      args: ffmpegArguments(request, track, Ffmpeg.input),
      input: file,
      output,
      maxBytes: this.maxBytes,
      completed: async (sizeBytes) => {
        await this.cache.keep(output, name, sizeBytes);
      },
    });
    this.running.set(name, encode);
    this.alive.add(encode);
    void encode.ended.then(() => {
      this.alive.delete(encode);
      if (this.running.get(name) === encode) this.running.delete(name);
    });
    return encode;
  }

  private async openKept(name: string): Promise<OpenedFile | undefined> {
    const path = this.cache.find(name);
    if (path === undefined) return undefined;
    try {
      return await OpenedFile.open(path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      this.cache.forget(name);
      return undefined;
    }
  }
}

/** Equal for equal bytes: the same version of the same file, made the same way. */
function nameOf({ track, file }: OpenedStream, { format, bitrateKbps, startMs }: TranscodeRequest): string {
  const parts = [track.source, track.locator, file.validators.etag, format, bitrateKbps ?? '', startMs];
  return `${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40)}.${format}`;
}
