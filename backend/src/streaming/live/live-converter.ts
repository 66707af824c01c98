import { demuxerNamed } from '../transcode/demuxers.js';
import { encode } from '../transcode/encode.js';
import type { Ffmpeg } from '../transcode/ffmpeg.js';
import { TranscodeFailed } from '../transcode/transcode-error.js';
import { ffmpegArguments, mimeTypeOf, type FfmpegInput } from '../transcode/transcode-request.js';
import { readerOf } from './formats/recognise.js';
import { LiveBody } from './live-body.js';
import { LiveBuffer, type LiveBounds } from './live-buffer.js';
import type { LiveChannel } from './live-channel.js';

/** What stations are converted to: what every browser plays, and can be begun with anywhere. */
export const LIVE_FORMATS = ['mp3', 'aac'] as const;
export type LiveFormatName = (typeof LIVE_FORMATS)[number];

/** So much is looked at before the first sound comes out; ffmpeg's own bounds are for files. */
const QUICK_START = ['-probesize', '65536', '-analyzeduration', '1000000'];
const KINDS = { mp3: 'mpeg', aac: 'adts' } as const;

export interface ConverterOptions {
  readonly channel: LiveChannel;
  readonly format: LiveFormatName;
  readonly bitrateKbps: number;
  /** Where it begins. */
  readonly atMs: number;
  readonly ffmpeg: Ffmpeg;
  readonly bounds: LiveBounds;
  /** It reads the channel no more. */
  readonly left: () => void;
}

/** One station in another format: converted once, however many listen. */
export class LiveConverter {
  /** Its clock is that of the channel. */
  readonly buffer: LiveBuffer;
  readonly mimeType: string;
  /** Settled when ffmpeg has gone; never fails. */
  readonly ended: Promise<void>;
  private readonly abort = new AbortController();

  constructor(options: ConverterOptions) {
    const { channel, atMs, bounds, format, left } = options;
    const cursor = channel.buffer.cursorAt(atMs);
    this.mimeType = mimeTypeOf(format);
    this.buffer = new LiveBuffer(bounds, channel.buffer.momentOf(cursor));
    this.ended = this.run(options, new LiveBody('', channel.buffer, cursor, left));
  }

  get isOver(): boolean {
    return this.abort.signal.aborted;
  }

  close(): void {
    this.abort.abort();
  }

  private async run({ channel, format, bitrateKbps, ffmpeg }: ConverterOptions, input: LiveBody): Promise<void> {
    const reader = readerOf(KINDS[format], {}, {});
    const sink = {
      write: (chunk: Buffer): Promise<void> => {
        for (const part of reader.push(chunk)) this.buffer.append(part);
        return Promise.resolve();
      },
    };
    const args = (given: FfmpegInput): string[] => [
      ...QUICK_START,
      ...ffmpegArguments({ format, bitrateKbps, startMs: 0 }, { source: '', locator: '' }, given),
    ];
    const { container = '' } = channel.format ?? {};
    try {
      // It would be looked for in the sound, which comes only once.
      if (!demuxerNamed(container)) throw new TranscodeFailed();
      await encode({ ffmpeg, args, input, container }, sink, this.abort.signal);
      this.buffer.end(new Error('The conversion ended.'));
    } catch (error) {
      this.buffer.end(error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.abort.abort();
    }
  }
}
