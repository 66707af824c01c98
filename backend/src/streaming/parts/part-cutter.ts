import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import type { TrackLocation } from '../../catalogue/index.js';
import { DomainError, SingleFlight } from '../../common/index.js';
import { StreamingConfig } from '../../config/index.js';
import type { FilePart } from '../../sources/index.js';
import { AudioCache } from '../audio-cache.js';
import type { AudioBody } from '../audio-body.js';
import { OpenedFile } from '../opened-file.js';
import { demuxerOf } from '../transcode/demuxers.js';
import { Ffmpeg } from '../transcode/ffmpeg.js';
import { cutArguments, type CutFormat } from './cut-arguments.js';
import { CutFailed, CutterBusy, CutterMissing, PartTooLarge } from './part-error.js';

/** Of one program; a queue that is played from beginning to end has one or two ahead. */
const MOST_WAITING = 20;
/** Far longer than a cut takes; what takes longer does not come to an end. */
const LONGEST_MS = 10 * 60_000;
const MAX_COMPLAINT_LENGTH = 500;
/** Whose audio the part is, and in what it is to be cut. */
type CutTrack = Pick<TrackLocation, 'source' | 'locator'> & { readonly format?: CutFormat };

/** Part of the names of what is kept: another number where a part would be cut otherwise. */
const VERSION = 1;

/**
 * Cuts parts out of files, each once: the cut is a file of the cache, which is sent as any other file is, with its length,
 * ranges and a strong tag. Whoever asks first waits for it; what comes next in a queue is asked for long before it sounds.
 */
@Injectable()
export class PartCutter implements BeforeApplicationShutdown {
  private readonly logger = new Logger('parts');
  private readonly cuts: SingleFlight;
  private readonly ending = new AbortController();
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly config: StreamingConfig,
    private readonly ffmpeg: Ffmpeg,
    private readonly cache: AudioCache,
  ) {
    const { maxConcurrent } = config.transcode;
    this.cuts = new SingleFlight({
      atOnce: maxConcurrent, mostWaiting: MOST_WAITING, refusal: () => new CutterBusy(),
    }); // prettier-ignore
  }

  /**
   * A part of some audio, as a body of its own.
   * @param whole is closed here
   * @param track its format is that of the part
   * @param reopen opens the whole anew: a cut goes on though whoever asked for it has left
   * @throws CutterMissing, CutterBusy, CutFailed, PartTooLarge; what the whole throws, where its bytes do not come
   */
  async open(
    whole: AudioBody,
    part: FilePart,
    track: CutTrack,
    reopen: (signal: AbortSignal) => Promise<AudioBody>,
    signal: AbortSignal,
  ): Promise<AudioBody> {
    try {
      return await this.cutOf(whole, part, track, reopen, signal);
    } finally {
      await whole.close();
    }
  }

  /** Ends every cut and waits until it is gone. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await Promise.allSettled(this.running);
  }

  private async cutOf(
    whole: AudioBody,
    part: FilePart,
    track: CutTrack,
    reopen: (signal: AbortSignal) => Promise<AudioBody>,
    signal: AbortSignal,
  ): Promise<AudioBody> {
    const { validators } = whole;
    const { format } = track;
    if (!format || !validators) throw new CutFailed();
    const name = nameOf(track, part, validators.etag);
    await this.cache.open();
    for (let tries = 0; ; tries++) {
      const kept = this.cache.find(name);
      // What lies elsewhere is waited for before its turn to be cut, which others may have meanwhile.
      if (kept === undefined) await whole.wholeFile?.(signal);
      const path = kept ?? (await this.cuts.do(name, () => this.cut(name, part, format, reopen)));
      try {
        return await OpenedFile.open(path, format.mimeType, () => true, validators);
      } catch (error) {
        // Somebody emptied the cache, or it is so small that another cut took the place of this one.
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT') || tries > 0) throw error;
        this.cache.forget(name);
      }
    }
  }

  private async cut(
    name: string,
    part: FilePart,
    format: CutFormat,
    reopen: (signal: AbortSignal) => Promise<AudioBody>,
  ): Promise<string> {
    const path = this.cache.temporary();
    const whole = await reopen(this.ending.signal);
    const run = this.run(whole, part, format, path);
    this.running.add(run);
    try {
      await run;
      const { size } = await stat(path);
      const { maxSize } = this.config.cache;
      if (size > maxSize) throw new PartTooLarge(maxSize);
      return await this.cache.keep(path, name, size);
    } catch (error) {
      await rm(path, { force: true });
      if (error instanceof DomainError) throw error;
      this.logger.warn(error instanceof Error ? error.message : String(error));
      throw new CutFailed();
    } finally {
      this.running.delete(run);
      await whole.close();
    }
  }

  private async run(whole: AudioBody, part: FilePart, format: CutFormat, path: string): Promise<void> {
    const signal = AbortSignal.any([this.ending.signal, AbortSignal.timeout(LONGEST_MS)]);
    const file = await whole.wholeFile?.(signal);
    if (!file) throw new Error('The audio comes in no file.');
    const demuxer = await demuxerOf(undefined, whole, signal);
    if (!demuxer) throw new Error('The audio is in nothing that ffmpeg is let read.');
    signal.throwIfAborted();
    const child = this.ffmpeg.start(cutArguments(part, format, demuxer, path), file.fd);
    const kill = (): void => void child.kill('SIGKILL');
    signal.addEventListener('abort', kill, { once: true });
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => {
      if (complaint.length < MAX_COMPLAINT_LENGTH) complaint += text.toString();
    });
    child.stdout.resume();
    try {
      const [code] = (await once(child, 'close')) as [number | null];
      signal.throwIfAborted();
      if (code !== 0) throw new Error(`ffmpeg ended with ${code ?? 'a signal'}: ${complaint.trim()}`);
    } catch (error) {
      const isMissing =
        error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES');
      throw isMissing ? new CutterMissing() : error;
    } finally {
      signal.removeEventListener('abort', kill);
    }
    if (!(await whole.isUnchanged())) throw new Error('The file was changed while a part was cut out.');
  }
}

/** Equal for the same part of the same version of a file. */
function nameOf({ source, locator, format }: CutTrack, { startSample, endSample }: FilePart, etag: string): string {
  const parts = [
    VERSION,
    source,
    locator,
    etag,
    startSample,
    endSample ?? '',
    format?.codec,
    format?.container,
    format?.bitDepth ?? '',
  ];
  return `${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40)}.cut`;
}
