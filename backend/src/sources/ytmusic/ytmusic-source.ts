import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { present, RecentAnswers } from '../../common/index.js';
import { YtMusicSourceConfig } from '../../config/index.js';
import { GuardedProxy, type Upstream } from '../../upstream/index.js';
import type { AdapterTools } from '../adapter-tools.js';
import { RemoteArtwork } from '../remote-artwork.js';
import type { BrowseCapability, RemoteTrack, SearchCapability } from '../remote-catalogue.js';
import { ServiceHealth } from '../service-health.js';
import { TrackNotFound } from '../source-error.js';
import { sourceTrackOf } from '../source-track-of.js';
import type {
  HttpLocation,
  SourceAdapter,
  SourceAnswer,
  SourceCapabilities,
  SourceCredential,
  SourceHealth,
} from '../source.js';
import { cookieFile, readCookies } from './account/cookies.js';
import { YtMusicOwn } from './account/own-music.js';
import { Session } from './account/session.js';
import { ChapterAlbums, isVideo, partOf } from './chapter-albums.js';
import { InnerTube } from './inner-tube.js';
import { readLink } from './links.js';
import type { ResolvedAudio } from './streams/resolved-audio.js';
import { StreamRefused } from './streams/refusal.js';
import { Resolver, type SoundWish } from './streams/resolver.js';
import { SoundHealth } from './streams/sound-health.js';
import { TwoWays } from './streams/two-ways.js';
import { WithLoudness } from './streams/with-loudness.js';
import { YouTubeJs } from './streams/youtube-js.js';
import { YtDlp } from './streams/yt-dlp.js';
import { YtMusicCatalogue } from './ytmusic-catalogue.js';

const COOKIES = 'ytmusic-cookies';
const COOKIES_FOR =
  'cookies of somebody who has signed in there, for their likes, playlists and albums, and for what guests do not hear.';
/** Who pastes the address of a video, opens it and plays it asks about it once. */
const RECENT_MS = 60_000;
const MOST_RECENT = 100;
const MIB = 1024 ** 2;
/** Of sound, at a time. */
const MOST_PART_BYTES = 10 * MIB;
/** An address may have to be waited for, as one waits for an advertisement. */
const LONGEST_WAIT_MS = 15_000;
/** What the clients of the service ask: its pages and calls, and its hosts of sound. */
const HOSTS = ['youtube.com', '*.youtube.com', 'youtubei.googleapis.com', '*.googlevideo.com'];

type Tools = Pick<AdapterTools, 'clock' | 'upstreams' | 'fetchPicture' | 'cacheFolder' | 'secrets'>;

/** YouTube Music: its catalogue by the calls of its own web page, its sound by yt-dlp, else by youtubei.js. */
export class YtMusicSource implements SourceAdapter {
  readonly id = 'ytmusic';
  readonly name = 'YouTube Music';
  readonly capabilities: SourceCapabilities;
  readonly credentials: readonly SourceCredential[];
  private readonly serviceHealth: ServiceHealth;
  private readonly service: Upstream;
  private readonly catalogue: YtMusicCatalogue;
  private readonly resolver: Resolver;
  private readonly ways: TwoWays;
  /** For yt-dlp. */
  private readonly proxy: GuardedProxy;

  constructor(
    private readonly config: YtMusicSourceConfig,
    private readonly tools: Tools,
  ) {
    const { clock, upstreams, fetchPicture, cacheFolder, secrets } = tools;
    const { apiUrl, country, quality, keep, monthlyLimit } = config;
    const isElsewhere = apiUrl !== new YtMusicSourceConfig().apiUrl;
    const service = upstreams.to({
      id: 'ytmusic',
      name: 'YouTube Music',
      configured: isElsewhere ? [apiUrl] : [],
      limits: { deadlineMs: 15_000, budget: { calls: 10, perMs: 5_000 } },
    });
    const media = upstreams.to({
      id: 'ytmusic-media',
      name: 'The host of the sound',
      configured: config.mediaUrl === undefined ? [] : [config.mediaUrl],
      hasManyHosts: true,
      keepsUserAgent: true,
      // Whoever listens has long gone on when one of its hosts has said nothing for half a minute.
      limits: { concurrency: 16, budget: { calls: 50, perMs: 1_000 }, retries: 1, silenceMs: 15_000 },
    });
    const cookies = readCookies(secrets.find(COOKIES).value ?? '');
    const session = cookies && new Session(cookies, present({ index: config.account, channel: config.channel }), clock);
    this.credentials = [{ name: COOKIES, description: COOKIES_FOR, isGiven: session !== undefined }];
    const innerTube = new InnerTube(service, {
      apiUrl,
      country,
      nowMs: () => clock.nowMs(),
      ...(session && { session }),
    });
    const catalogue = new YtMusicCatalogue(innerTube);
    const own = session && new YtMusicOwn(innerTube, catalogue, session);
    this.proxy = new GuardedProxy({ hosts: HOSTS, configured: config.ytDlpMayAsk });
    const ytDlp = new YtDlp({
      program: config.ytDlp,
      extraArguments: config.ytDlpArguments,
      clients: config.ytDlpClients,
      cacheFolder: join(cacheFolder, 'yt-dlp'),
      proxyAddress: () => this.proxy.address(),
      ...(cookies && { cookies: cookieFile(cookies) }),
    });
    const player = upstreams.to({
      id: 'ytmusic-player',
      name: 'The player of YouTube',
      configured: isElsewhere ? [apiUrl] : [],
      keepsUserAgent: true,
      limits: { deadlineMs: 15_000, retries: 1, budget: { calls: 2, perMs: 1_000 } },
    });
    const youTubeJs = new YouTubeJs({ upstream: player, country, ...(isElsewhere && { origin: apiUrl }) });
    // By itself, and as a guest: nothing else is any the worse when it does not answer.
    const loudness = upstreams.to({
      id: 'ytmusic-loudness',
      name: 'YouTube Music, for how loud songs are',
      configured: isElsewhere ? [apiUrl] : [],
      limits: { deadlineMs: 5_000, retries: 0, budget: { calls: 2, perMs: 1_000 } },
    });
    const guest = new InnerTube(loudness, { apiUrl, country, nowMs: () => clock.nowMs() });
    this.ways = new TwoWays(new WithLoudness(ytDlp, guest), youTubeJs, clock);
    const soundHealth = new SoundHealth(clock);
    this.resolver = new Resolver((wish, signal) => this.ways.resolve(wish, signal), clock, soundHealth);
    this.serviceHealth = new ServiceHealth([service, soundHealth, ...(session ? [session] : [])], clock);
    this.service = service;
    this.catalogue = catalogue;
    const recent = new RecentAnswers<RemoteTrack>(clock, RECENT_MS, MOST_RECENT);
    const track = (id: string, signal: AbortSignal): Promise<RemoteTrack> =>
      recent.get(id, (shared) => catalogue.track(id, shared), signal);
    const chapters = new ChapterAlbums(track, (id, signal) => this.resolver.find({ id, quality, refused: 0 }, signal));
    this.capabilities = {
      streams: {
        upstream: media,
        mostLocations: 3,
        keeping: keep,
        quality,
        ...(monthlyLimit !== undefined && { monthlyLimitBytes: monthlyLimit }),
        locate: (id, signal, refused = 0, wanted = quality) => this.locate({ id, refused, quality: wanted }, signal),
        partOf,
      },
      tracks: {
        find: async (id, signal) => {
          const part = partOf(id);
          return sourceTrackOf(await (part ? chapters.track(id, part.whole, signal) : track(videoIdOf(id), signal)));
        },
      },
      artwork: new RemoteArtwork(fetchPicture),
      search: searchOf(catalogue),
      browse: browseOf(catalogue, chapters, own),
      ...(own && { own }),
      // Those of all of a video fit none of its chapters.
      lyrics: {
        find: async (id, signal) => (partOf(id) ? undefined : catalogue.lyrics(videoIdOf(id), signal)),
      },
    };
  }

  get healthChanges(): ServiceHealth['changes'] {
    return this.serviceHealth.changes;
  }

  health(): SourceHealth {
    return this.serviceHealth.now;
  }

  answers(): SourceAnswer[] {
    return this.serviceHealth.answers();
  }

  /** Asks the catalogue, and for the sound of the song that could not be had last. */
  async tryNow(signal: AbortSignal): Promise<void> {
    await this.service.forgive();
    await this.catalogue.suggest('a', signal);
    this.ways.forgive();
    const wish = this.resolver.forgive();
    if (wish) await this.locate(wish, signal);
  }

  close(): Promise<void> {
    return this.proxy.close();
  }

  private async locate(wish: SoundWish, signal: AbortSignal): Promise<HttpLocation> {
    try {
      const audio = await this.resolver.find({ ...wish, id: videoIdOf(wish.id) }, signal);
      await this.untilAvailable(audio, signal);
      return this.locationOf(audio);
    } catch (error) {
      if (error instanceof StreamRefused && error.refusal === 'removed') throw new TrackNotFound(error.message);
      throw error;
    }
  }

  private async untilAvailable({ availableAtMs = 0 }: ResolvedAudio, signal: AbortSignal): Promise<void> {
    const waitMs = Math.min(LONGEST_WAIT_MS, availableAtMs - this.tools.clock.nowMs());
    if (waitMs > 0) await delay(waitMs, undefined, { signal });
  }

  private locationOf({ url, headers, mimeType, expiresAtMs, gainDb }: ResolvedAudio): HttpLocation {
    const { mediaUrl } = this.config;
    const { pathname, search } = new URL(url);
    return present({
      kind: 'http' as const,
      url: mediaUrl === undefined ? url : new URL(pathname + search, mediaUrl).href,
      headers,
      mimeType,
      expiresAtMs,
      gainDb,
      takesRanges: true,
      mostBytesAtOnce: MOST_PART_BYTES,
    });
  }
}

function searchOf(catalogue: YtMusicCatalogue): SearchCapability {
  return {
    kinds: ['album', 'artist', 'track', 'playlist'],
    find: (query, kind, cursor, signal) => catalogue.search(query, kind, cursor, signal),
    suggest: (beginning, signal) => catalogue.suggest(beginning, signal),
    readLink,
  };
}

/** @param own where somebody has signed in */
function browseOf(catalogue: YtMusicCatalogue, chapters: ChapterAlbums, own: YtMusicOwn | undefined): BrowseCapability {
  return {
    album: (id, signal) => (isVideo(id) ? chapters.album(id, signal) : catalogue.album(id, signal)),
    artist: (id, signal) => catalogue.artist(id, signal),
    playlist: (id, cursor, signal) => (own ?? catalogue).playlist(id, cursor, signal),
    radio: (id, cursor, signal) => catalogue.radio(partOf(id)?.whole ?? id, cursor, signal),
  };
}

/** @throws TrackNotFound nothing there has such an id */
function videoIdOf(id: string): string {
  if (!isVideo(id)) throw new TrackNotFound('YouTube Music has no such song.');
  return id;
}
