import type { Clock } from '../../common/index.js';
import type { Ffmpeg } from '../transcode/ffmpeg.js';
import { loudnessOf } from './loudness.js';
import type { AudioBody } from '../audio-body.js';
import { Audience } from './audience.js';
import { LiveBody } from './live-body.js';
import type { LiveBounds, LiveBuffer } from './live-buffer.js';
import { LiveChannel, type LiveChannelOptions } from './live-channel.js';
import { LiveConverter, type ConverterOptions, type LiveFormatName } from './live-converter.js';
import type { LiveTitleView, LiveView } from './live.dto.js';

/** After the last listener left, a station stays so long: somebody may be changing devices. */
const LINGER_MS = 15_000;
/** A conversion is begun anew in no time. */
const CONVERTER_LINGER_MS = 3_000;
/** So far behind the newest sound listeners begin: enough for a connection that is made anew. */
const BEHIND_MS = 3_000;
const MOST_TITLES = 100;
/** A programme is loud and quiet by turns: less of it says little, more of it takes long. */
const LEAST_MEASURED_MS = 60_000;
const MOST_MEASURED_MS = 180_000;

export interface LiveStationOptions extends Pick<LiveChannelOptions, 'connect' | 'changed'> {
  readonly trackId: string;
  readonly bounds: LiveBounds;
  readonly clock: Clock;
  /** Nobody has listened for a while. */
  readonly abandoned: () => void;
}

/** What a station announced, and how far its sound has come. */
export type Announced = Pick<LiveBuffer, 'edgeMs' | 'titles'>;

interface Conversion {
  readonly converter: LiveConverter;
  readonly audience: Audience;
}

/** A station that is listened to: its one connection, and what is made of it for those who cannot play it as it is. */
export class LiveStation {
  readonly audience: Audience;
  private readonly channel: LiveChannel;
  private readonly conversions = new Map<LiveFormatName, Conversion>();

  constructor(private readonly options: LiveStationOptions) {
    const { trackId, connect, bounds, clock, changed, abandoned } = options;
    this.channel = new LiveChannel({ name: trackId, connect, bounds, clock, changed });
    this.audience = new Audience(LINGER_MS, abandoned);
  }

  get isOver(): boolean {
    return this.channel.isOver;
  }

  get conversionCount(): number {
    return this.conversions.size;
  }

  /** @throws DomainError there is nothing to hear */
  ready(signal: AbortSignal): Promise<void> {
    return this.channel.ready(signal);
  }

  /** Whether a conversion to this format would have to be begun. */
  lacks(format: LiveFormatName): boolean {
    return this.channel.format?.codec !== format && !this.conversions.has(format);
  }

  /** Its sound from a moment on; where that is not kept, or none is given, what is live. */
  listen(atMs: number | undefined): AudioBody {
    const { buffer, format } = this.channel;
    return bodyOf(format?.mimeType ?? '', buffer, momentOf(buffer, atMs), this.audience.join());
  }

  /** The same, converted. */
  listenTo(
    format: LiveFormatName,
    atMs: number | undefined,
    how: Pick<ConverterOptions, 'ffmpeg' | 'bitrateKbps'>,
  ): AudioBody {
    if (this.channel.format?.codec === format) return this.listen(atMs);
    const moment = momentOf(this.channel.buffer, atMs);
    const { converter, audience } = this.conversions.get(format) ?? this.convert(format, moment, how);
    return bodyOf(converter.mimeType, converter.buffer, moment, audience.join());
  }

  get announced(): Announced | undefined {
    const { buffer } = this.channel;
    return buffer.hasSound ? buffer : undefined;
  }

  /** In LUFS, over the newest sound; undefined where there is too little of it, or nobody can tell. */
  async loudness(ffmpeg: Ffmpeg, signal: AbortSignal): Promise<number | undefined> {
    const { buffer, format } = this.channel;
    if (!format || buffer.edgeMs - buffer.oldestMs < LEAST_MEASURED_MS) return undefined;
    return loudnessOf(ffmpeg, format.container, buffer.newest(MOST_MEASURED_MS), signal);
  }

  view(): LiveView {
    const { buffer, state, reason, cause, format, station } = this.channel;
    // A description is as long as a page.
    const { description: _, ...facts } = station;
    return {
      trackId: this.options.trackId,
      state,
      ...(reason !== undefined && { reason }),
      ...(cause && { cause }),
      oldestMs: Math.round(buffer.oldestMs),
      edgeMs: Math.round(buffer.edgeMs),
      startMs: Math.round(momentOf(buffer, undefined)),
      titles: buffer.titles.slice(-MOST_TITLES).map(({ atMs, title }): LiveTitleView => ({
        atMs: Math.round(atMs),
        ...title,
      })),
      ...(format && { codec: format.codec, container: format.container }),
      ...facts,
    };
  }

  /** Ends it and waits until nothing of it is left. */
  async close(): Promise<void> {
    this.audience.close();
    for (const { converter, audience } of this.conversions.values()) {
      audience.close();
      converter.close();
    }
    this.channel.close();
    await Promise.all([this.channel.ended, ...[...this.conversions.values()].map(({ converter }) => converter.ended)]);
  }

  private convert(
    format: LiveFormatName,
    atMs: number,
    how: Pick<ConverterOptions, 'ffmpeg' | 'bitrateKbps'>,
  ): Conversion {
    const { bounds } = this.options;
    const converter = new LiveConverter({
      ...how,
      channel: this.channel,
      format,
      atMs,
      bounds,
      left: this.audience.join(),
    });
    const conversion: Conversion = {
      converter,
      audience: new Audience(CONVERTER_LINGER_MS, () => converter.close()),
    };
    this.conversions.set(format, conversion);
    void converter.ended.then(() => {
      conversion.audience.close();
      if (this.conversions.get(format) === conversion) this.conversions.delete(format);
    });
    return conversion;
  }
}

function bodyOf(mimeType: string, buffer: LiveBuffer, atMs: number, left: () => void): LiveBody {
  return new LiveBody(mimeType, buffer, buffer.cursorAt(atMs), left);
}

/** Where to begin to hear. */
function momentOf(buffer: LiveBuffer, atMs: number | undefined): number {
  const isKept = atMs !== undefined && atMs >= buffer.oldestMs && atMs <= buffer.edgeMs;
  return isKept ? atMs : Math.max(buffer.oldestMs, buffer.edgeMs - BEHIND_MS);
}
