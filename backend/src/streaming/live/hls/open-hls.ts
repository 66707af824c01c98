import { setTimeout as wait } from 'node:timers/promises';
import { SourceUnavailable } from '../../../sources/index.js';
import { UpstreamError, type Upstream } from '../../../upstream/index.js';
import type { TitleContext } from '../formats/live-title.js';
import type { LiveConnection, LiveFormat, LivePart } from '../live-part.js';
import type { LiveLimits } from '../opening/live-limits.js';
import { Pace } from '../opening/pace.js';
import { PartStream } from '../opening/part-stream.js';
import { changed, isSame, noSound } from '../opening/plain-stream.js';
import { parseHls, type HlsMediaList, type HlsPiece, type HlsSegment } from './hls-list.js';
import { HlsWindow } from './hls-window.js';
import { SegmentReader } from './segment-reader.js';

const MAX_LIST_BYTES = 2 * 1024 ** 2;
/** A minute of uncompressed stereo takes as much. */
const MAX_SEGMENT_BYTES = 16 * 1024 ** 2;
/** So many segments in a row may be missing, or hold nothing. */
const MAX_MISSES = 3;
const PARTIAL = 206;
/** What lets somebody in does so no more, or nobody wants it any more. */
const REFUSALS: ReadonlySet<UpstreamError['reason']> = new Set(['unauthorized', 'forbidden', 'rejected', 'aborted']);
const GONE: ReadonlySet<UpstreamError['reason']> = new Set(['not-found', 'gone']);
/** No list is asked for more often, whatever it says. */
const SHORTEST_WAIT_MS = 500;

export interface HlsOptions {
  /** The list, which has come already, and where it lies. */
  readonly text: string;
  readonly url: URL;
  readonly upstream: Upstream;
  readonly signal: AbortSignal;
  readonly limits: LiveLimits;
  readonly context: TitleContext;
  /** Of what was heard through earlier connections. */
  readonly window: HlsWindow;
  readonly headersFor: (url: URL) => Readonly<Record<string, string>>;
  /** Opens the first that can be opened of several lists of the same. */
  readonly openVariants: (urls: readonly string[]) => Promise<LiveConnection | undefined>;
}

/**
 * Opens the stream of a list of HLS. The list is asked for again as often as it changes, each segment once.
 * @returns undefined where none of its variants can be opened, which `openVariants` has told
 * @throws SourceUnavailable, UpstreamError
 */
export async function openHls(options: HlsOptions): Promise<LiveConnection | undefined> {
  const list = await parseHls(options.text, options.url);
  if (list.kind === 'master') return options.openVariants(list.urls);
  return new HlsStation(options).open(list);
}

class HlsStation {
  private readonly own = new AbortController();
  private readonly signal: AbortSignal;
  private window: HlsWindow;
  private readonly reader: SegmentReader;
  private init?: HlsPiece;
  private misses = 0;
  private soundAtMs = performance.now();
  private readonly pace: Pace;

  constructor(private readonly options: HlsOptions) {
    this.signal = AbortSignal.any([options.signal, this.own.signal]);
    this.pace = new Pace(options.limits.aheadMs, this.signal);
    this.reader = new SegmentReader(options.context);
    this.window = options.window;
  }

  async open(list: HlsMediaList): Promise<LiveConnection> {
    // What has an end is played from its beginning each time.
    if (list.hasEnd) this.window = new HlsWindow();
    const parts = this.follow(list);
    const begun: LivePart[] = [];
    try {
      while (!begun.some(({ kind }) => kind === 'sound')) {
        const next = await parts.next();
        if (next.done) throw noSound();
        begun.push(next.value);
      }
      const { format } = this.reader;
      if (!format) throw noSound();
      return { format, station: {}, parts: new PartStream(this.goOn(begun, parts, format), () => this.own.abort()) };
    } catch (error) {
      this.own.abort();
      throw error;
    }
  }

  private async *goOn(
    begun: readonly LivePart[],
    parts: AsyncGenerator<LivePart, undefined>,
    format: LiveFormat,
  ): AsyncGenerator<LivePart, undefined> {
    yield* begun;
    try {
      for await (const part of parts) {
        if (!isSame(format, this.reader.format)) throw changed();
        yield part;
      }
    } catch (error) {
      if (!this.own.signal.aborted) throw error;
    }
  }

  private async *follow(first: HlsMediaList): AsyncGenerator<LivePart, undefined> {
    let list = first;
    for (let askedAtMs = performance.now(); ;) {
      const due = this.window.due(list);
      for (const segment of due) {
        yield* await this.read(segment);
        // Who reads slowly is not to be taken for a station that sends nothing.
        if (this.misses === 0) this.soundAtMs = performance.now();
        if (list.hasEnd) await this.pace.keep(segment.durationMs);
      }
      if (list.hasEnd) return undefined;
      this.refuseStall(list);
      const waitMs = due.length > 0 ? list.targetMs : list.targetMs / 2;
      await this.sleep(Math.max(SHORTEST_WAIT_MS, askedAtMs + waitMs - performance.now()));
      askedAtMs = performance.now();
      list = (await this.reload()) ?? list;
    }
  }

  private async read(segment: HlsSegment): Promise<LivePart[]> {
    if (segment.key) throw encrypted();
    const { init } = segment;
    const parts: LivePart[] = [];
    if (init && !isSamePiece(init, this.init)) {
      parts.push(...this.reader.readInit(await this.fetch(init)));
      this.init = init;
    }
    const bytes = await this.fetchIfThere(segment);
    // One that was refused is asked for again, by whoever opened the station at its address.
    this.window.take(segment);
    const sound = bytes ? this.reader.read(segment, bytes) : [];
    if (sound.length === 0) {
      if (bytes && ++this.misses >= MAX_MISSES) throw noSound();
      return parts;
    }
    this.misses = 0;
    this.soundAtMs = performance.now();
    return [...parts, ...sound];
  }

  /** @returns undefined where it has gone, which happens to who is late */
  private async fetchIfThere(segment: HlsSegment): Promise<Buffer | undefined> {
    try {
      return await this.fetch(segment);
    } catch (error) {
      // Where one is refused, so are the others: whoever opened the station begins at its address again.
      const isRefused = error instanceof UpstreamError && REFUSALS.has(error.reason);
      if (isRefused || !(error instanceof UpstreamError) || ++this.misses >= MAX_MISSES) throw error;
      return undefined;
    }
  }

  private async fetch({ url, range }: HlsPiece): Promise<Buffer> {
    const { upstream, headersFor, limits } = this.options;
    const last = range && range.offset + range.length - 1;
    const { status, headers, body } = await upstream.bytes({
      url,
      headers: { ...headersFor(url), ...(range && { range: `bytes=${range.offset}-${last}` }) },
      maxBytes: MAX_SEGMENT_BYTES,
      deadlineMs: limits.stallMs,
      signal: this.signal,
    });
    return range ? partOf(body, range, status === PARTIAL ? headers['content-range'] : undefined) : body;
  }

  /** @returns undefined where the server is unwell, which may pass before anybody hears of it */
  private async reload(): Promise<HlsMediaList | undefined> {
    const { upstream, url, headersFor, limits } = this.options;
    try {
      const { body, redirects } = await upstream.text({
        url,
        headers: headersFor(url),
        types: [''],
        maxBytes: MAX_LIST_BYTES,
        deadlineMs: limits.firstByteMs,
        signal: this.signal,
      });
      const list = await parseHls(body, redirects?.at(-1)?.to ?? url);
      return list.kind === 'media' ? list : undefined;
    } catch (error) {
      // A list that is none any more is a refusal, too, in other words. To begin at the address again costs next to nothing.
      const isRefused = !(error instanceof UpstreamError) || REFUSALS.has(error.reason) || GONE.has(error.reason);
      if (isRefused || performance.now() - this.soundAtMs > limits.stallMs) throw error;
      return undefined;
    }
  }

  private refuseStall({ targetMs }: HlsMediaList): void {
    const silentMs = performance.now() - this.soundAtMs;
    if (silentMs <= Math.max(this.options.limits.stallMs, 3 * targetMs)) return;
    throw new SourceUnavailable(
      `The station has sent nothing new for ${Math.round(silentMs / 1000)} s. It is asked again by itself; if it stays so, the station is down.`,
      'station-silent',
    );
  }

  private async sleep(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.signal });
  }
}

function isSamePiece(one: HlsPiece, other: HlsPiece | undefined): boolean {
  return one.url.href === other?.url.href && one.range?.offset === other.range?.offset;
}

/**
 * What was asked for of a file, also where all of it was sent.
 * @param told where the answer says that it begins; absent: it is the whole file
 */
function partOf(body: Buffer, { offset, length }: NonNullable<HlsPiece['range']>, told: string | undefined): Buffer {
  if (told === undefined) return body.subarray(offset, offset + length);
  const [, first] = /^\s*bytes\s+(\d{1,15})-/i.exec(told) ?? [];
  if (Number(first) === offset) return body.subarray(0, length);
  throw new SourceUnavailable(
    'The station sends other pieces of its sound than those that were asked for. Look for another address of it.',
    'station-no-sound',
  );
}

function encrypted(): SourceUnavailable {
  return new SourceUnavailable(
    'The station sends its sound encrypted, which Pyxis cannot play. Look for another address of the station.',
    'station-no-sound',
  );
}
