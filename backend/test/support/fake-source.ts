import { EMPTY } from 'rxjs';
import type { ServerResponse } from 'node:http';
import {
  ArtworkNotFound,
  SourceUnavailable,
  TrackNotFound,
  type HlsLocation,
  type HttpLocation,
  type Quality,
  type SourceAdapter,
  type SourceCapabilities,
  type SourceHealth,
  type SourceTrack,
  type StreamCapability,
  type ToldLength,
} from '../../src/sources/index.js';
import { UpstreamError, type Upstream } from '../../src/upstream/index.js';
import { FakeUpstream, type FakeAnswer, type FakeRequest, type Spoil } from './fake-upstream.js';
import { upstreamTo } from './upstream-to.js';

/** A track that no library has, with a picture. */
export const FAR_AWAY: SourceTrack = {
  title: 'Far away',
  artist: 'Somebody Else',
  artists: [{ name: 'Somebody Else', role: 'main' }],
  album: { title: 'Elsewhere' },
  durationMs: 100_000,
  artwork: { locator: '/picture', version: '1' },
};

const FILE_TYPES: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  ts: 'video/mp2t',
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  m4s: 'video/iso.segment',
  mp4: 'video/mp4',
};

/** A music service: tracks by their ids, their audio in whole or in part, one picture. */
export class FakeMusic extends FakeUpstream {
  readonly tracks = new Map<string, SourceTrack>();
  audio: Buffer = Buffer.from('audio');
  /** The same where little is to be fetched; absent: there is no such thing. */
  smallAudio?: Buffer;
  audioType = 'audio/mpeg';
  etag?: string = '"one"';
  lastModified?: string;
  picture = Buffer.from('picture');
  /** Whether it sends the parts that it is asked for. */
  takesRanges = true;
  /** Whether it says how much there is. */
  tellsSize = true;
  /** What lies below `/files`, by its path there: lists and segments of HLS. */
  readonly files = new Map<string, Buffer>();

  /** Requests for audio, as the position that was asked for. */
  get positions(): number[] {
    return this.requests
      .filter(({ path }) => path.startsWith('/audio'))
      .map(({ headers }) => Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0));
  }

  /** Begins an answer with everything up to a byte; what comes then is another's to do. */
  begin(response: ServerResponse, request: FakeRequest, end: number, then: () => void): void {
    const { status, headers, body } = this.answerAudio(request);
    const first = this.audioOf(request).length - body.length;
    response.writeHead(status, headers).write(body.subarray(0, Math.max(0, end - first)), then);
  }

  protected answer(request: FakeRequest): FakeAnswer {
    const [, kind, id = ''] = new URL(request.path, this.origin).pathname.split('/');
    if (kind === 'audio') return this.answerAudio(request);
    if (kind === 'files') return this.answerFile(request);
    if (kind === 'picture') return { status: 200, headers: { 'Content-Type': 'image/png' }, body: this.picture };
    const track = this.tracks.get(id);
    return track ? { status: 200, body: JSON.stringify(track) } : { status: 404, body: '{}' };
  }

  private answerFile({ path, headers: { range } }: FakeRequest): FakeAnswer {
    const { pathname } = new URL(path, this.origin);
    const file = this.files.get(pathname.slice('/files/'.length));
    if (!file) return { status: 404, headers: { 'Content-Type': 'text/html' }, body: 'Not here' };
    const type = FILE_TYPES[pathname.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    return first === undefined
      ? { status: 200, headers: { 'Content-Type': type }, body: file }
      : { status: 206, headers: { 'Content-Type': type }, body: file.subarray(Number(first), Number(last) + 1) };
  }

  private audioOf({ path }: FakeRequest): Buffer {
    return (path.includes('quality=saving') ? this.smallAudio : undefined) ?? this.audio;
  }

  private answerAudio(request: FakeRequest): FakeAnswer & { body: Buffer } {
    const { range, 'if-range': condition } = request.headers;
    const audio = this.audioOf(request);
    const size = audio.length;
    const etag: Record<string, string> = this.etag === undefined ? {} : { ETag: this.etag };
    const date: Record<string, string> = this.lastModified === undefined ? {} : { 'Last-Modified': this.lastModified };
    const common: Record<string, string> = { 'Content-Type': this.audioType, ...etag, ...date };
    const first = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? Number.NaN);
    if (
      !this.takesRanges ||
      Number.isNaN(first) ||
      (condition !== undefined && condition !== (this.etag ?? this.lastModified))
    ) {
      const length: Record<string, string> = this.tellsSize ? { 'Content-Length': String(size) } : {};
      return { status: 200, headers: { ...common, ...length }, body: audio };
    }
    if (first >= size) return { status: 416, headers: { 'Content-Range': `bytes */${size}` }, body: Buffer.alloc(0) };
    return {
      status: 206,
      headers: {
        ...common,
        'Content-Range': `bytes ${first}-${size - 1}/${size}`,
        'Content-Length': String(size - first),
      },
      body: audio.subarray(first),
    };
  }
}

/** Sends audio up to a byte and breaks off. */
export function breaksAt(music: FakeMusic, end: number): Spoil {
  return (response, request) => music.begin(response, request, end, () => response.destroy());
}

/** Sends audio up to a byte, then says nothing more and stays. */
export function stallsAt(music: FakeMusic, end: number): Spoil {
  return (response, request) => music.begin(response, request, end, () => undefined);
}

/** What is said of its audio beside where it lies, and what can be opened. */
type FakeOptions = Omit<Partial<StreamCapability>, 'locate' | 'upstream'> & Pick<SourceCapabilities, 'browse' | 'own'>;

/** The source of that service, as an adapter would be written. */
export class FakeSource implements SourceAdapter {
  readonly id = 'fake';
  readonly name = 'Fake Music';
  readonly healthChanges = EMPTY;
  readonly capabilities: SourceAdapter['capabilities'];
  /** How often it was asked where audio is. */
  located = 0;
  /** It does not say where audio is. */
  isAway = false;
  /** Tracks whose audio it has lost. */
  readonly lost = new Set<string>();
  /** Tracks whose audio is a list of HLS, and where that is below `/files`. */
  readonly lists = new Map<string, string>();
  /** Until when the addresses of segments work; undefined: it does not say. */
  endOfSegments?: () => number;
  /** What differs in locations. */
  location: Partial<HttpLocation> = {};
  /** How long tracks are, as the source knows. */
  told: ToldLength = {};

  constructor(
    private readonly music: FakeMusic,
    private readonly upstream: Upstream,
    more: FakeOptions,
  ) {
    const { browse, own, ...streams } = more;
    this.capabilities = {
      ...(browse && { browse }),
      ...(own && { own }),
      tracks: { find: (nativeId, signal) => this.find(nativeId, signal) },
      streams: {
        upstream,
        locate: (locator, signal, _refused, quality) => this.locate(locator, signal, quality),
        ...streams,
      },
      artwork: { read: (locator, signal) => this.read(locator, signal) },
    };
  }

  /** One with a service of its own. @param silenceMs after which it is given up @param more that is special about it */
  static async start(
    silenceMs = 30_000,
    more: FakeOptions = {},
  ): Promise<{
    readonly music: FakeMusic;
    readonly source: FakeSource;
  }> {
    const music = await new FakeMusic().start();
    const description = { id: 'fake', name: 'Fake Music', configured: [music.origin] };
    const { upstream } = upstreamTo(description, { limits: { retries: 0, silenceMs, concurrency: 8 } });
    return { music, source: new FakeSource(music, upstream, more) };
  }

  health(): SourceHealth {
    return { state: 'ok', sinceMs: 0, parts: [] };
  }

  private locate(locator: string, signal: AbortSignal, quality?: Quality): Promise<HttpLocation | HlsLocation> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    if (this.isAway) return Promise.reject(new SourceUnavailable('Fake Music does not answer.'));
    if (this.lost.has(locator)) return Promise.reject(new TrackNotFound('Fake Music has no such track.'));
    const list = this.lists.get(locator);
    const path = list === undefined ? `audio/${locator}` : `files/${list}`;
    const url = `${this.music.origin}/${path}?ticket=${++this.located}${quality === 'saving' ? '&quality=saving' : ''}`;
    const headers = { Authorization: 'Bearer secret' };
    if (list === undefined) {
      return Promise.resolve({ kind: 'http', url, headers, takesRanges: true, ...this.told, ...this.location });
    }
    const end = this.endOfSegments && { expiresAtMs: this.endOfSegments() };
    return Promise.resolve({ kind: 'hls', url, headers, ...this.told, ...end });
  }

  private async find(nativeId: string, signal: AbortSignal): Promise<SourceTrack> {
    try {
      const url = new URL(`/tracks/${encodeURIComponent(nativeId)}`, this.music.origin);
      return (await this.upstream.json({ url, signal })).body as SourceTrack;
    } catch (error) {
      if (error instanceof UpstreamError && error.reason === 'not-found') throw new TrackNotFound('Fake Music has no such track.'); // prettier-ignore
      throw error;
    }
  }

  private async read(locator: string, signal: AbortSignal): Promise<Buffer> {
    try {
      const url = new URL(locator, this.music.origin);
      return (await this.upstream.bytes({ url, types: ['image/'], signal })).body;
    } catch (error) {
      if (error instanceof UpstreamError && error.reason === 'not-found') throw new ArtworkNotFound('Fake Music has no such cover.'); // prettier-ignore
      throw error;
    }
  }
}
