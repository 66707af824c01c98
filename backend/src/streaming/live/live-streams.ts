import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Subject } from 'rxjs';
import { Clock, InvalidRequest } from '../../common/index.js';
import { StreamingConfig } from '../../config/index.js';
import type { LiveLocation } from '../../sources/index.js';
import type { Upstream } from '../../upstream/index.js';
import type { AudioBody } from '../audio-body.js';
import { Ffmpeg } from '../transcode/ffmpeg.js';
import { TranscoderBusy, TranscoderMissing } from '../transcode/transcode-error.js';
import type { TranscodeWish } from '../transcode/transcode-request.js';
import { HlsWindow } from './hls/hls-window.js';
import { LIVE_FORMATS, type LiveFormatName } from './live-converter.js';
import { LiveStation, type Announced } from './live-station.js';
import type { LiveView } from './live.dto.js';
import { openLive } from './open-live.js';

const MINUTE_MS = 60_000;
const BITRATES_KBPS = { mp3: 192, aac: 160 } as const;

/** A station, and how to get at it. */
export interface LiveTrack {
  readonly trackId: string;
  readonly upstream: Upstream;
  /** Asked at each connection: every one begins at the address that was saved. */
  readonly locate: (signal: AbortSignal) => Promise<LiveLocation>;
}

/** Stations that are listened to: each is fetched once, and converted once to each format, however many listen. */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  /** Tells the track id of a station whose state or title is another now. */
  readonly changes = new Subject<string>();
  private readonly stations = new Map<string, LiveStation>();

  constructor(
    private readonly clock: Clock,
    private readonly config: StreamingConfig,
    private readonly ffmpeg: Ffmpeg,
  ) {}

  /** Connections to stations. */
  get openCount(): number {
    return this.stations.size;
  }

  get conversionCount(): number {
    return [...this.stations.values()].reduce((sum, { conversionCount }) => sum + conversionCount, 0);
  }

  /**
   * Begins to listen, or listens in.
   * @param wish `at`: a moment of its clock; what is not kept any more is replaced by what is live
   * @returns to be closed by whoever asked
   * @throws DomainError it cannot be heard
   */
  async open(track: LiveTrack, { at, ...wish }: LiveWish, signal: AbortSignal): Promise<AudioBody> {
    const format = formatOf(wish);
    const station = this.stationOf(track);
    const leave = station.audience.join();
    try {
      await station.ready(signal);
      if (format === undefined) return station.listen(at);
      if (station.lacks(format)) await this.checkRoom();
      return station.listenTo(format, at, { ffmpeg: this.ffmpeg, bitrateKbps: BITRATES_KBPS[format] });
    } finally {
      leave();
    }
  }

  /**
   * How a station is, once it can be heard. It stays for a while, so that whoever asked can begin to listen.
   * @throws DomainError it cannot be heard
   */
  async look(track: LiveTrack, signal: AbortSignal): Promise<LiveView> {
    const station = this.stationOf(track);
    const leave = station.audience.join();
    try {
      await station.ready(signal);
      return station.view();
    } finally {
      leave();
    }
  }

  /** @returns undefined where nobody listens */
  view(trackId: string): LiveView | undefined {
    return this.stations.get(trackId)?.view();
  }

  /** @returns what it announced, and how far its sound has come; undefined where nothing of it was heard */
  announced(trackId: string): Announced | undefined {
    return this.stations.get(trackId)?.announced;
  }

  /** How loud a station is, in LUFS; undefined where too little of it was heard, or nobody can tell. */
  async loudness(trackId: string, signal: AbortSignal): Promise<number | undefined> {
    return this.stations.get(trackId)?.loudness(this.ffmpeg, signal);
  }

  /** Keeps a station that nobody listens to as long as its sound is kept: somebody has paused it. */
  keep(trackId: string): void {
    this.stations.get(trackId)?.audience.keep(this.config.live.bufferMinutes * MINUTE_MS);
  }

  /** It lies elsewhere now, or is read otherwise: whoever listens is cut off, and comes back to what is there. */
  async renew(trackId: string): Promise<void> {
    const station = this.stations.get(trackId);
    if (station) await this.end(trackId, station);
  }

  async beforeApplicationShutdown(): Promise<void> {
    const all = [...this.stations.values()];
    this.stations.clear();
    await Promise.all(all.map((station) => station.close()));
  }

  private stationOf({ trackId, upstream, locate }: LiveTrack): LiveStation {
    const known = this.stations.get(trackId);
    if (known && !known.isOver) return known;
    const { bufferMinutes, maxBuffer } = this.config.live;
    const window = new HlsWindow();
    const station = new LiveStation({
      trackId,
      connect: async (signal) => openLive(upstream, await locate(signal), signal, { window }),
      bounds: { mostMs: bufferMinutes * MINUTE_MS, mostBytes: maxBuffer },
      clock: this.clock,
      changed: () => this.changes.next(trackId),
      abandoned: () => void this.end(trackId, station),
    });
    this.stations.set(trackId, station);
    return station;
  }

  private async end(trackId: string, station: LiveStation): Promise<void> {
    if (this.stations.get(trackId) === station) this.stations.delete(trackId);
    await station.close();
    this.changes.next(trackId);
  }

  /** @throws TranscoderMissing, TranscoderBusy */
  private async checkRoom(): Promise<void> {
    if (!(await this.ffmpeg.isThere())) throw new TranscoderMissing();
    const { maxConversions } = this.config.live;
    if (this.conversionCount >= maxConversions)
      throw new TranscoderBusy(maxConversions, 'streaming.live.maxConversions');
  }
}

/** What somebody wants of a station. */
export type LiveWish = TranscodeWish & { readonly at?: number };

/** @throws InvalidRequest what cannot be had of something without an end */
function formatOf({ format, bitrate, t }: TranscodeWish): LiveFormatName | undefined {
  const senseless = Object.entries({ bitrate, t }).filter(([, value]) => value !== undefined);
  if (senseless.length > 0) {
    throw new InvalidRequest(senseless.map(([field]) => ({ field, detail: 'has no meaning for a station.' })));
  }
  if (format === undefined) return undefined;
  const known = LIVE_FORMATS.find((each) => each === format);
  if (known) return known;
  throw new InvalidRequest([{ field: 'format', detail: `must be ${LIVE_FORMATS.join(' or ')} for a station.` }]);
}
