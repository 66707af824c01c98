import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { newId } from '../../common/index.js';
import { StreamingConfig } from '../../config/index.js';
import type { AudioBody } from '../audio-body.js';
import { AudioCache } from '../audio-cache.js';
import { OpenedFile } from '../opened-file.js';
import { SpoolSpace } from '../spool-space.js';
import { Spool } from '../spool.js';
import type { OpenedStream } from '../stream-opener.js';
import { encode } from './encode.js';
import { Ffmpeg } from './ffmpeg.js';
import { TranscoderBusy, TranscoderMissing } from './transcode-error.js';
import { ffmpegArguments, mimeTypeOf, type FfmpegInput, type TranscodeRequest } from './transcode-request.js';

/** Converts audio, each thing once: whoever wants what is being made listens in, and what was made is kept. */
@Injectable()
export class Transcoder implements BeforeApplicationShutdown {
  private readonly maxBytes: number;
  private readonly running = new Map<string, Spool>();
  /** Counts those that are being killed, too, until they are gone. */
  private readonly alive = new Set<Spool>();

  constructor(
    private readonly config: StreamingConfig,
    private readonly ffmpeg: Ffmpeg,
    private readonly cache: AudioCache,
  ) {
    this.maxBytes = config.cache.maxSize;
  }

  get runningCount(): number {
    return this.alive.size;
  }

  get maxConcurrent(): number {
    return this.config.transcode.maxConcurrent;
  }

  /**
   * The cached result of `transcode`; undefined where there is none. Starts nothing.
   * @param stream whose body is closed here
   * @throws TranscoderMissing there is no ffmpeg
   */
  async describe(stream: OpenedStream, request: TranscodeRequest): Promise<AudioBody> {
    try {
      await this.cache.open();
      const file = await this.openKept(nameOf(stream, request), request);
      if (file) return file;
      if (!(await this.ffmpeg.isThere())) throw new TranscoderMissing();
      return {
        mimeType: mimeTypeOf(request.format),
        read: () => Promise.resolve(0),
        isUnchanged: () => Promise.resolve(true),
        close: () => Promise.resolve(),
      };
    } finally {
      await stream.body.close();
    }
  }

  /**
   * Converted audio: made before, or being made.
   * @param stream whose body this takes over: closed here
   * @throws TranscoderBusy too many run
   */
  async transcode(stream: OpenedStream, request: TranscodeRequest): Promise<AudioBody> {
    let isTaken = false;
    try {
      const name = nameOf(stream, request);
      await this.cache.open();
      const file = await this.openKept(name, request);
      if (file) return file;
      // Nothing is awaited from here on, so that nobody starts the same meanwhile.
      let spool = this.running.get(name);
      if (!spool?.isAlive) {
        spool = this.start(name, stream, request);
        isTaken = true;
      }
      return spool.join(mimeTypeOf(request.format));
    } finally {
      if (!isTaken) await stream.body.close();
    }
  }

  /** Ends every encode and waits until they are gone. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const spool of this.alive) spool.kill();
    await Promise.all([...this.alive].map(({ ended }) => ended));
  }

  private start(name: string, { track, body }: OpenedStream, request: TranscodeRequest): Spool {
    if (this.runningCount >= this.maxConcurrent) throw new TranscoderBusy(this.maxConcurrent);
    const path = this.cache.temporary();
    const job = {
      ffmpeg: this.ffmpeg,
      args: (input: FfmpegInput): readonly string[] => ffmpegArguments(request, track, input),
      input: body,
      ...(track.format && { container: track.format.container }),
    };
    const spool = new Spool({
      path,
      space: new SpoolSpace(this.maxBytes),
      produce: (sink, signal) => encode(job, sink, signal),
      // What cannot be told from other bytes is not found again.
      ...(body.validators && {
        keep: async (sizeBytes) => {
          await this.cache.keep(path, name, sizeBytes);
        },
      }),
    });
    this.running.set(name, spool);
    this.alive.add(spool);
    void spool.ended.then(() => {
      this.alive.delete(spool);
      if (this.running.get(name) === spool) this.running.delete(name);
    });
    return spool;
  }

  private async openKept(name: string, { format }: TranscodeRequest): Promise<AudioBody | undefined> {
    const path = this.cache.find(name);
    if (path === undefined) return undefined;
    try {
      return await OpenedFile.open(path, mimeTypeOf(format), () => true);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      this.cache.forget(name);
      return undefined;
    }
  }
}

/** Equal for equal bytes: the same version of the same audio, made the same way. */
function nameOf({ track, body }: OpenedStream, { format, bitrateKbps, startMs }: TranscodeRequest): string {
  const version = body.validators?.etag ?? newId();
  const parts = [track.source, track.locator, version, format, bitrateKbps ?? '', startMs];
  return `${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40)}.${format}`;
}
