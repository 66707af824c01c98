import { SourceUnavailable, type LiveLocation } from '../../../sources/index.js';
import { UpstreamError, type Upstream } from '../../../upstream/index.js';
import { intervalOf } from '../formats/icy-cutter.js';
import { IcyReader } from '../formats/icy-reader.js';
import { readerOf, type StreamKind } from '../formats/recognise.js';
import type { TitleContext } from '../formats/live-title.js';
import type { HlsWindow } from '../hls/hls-window.js';
import { openHls } from '../hls/open-hls.js';
import type { LiveConnection } from '../live-part.js';
import { entriesIn } from '../playlists/parse-playlist.js';
import { recognise, type Recognised } from './first-bytes.js';
import type { LiveLimits } from './live-limits.js';
import { readPlainStream } from './plain-stream.js';
import { stationOf } from './station-headers.js';
import { asRefusal } from './station-refusal.js';
import { WatchedBody } from './watched-body.js';

/** A list that leads to a list that leads to a list. */
const MAX_DEPTH = 3;
const MAX_ENTRIES = 100;
/** In all, whatever leads where. */
const MAX_REQUESTS = 20;

/** One address that was asked, and what came. */
interface Asked {
  /** Where its redirects ended. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: WatchedBody;
  readonly recognised: Recognised;
}

/** Finds the stream behind the addresses of a station. Of each address there is one request, which is the stream itself. */
export class LiveOpening {
  private readonly asked = new Set<string>();
  private readonly origins: ReadonlySet<string>;
  /** Why the addresses that were tried gave nothing. */
  private readonly failures: Error[] = [];

  /**
   * @param signal ends the opening, and the connection that it gave
   * @param window of what was heard through earlier connections
   */
  constructor(
    private readonly upstream: Upstream,
    private readonly location: LiveLocation,
    private readonly signal: AbortSignal,
    private readonly limits: LiveLimits,
    private readonly window: HlsWindow,
  ) {
    this.origins = new Set(location.urls.flatMap((url) => (URL.canParse(url) ? [new URL(url).origin] : [])));
  }

  /** @throws UpstreamError, SourceUnavailable that of the first address */
  async open(): Promise<LiveConnection> {
    const connection = await this.tryAll(this.location.urls, 0);
    if (connection) return connection;
    throw (
      this.failures[0] ??
      new SourceUnavailable(
        'The list at this address names no stream. Save the address of the stream itself.',
        'address-is-no-stream',
      )
    );
  }

  private async tryAll(urls: readonly string[], depth: number): Promise<LiveConnection | undefined> {
    for (const url of urls) {
      if (this.asked.has(url)) continue;
      if (this.asked.size >= MAX_REQUESTS) throw tooManyLists();
      this.asked.add(url);
      try {
        const connection = await this.tryOne(url, depth);
        if (connection) return connection;
      } catch (error) {
        this.signal.throwIfAborted();
        const failure = error instanceof UpstreamError ? asRefusal(error, this.upstream.name) : error;
        if (!isAnswer(failure) || this.asked.size >= MAX_REQUESTS) throw failure;
        this.failures.push(failure);
      }
    }
    return undefined;
  }

  private async tryOne(address: string, depth: number): Promise<LiveConnection | undefined> {
    if (!URL.canParse(address))
      throw new SourceUnavailable('The address of the station is none. Save another one.', 'address-is-no-stream');
    const asked = await this.ask(new URL(address));
    const { recognised, url } = asked;
    if (recognised.kind === 'stream') return this.read(asked, recognised.stream, recognised.bytes);
    asked.body.close();
    if (recognised.list === 'hls') return this.readHls(recognised.text, url, depth);
    const entries = await entriesIn(recognised.text, recognised.list, url);
    return this.goDeeper(entries.slice(0, MAX_ENTRIES).map((entry) => entry.url), depth); // prettier-ignore
  }

  private goDeeper(urls: readonly string[], depth: number): Promise<LiveConnection | undefined> {
    if (depth >= MAX_DEPTH) throw tooManyLists();
    return this.tryAll(urls, depth + 1);
  }

  private async ask(url: URL): Promise<Asked> {
    const answer = await this.upstream.stream({
      url,
      headers: { accept: '*/*', 'icy-metadata': '1', ...this.headersFor(url) },
      types: [''],
      maxBytes: Infinity,
      deadlineMs: this.limits.firstByteMs,
      isLive: true,
      signal: this.signal,
    });
    const body = new WatchedBody(answer.body, this.limits);
    try {
      const { headers, redirects } = answer;
      const recognised = await recognise(body, typeIn(headers), intervalOf(headers['icy-metaint']), this.limits);
      return { url: redirects?.at(-1)?.to ?? url, headers, body, recognised };
    } catch (error) {
      body.close();
      throw error;
    }
  }

  private async read({ headers, body }: Asked, kind: StreamKind, first: Buffer): Promise<LiveConnection> {
    const station = stationOf(headers, this.location.charset);
    const context = this.contextOf(station.name);
    const { bitrateKbps } = station;
    const mimeType = typeIn(headers);
    const hints = { ...(mimeType !== undefined && { mimeType }), ...(bitrateKbps !== undefined && { bitrateKbps }) };
    const sound = readerOf(kind, hints, context);
    const intervalBytes = intervalOf(headers['icy-metaint']);
    const reader = intervalBytes === undefined ? sound : new IcyReader(intervalBytes, sound, context);
    try {
      const hasEnd = headers['content-length'] !== undefined;
      return await readPlainStream({ body, reader, station, hasEnd }, first, this.limits);
    } catch (error) {
      body.close();
      throw error;
    }
  }

  private readHls(text: string, url: URL, depth: number): Promise<LiveConnection | undefined> {
    const { upstream, signal, limits, window } = this;
    return openHls({
      text, url, upstream, signal, limits, window,
      context: this.contextOf(undefined),
      headersFor: (to) => this.headersFor(to),
      openVariants: (urls) => this.goDeeper(urls, depth),
    }); // prettier-ignore
  }

  /** @param own what the station calls itself */
  private contextOf(own: string | undefined): TitleContext {
    const { charset, name } = this.location;
    const stationNames = [own, name].filter((each) => each !== undefined);
    return { stationNames, ...(charset !== undefined && { charset }) };
  }

  /** What lets somebody in is told to the hosts of the station's own addresses only. */
  private headersFor({ origin }: URL): Readonly<Record<string, string>> {
    return this.origins.has(origin) ? this.location.headers : {};
  }
}

/** Another address may do better. */
function isAnswer(error: unknown): error is SourceUnavailable | UpstreamError {
  return error instanceof SourceUnavailable || error instanceof UpstreamError;
}

function typeIn(headers: Asked['headers']): string | undefined {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  return type === '' ? undefined : type;
}

function tooManyLists(): SourceUnavailable {
  return new SourceUnavailable(
    'The address leads from list to list without a stream at the end. Save the address of the stream itself.',
    'address-is-no-stream',
  );
}
