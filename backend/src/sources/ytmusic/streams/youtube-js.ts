import { gainIn } from '../answers/loudness.js';
import { listOf, at } from '../answers/walk.js';
import { fieldsOf, present, spanOf, textOf, type Fields } from '../../../common/index.js';
import type { Upstream } from '../../../upstream/index.js';
import { refusalOfPlayer, StreamRefused } from './refusal.js';
import { expiryOf, type ResolvedAudio } from './resolved-audio.js';
import { FORMATS, type Way, type WayWish } from './way.js';

export interface YouTubeJsOptions {
  /** To the service, as a client of its own: with the name that each question says. */
  readonly upstream: Upstream;
  /** Origin of a server that stands in for the service; absent: the service itself. */
  readonly origin?: string;
  readonly country: string;
}

/** The one that is given addresses which work as they are: no script to run, no token, no account. */
const CLIENT = 'VISIONOS';
const MAX_ANSWER_BYTES = 4 * 1024 ** 2;
const MAX_URL = 8_000;

type Library = typeof import('youtubei.js');

/**
 * youtubei.js: asks the service itself, as one of its own clients. Needs no program, and is the one to break first; it takes a
 * second and some twenty megabytes to load, so it is loaded when it is first needed.
 */
export class YouTubeJs implements Way {
  private loading?: Promise<Library>;
  /** Whom the service takes us for, so that it does not meet a stranger for every song. Nobody else is told. */
  private visitor?: string;

  constructor(private readonly options: YouTubeJsOptions) {}

  async resolve(id: string, wish: WayWish, signal: AbortSignal): Promise<ResolvedAudio> {
    const { answer, userAgent } = await this.ask(id, signal);
    const refusal = refusalOfPlayer(answer);
    if (refusal) throw new StreamRefused(refusal);
    // What is told of another song is told to those who are taken for robots.
    if (at(answer, 'videoDetails', 'videoId') !== id) throw new StreamRefused('bot-check');
    const format = bestOf(listOf(at(answer, 'streamingData', 'adaptiveFormats')).map(fieldsOf), wish);
    if (!format) throw new StreamRefused('no-formats');
    return present({ ...audioOf(format, userAgent), gainDb: gainIn(answer, String(format.itag)) });
  }

  private async ask(id: string, signal: AbortSignal): Promise<{ answer: unknown; userAgent: string }> {
    const { country: location } = this.options;
    const { Innertube, Log } = await this.load();
    // It knows renderers by their names, and complains of each new one.
    Log.setLevel(Log.Level.NONE);
    signal.throwIfAborted();
    let userAgent = '';
    const youTube = await Innertube.create({
      lang: 'en',
      location,
      timezone: 'UTC',
      retrieve_player: false,
      generate_session_locally: true,
      retrieve_innertube_config: false,
      enable_session_cache: false,
      ...(this.visitor !== undefined && { visitor_data: this.visitor }),
      fetch: async (input, init) => {
        const asked = new Request(input, init);
        userAgent = asked.headers.get('user-agent') ?? '';
        return this.send(asked, signal);
      },
    });
    this.visitor = youTube.session.context.client.visitorData;
    const { data } = await youTube.session.actions.execute('/player', {
      videoId: id,
      client: CLIENT,
      contentCheckOk: true,
      racyCheckOk: true,
    });
    return { answer: data, userAgent };
  }

  /** As `fetch` does it, by the one way out. */
  private async send(asked: Request, signal: AbortSignal): Promise<Response> {
    const { upstream, origin } = this.options;
    const { pathname, search } = new URL(asked.url);
    const { body } = await upstream.json({
      url: origin === undefined ? new URL(asked.url) : new URL(pathname + search, origin),
      method: 'POST',
      onlyReads: true,
      headers: Object.fromEntries(asked.headers),
      body: await asked.text(),
      maxBytes: MAX_ANSWER_BYTES,
      signal,
    });
    return Response.json(body);
  }

  private load(): Promise<Library> {
    this.loading ??= import('youtubei.js');
    return this.loading;
  }
}

/** Of those with sound alone and an address. @returns undefined where there is none */
function bestOf(formats: readonly Fields[], { quality, formatId }: WayWish): Fields | undefined {
  const heard = formats.filter(
    ({ mimeType, url, isDrc, audioTrack }) =>
      typeof mimeType === 'string' &&
      mimeType.startsWith('audio/') &&
      addressIn(url) !== undefined &&
      isDrc !== true &&
      // Of a song in several languages, the one that it was made in.
      (audioTrack === undefined || at(audioTrack, 'audioIsDefault') === true),
  );
  const wanted = [...(formatId === undefined ? [] : [formatId]), ...FORMATS[quality]];
  const named = wanted.find((itag) => heard.some((format) => String(format.itag) === itag));
  if (named !== undefined) return heard.find((format) => String(format.itag) === named);
  const byRate = heard.toSorted((a, b) => Number(a.bitrate) - Number(b.bitrate));
  return quality === 'best' ? byRate.at(-1) : byRate[0];
}

function audioOf(format: Fields, userAgent: string): ResolvedAudio {
  const url = addressIn(format.url) ?? '';
  return present({
    url,
    // It is given to whom it was made for.
    headers: { 'User-Agent': userAgent },
    mimeType: (textOf(format.mimeType) ?? '').split(';')[0] ?? '',
    formatId: String(format.itag),
    durationMs: spanOf(format.approxDurationMs),
    expiresAtMs: expiryOf(url),
  });
}

function addressIn(value: unknown): string | undefined {
  const isAddress = typeof value === 'string' && value.length <= MAX_URL && /^https?:/.test(value);
  return isAddress && URL.canParse(value) ? value : undefined;
}
