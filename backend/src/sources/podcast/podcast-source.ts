import { PodcastSourceConfig } from '../../config/index.js';
import { UpstreamError, type Upstream } from '../../upstream/index.js';
import type { AdapterTools } from '../adapter-tools.js';
import type { EpisodeWhereabouts, FindEpisode, PodcastsCapability } from '../podcasts.js';
import { RemoteArtwork } from '../remote-artwork.js';
import { ServiceHealth } from '../service-health.js';
import { TrackNotFound } from '../source-error.js';
import type { HttpLocation, SourceAdapter, SourceAnswer, SourceCapabilities, SourceHealth } from '../source.js';
import { DocumentReader } from './feed/document-reader.js';
import { callableAddress, withCredentialsOf } from './feed-address.js';
import { FeedFetcher } from './feed-fetcher.js';
import { ItunesDirectory } from './itunes-directory.js';
import { SoundPictures } from './sound-pictures.js';
import { PrivateFeeds } from './private-feeds.js';

const MIB = 1024 ** 2;
/** Of a file of chapters. */
const MAX_CHAPTERS_BYTES = 2 * MIB;
const MAX_TRANSCRIPT_BYTES = 10 * MIB;
const MINUTE_MS = 60_000;
/** Episodes lie behind one counter of downloads behind the other. */
const MAX_AUDIO_REDIRECTS = 12;

type Tools = Pick<AdapterTools, 'clock' | 'upstreams' | 'fetchPicture' | 'dataFolder'>;

/**
 * Podcasts: feeds anywhere on the web, whose episodes are files at addresses of the web. Which shows and episodes there are
 * is kept by the module of podcasts; the locator of an episode says all that is needed to play it.
 */
export class PodcastSource implements SourceAdapter {
  readonly id = 'podcast';
  readonly name = 'Podcasts';
  readonly capabilities: SourceCapabilities;
  private readonly serviceHealth: ServiceHealth;
  private findEpisode?: FindEpisode;

  constructor(
    config: PodcastSourceConfig,
    { clock, upstreams, fetchPicture, dataFolder }: Tools,
    private readonly reader = new DocumentReader(),
  ) {
    const privateOrigins = config.localAddresses.map((address) => new URL(address).origin);
    const feeds = upstreams.to({
      id: 'podcasts',
      name: 'The host of a podcast',
      configured: privateOrigins,
      hasManyHosts: true,
      credentialsHelp: 'Subscribe to this podcast again, with the address that your account there shows.',
      // A refresh that fails is tried again by its schedule.
      limits: { retries: 1, concurrency: 8, budget: { calls: 20, perMs: 1_000 }, maxBytes: 20 * MIB },
    });
    const audio = upstreams.to({
      id: 'podcast-audio',
      name: 'The host of an episode',
      configured: privateOrigins,
      hasManyHosts: true,
      limits: { concurrency: 16, budget: { calls: 50, perMs: 1_000 } },
    });
    const secrets = new PrivateFeeds(dataFolder);
    this.serviceHealth = new ServiceHealth([feeds, audio], clock);
    this.capabilities = {
      streams: {
        upstream: audio,
        givesFiles: true,
        locate: (locator, signal) => this.locate(locator, secrets, signal),
      },
      artwork: new SoundPictures(new RemoteArtwork(fetchPicture), audio, (id, signal) =>
        this.locate(id, secrets, signal),
      ),
      podcasts: this.podcasts(config, {
        feeds,
        audio,
        directory: directoryUpstream(config, upstreams),
        privateOrigins,
        secrets,
      }),
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

  close(): Promise<void> {
    this.reader.close();
    return Promise.resolve();
  }

  private async locate(episodeId: string, secrets: PrivateFeeds, signal: AbortSignal): Promise<HttpLocation> {
    const episode = await this.findEpisode?.(episodeId);
    signal.throwIfAborted();
    if (!episode) throw new TrackNotFound('There is no such episode, or its sound is not to be had any more.');
    return locationOf(episode, secrets);
  }

  private podcasts(
    config: PodcastSourceConfig,
    { feeds, audio, directory, privateOrigins, secrets }: Surroundings,
  ): PodcastsCapability {
    const { reader } = this;
    const fetcher = new FeedFetcher(feeds, reader, privateOrigins);
    const shows = new ItunesDirectory(directory, config.directoryUrl);
    return {
      fetch: (request, signal) => fetcher.fetch(request, signal),
      search: (query, limit, signal) => shows.search(query, limit, signal),
      chapters: async (address, feedAddress, signal) => {
        const { body, headers } = await fetcher.document(address, feedAddress, MAX_CHAPTERS_BYTES, signal);
        return reader.chapters(body, headers['content-type'], { base: address, privateOrigins });
      },
      transcript: async (address, mimeType, feedAddress, signal) => {
        const { body, headers } = await fetcher.document(address, feedAddress, MAX_TRANSCRIPT_BYTES, signal);
        return reader.transcript(body, headers['content-type'], mimeType);
      },
      readSubscriptions: (file) => reader.opml(file),
      writeSubscriptions: (entries) => reader.writeOpml(entries),
      episodesAt: (find) => {
        this.findEpisode = find;
      },
      hasSound: (episode, signal) => hasSound(audio, locationOf(episode, secrets), signal),
      secrets,
      configured: config.feeds,
    };
  }
}

interface Surroundings {
  readonly feeds: Upstream;
  readonly audio: Upstream;
  readonly directory: Upstream;
  readonly privateOrigins: readonly string[];
  readonly secrets: PrivateFeeds;
}

function directoryUpstream({ directoryUrl }: PodcastSourceConfig, upstreams: Tools['upstreams']): Upstream {
  // The one that is the default was not named by anybody, and is on the internet.
  const isDefault = directoryUrl === new PodcastSourceConfig().directoryUrl;
  return upstreams.to({
    id: 'podcast-directory',
    name: 'The directory of podcasts',
    configured: isDefault ? [] : [directoryUrl],
    // “About 20 calls a minute”.
    limits: { deadlineMs: 10_000, budget: { calls: 20, perMs: MINUTE_MS } },
  });
}

/** A password of the feed goes along where the audio lies at the same place, and nowhere else; its own goes before. */
function locationOf({ showId, address: told, mimeType }: EpisodeWhereabouts, secrets: PrivateFeeds): HttpLocation {
  const feedAddress = secrets.find(showId);
  const hasItsOwn = new URL(told).username !== '';
  const address = feedAddress === undefined || hasItsOwn ? told : withCredentialsOf(feedAddress, new URL(told));
  const { url, headers } = callableAddress(address);
  return { kind: 'http', url: url.href, headers, ...(mimeType !== undefined && { mimeType }), takesRanges: true };
}

/** Asks for its first byte: many hosts have another answer to HEAD than to what is meant. */
async function hasSound(audio: Upstream, { url, headers }: HttpLocation, signal: AbortSignal): Promise<boolean> {
  try {
    const { body } = await audio.stream({
      url: new URL(url),
      headers: { ...headers, range: 'bytes=0-0' },
      types: [''],
      // Hosts may send all of it: nothing of that is read.
      maxBytes: Number.MAX_SAFE_INTEGER,
      maxRedirects: MAX_AUDIO_REDIRECTS,
      priority: 'background',
      signal,
    });
    body.destroy();
    return true;
  } catch (error) {
    if (error instanceof UpstreamError && (error.reason === 'not-found' || error.reason === 'gone')) return false;
    throw error;
  }
}
