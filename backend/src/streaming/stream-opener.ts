import { Injectable } from '@nestjs/common';
import { TrackDirectory, type TrackLocation } from '../catalogue/index.js';
import { DomainError, NotFound, NotOpened, present, SharedWork } from '../common/index.js';
import {
  SourceRefusal,
  SourceRegistry,
  SourceUnavailable,
  TrackNotFound,
  type AudioLocation,
  type FileLocation,
  type LiveLocation,
  type Quality,
  type StreamCapability,
} from '../sources/index.js';
import { UpstreamError } from '../upstream/index.js';
import type { AudioBody } from './audio-body.js';
import type { LiveView } from './live/live.dto.js';
import { LiveStreams, type LiveTrack, type LiveWish } from './live/live-streams.js';
import { NotGivenAsFile } from './not-given-as-file.js';
import { OpenedFile } from './opened-file.js';
import type { CutFormat } from './parts/cut-arguments.js';
import { PartCutter } from './parts/part-cutter.js';
import { nameOf } from './remote/copy-store.js';
import type { AudioKey } from './remote/kept-copies.js';
import { RemoteAudio } from './remote/remote-audio.js';
import type { ReadingWish } from './remote/remote-copy.js';
import { qualityOf, remoteTrack, type RemoteLocation } from './remote/whereabouts.js';
import { SoundingSources } from './sounding-sources.js';
import { ToldGains } from './told-gains.js';

/** Of audio that nobody has looked at. */
const UNKNOWN_TYPE = 'application/octet-stream';

/** The audio of a track, ready to be read. */
export interface OpenedStream {
  readonly track: TrackLocation;
  /** It has no end, and is in the format that was wished for already. */
  readonly isLive?: true;
  /** To be closed by whoever asked for it. */
  readonly body: AudioBody;
}

/** What is wanted of it; all but the place is for what has no end. */
export interface OpenWish extends LiveWish, ReadingWish {
  /** Of audio that comes in several; absent: as it is set for its source. */
  readonly quality?: Quality;
  /** It is taken away as a file, and does not sound here. */
  readonly isToKeep?: boolean;
}

/** From the id of a track to its bytes, by the first source that has them. */
@Injectable()
export class StreamOpener {
  /** Questions where the audio of a track of another service lies. */
  private readonly locating = new SharedWork<AudioLocation>();

  constructor(
    private readonly directory: TrackDirectory,
    private readonly sources: SourceRegistry,
    private readonly remote: RemoteAudio,
    private readonly cutter: PartCutter,
    private readonly live: LiveStreams,
    private readonly sounding: SoundingSources,
    private readonly gains: ToldGains,
  ) {}

  /**
   * @throws NotFound nobody knows it
   * @throws TrackNotFound every source that had it has lost it
   * @throws SourceRefusal a source has it, and does not give it
   * @throws NotGivenAsFile it is to be kept, and a source lets it be heard only
   * @throws SourceUnavailable, UpstreamError a source has it, but cannot be reached
   */
  async open(id: string, wish: OpenWish, signal: AbortSignal): Promise<OpenedStream> {
    let failure: DomainError | undefined;
    const tracks = await this.directory.locations(id);
    if (tracks.length === 0) throw new NotFound('track', id);
    for (const track of tracks) {
      try {
        const opened = await this.openOne(id, track, wish, signal);
        if (!wish.isToKeep) this.sounding.opened(id, present({ source: track.source, quality: wish.quality }));
        return { track, ...opened };
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof DomainError && isOfOneSource(error))) throw error;
        // That it may come back says more than that another copy has gone.
        if (!failure || isAway(error)) failure = error;
      }
    }
    if (failure instanceof SourceRefusal) this.sounding.refused(id, failure.code);
    throw failure ?? new TrackNotFound('No source has this track.');
  }

  /**
   * How a station is; begins to fetch it where nobody listens.
   * @throws NotFound it is none; and what `open` throws
   */
  async look(id: string, signal: AbortSignal): Promise<LiveView> {
    for (const track of await this.directory.locations(id)) {
      const streams = this.streamsOf(track);
      const { kind } = await streams.locate(track.locator, signal);
      if (kind === 'live') return this.live.look(this.liveTrack(id, track, streams), signal);
    }
    throw new NotFound('station', id);
  }

  private async openOne(
    id: string,
    track: TrackLocation,
    wish: OpenWish,
    signal: AbortSignal,
  ): Promise<Omit<OpenedStream, 'track'>> {
    const streams = this.streamsOf(track);
    // Before anybody is asked where it lies: what is not given is not fetched either.
    if (wish.isToKeep && !streams.givesFiles)
      throw new NotGivenAsFile(this.sources.get(track.source)?.name ?? track.source);
    const part = streams.partOf?.(track.locator);
    if (!part) return this.openWhole(id, track, streams, wish, signal);
    const whole = { ...track, locator: part.whole };
    const open = async (wanted: AbortSignal): Promise<AudioBody> =>
      (await this.openWhole(id, whole, streams, { ...wish, position: 0 }, wanted)).body;
    const body = await open(signal);
    const stretch = { startSample: part.startMs, endSample: part.endMs, samplesPerSecond: 1_000 };
    return { body: await this.cutter.open(body, stretch, { ...track, ...formatOf(body) }, open, signal) };
  }

  private async openWhole(
    id: string,
    track: TrackLocation,
    streams: StreamCapability,
    wish: OpenWish,
    signal: AbortSignal,
  ): Promise<Omit<OpenedStream, 'track'>> {
    const { source, locator, format } = track;
    const key = { source, locator, quality: qualityOf(streams, wish.quality) };
    const kept = streams.upstream && (await this.openKept(key, streams, wish, signal));
    if (kept) return { body: kept };
    let location: AudioLocation;
    try {
      location = await this.locate(key, streams, signal);
    } catch (error) {
      signal.throwIfAborted();
      // Music that is here in a lesser quality goes on while its source does not answer.
      const other = isAway(error) && (await this.remote.openWhole({ ...key, quality: 'saving' }, wish, signal));
      if (other) return { body: other };
      throw error;
    }
    this.gains.note(id, location);
    if (location.kind === 'file') {
      const { part } = location;
      const open = (): Promise<OpenedFile> => openFile(location, format?.mimeType ?? UNKNOWN_TYPE);
      return { body: await (part ? this.cutter.open(await open(), part, track, open, signal) : open()) };
    }
    if (location.kind === 'live') {
      return { isLive: true, body: await this.live.open(this.liveTrack(id, track, streams), wish, signal) };
    }
    return { body: await this.openRemote(key, streams, location, wish, signal) };
  }

  /** What costs nothing where little is to be fetched: what is here as it sounds best serves as well. */
  private async openKept(
    key: AudioKey,
    { quality }: StreamCapability,
    wish: ReadingWish,
    signal: AbortSignal,
  ): Promise<AudioBody | undefined> {
    const best = { ...key, quality: 'best' as const };
    const isOther = quality !== undefined && key.quality !== 'best';
    const kept = await this.remote.openKept(key, wish, signal);
    return kept ?? (isOther ? this.remote.openWhole(best, wish, signal) : undefined);
  }

  /** @throws SourceUnavailable */
  private streamsOf({ source }: TrackLocation): StreamCapability {
    const streams = this.sources.get(source)?.capabilities.streams;
    if (!streams) throw new SourceUnavailable(`The source “${source}” is switched off or cannot play.`, 'source-off');
    return streams;
  }

  private liveTrack(trackId: string, { source, locator }: TrackLocation, streams: StreamCapability): LiveTrack {
    const { upstream } = streams;
    if (!upstream) throw new Error(`The source “${source}” has stations and no way to them.`);
    const locate = async (signal: AbortSignal): Promise<LiveLocation> => {
      const location = await streams.locate(locator, signal);
      if (location.kind === 'live') return location;
      throw new SourceUnavailable('This is no station any more. Play it again.', 'changed-meanwhile');
    };
    return { trackId, upstream, locate };
  }

  /** Whoever wants it at the same time asks a service once. */
  private locate(key: AudioKey, streams: StreamCapability, signal: AbortSignal): Promise<AudioLocation> {
    const { locator, quality } = key;
    const locate = (wanted: AbortSignal): Promise<AudioLocation> => streams.locate(locator, wanted, 0, quality);
    return streams.upstream ? this.locating.do(nameOf(key), locate, signal) : locate(signal);
  }

  private openRemote(
    key: AudioKey,
    streams: StreamCapability,
    location: RemoteLocation,
    wish: ReadingWish,
    signal: AbortSignal,
  ): Promise<AudioBody> {
    const { upstream } = streams;
    if (!upstream) throw new Error(`The source “${key.source}” has audio elsewhere and no way to it.`);
    const track = remoteTrack(streams, upstream, location, (wanted, refused) =>
      streams.locate(key.locator, wanted, refused, key.quality),
    );
    return this.remote.open(key, track, wish, signal);
  }
}

/** In what a part of what lies elsewhere comes: in the frames of the whole. */
function formatOf({ mimeType }: AudioBody): { readonly format?: CutFormat } {
  const [type] = mimeType.split(';');
  if (type === 'audio/webm') return { format: { container: 'webm', codec: 'opus', mimeType } };
  return type === 'audio/mp4' ? { format: { container: 'mp4', codec: 'aac', mimeType } } : {};
}

/** Another source may do better. */
function isOfOneSource(error: DomainError): boolean {
  const isFinal = [TrackNotFound, SourceRefusal, NotGivenAsFile].some((kind) => error instanceof kind);
  return isFinal || isAway(error);
}

/** A source has it, and may have it again later. */
function isAway(error: unknown): error is DomainError {
  return error instanceof SourceUnavailable || error instanceof UpstreamError;
}

async function openFile({ path, accepts }: FileLocation, mimeType: string): Promise<OpenedFile> {
  try {
    return await OpenedFile.open(path, mimeType, accepts);
  } catch (error) {
    if (error instanceof NotOpened) throw new TrackNotFound('What lies there is no audio file any more.');
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code !== 'ENOENT')
      throw new SourceUnavailable(`The file cannot be opened (${String(error.code)}).`, 'file-unreadable');
    throw new TrackNotFound('The file is not there any more. The next scan will notice.');
  }
}
