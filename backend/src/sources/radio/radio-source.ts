import { BoundedCache, fieldsOf, textOf } from '../../common/index.js';
import type { RadioSourceConfig } from '../../config/index.js';
import { UpstreamError, type Upstream } from '../../upstream/index.js';
import type { AdapterTools } from '../adapter-tools.js';
import { RemoteArtwork } from '../remote-artwork.js';
import type { SavedAddress } from '../saved-addresses.js';
import { ServiceHealth } from '../service-health.js';
import { TrackNotFound } from '../source-error.js';
import type {
  LiveLocation,
  SourceAdapter,
  SourceAnswer,
  SourceCapabilities,
  SourceHealth,
  SourceTrack,
} from '../source.js';
import type { DirectoryStation, StationsCapability } from '../stations.js';
import { DirectoryServers, discoverServers, systemNames } from './directory-servers.js';
import { uuidOf } from './directory-station.js';
import { RadioBrowser } from './radio-browser.js';

/** Stations of which it is remembered where they are, between the page that lists them and the player that plays them. */
const MAX_REMEMBERED = 2_000;
/** Never left alone: whoever listens waits, and begins again with waits of its own. */
const NO_BREAKER = { failures: Number.MAX_SAFE_INTEGER, firstMs: 1_000, longestMs: 1_000 };
/** Longer than what the reader of a stream takes for a stall. */
const SILENCE_MS = 30_000;

type Tools = Pick<AdapterTools, 'clock' | 'upstreams' | 'fetchPicture' | 'savedAddresses'>;

/**
 * Radio: stations of a directory, by its ids, and stations at addresses that people have, by a hash of these. What was saved
 * is played from where it was saved, whether the directory answers or not.
 */
export class RadioSource implements SourceAdapter {
  readonly id = 'radio';
  readonly name = 'Radio';
  readonly capabilities: SourceCapabilities;
  private readonly serviceHealth: ServiceHealth;
  private readonly directory: RadioBrowser;
  private readonly upstream: Upstream;
  private readonly remembered = new BoundedCache<string, DirectoryStation>(MAX_REMEMBERED);

  /** @param findServers origins of the directory's servers; absent: as the directory says where they are */
  constructor(
    private readonly config: RadioSourceConfig,
    private readonly tools: Tools,
    findServers?: () => Promise<readonly string[]>,
  ) {
    const { clock, upstreams, fetchPicture } = tools;
    const streams = upstreams.to({
      id: 'stations',
      name: 'The station',
      configured: config.localAddresses.map((address) => new URL(address).origin),
      hasManyHosts: true,
      credentialsHelp: 'The station lets in only whom it knows. Save an address of it that is open to you.',
      limits: {
        silenceMs: SILENCE_MS,
        concurrency: 64,
        budget: { calls: 100, perMs: 1_000 },
        retries: 0,
        breaker: NO_BREAKER,
      },
    });
    const upstream = upstreams.to({
      id: 'radio-browser',
      name: 'The radio directory',
      configured: config.directoryUrl === undefined ? [] : [config.directoryUrl],
      // Another server is asked instead.
      limits: {
        deadlineMs: 8_000,
        silenceMs: 8_000,
        retries: 0,
        breaker: NO_BREAKER,
        budget: { calls: 4, perMs: 2_000 },
      },
    });
    this.upstream = upstream;
    const servers = new DirectoryServers(findServers ?? serversOf(config, upstream), clock);
    this.directory = new RadioBrowser(upstream, servers);
    this.serviceHealth = new ServiceHealth([upstream], clock);
    this.capabilities = {
      streams: { upstream: streams, locate: (locator, signal) => this.locate(locator, signal) },
      tracks: { find: (id, signal) => this.findTrack(id, signal) },
      artwork: new RemoteArtwork(fetchPicture),
      stations: this.stations(),
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

  async tryNow(signal: AbortSignal): Promise<void> {
    await this.upstream.forgive();
    await this.directory.list('codecs', signal);
  }

  private stations(): StationsCapability {
    const { directory } = this;
    return {
      search: async (wish, page, signal) => {
        const found = await directory.search(wish, page, signal);
        for (const station of found) this.remember(station);
        return found;
      },
      list: (kind, signal) => directory.list(kind, signal),
      find: (nativeId, signal) => this.findListed(nativeId, signal),
      byUrl: async (url, signal) => this.remember(await directory.byAddress(url, signal)),
      clicked: (nativeId) => this.count(nativeId),
    };
  }

  private async locate(nativeId: string, signal: AbortSignal): Promise<LiveLocation> {
    const { name, urls, charset } = await this.find(nativeId, signal);
    return { kind: 'live', name, urls, headers: {}, ...(charset !== undefined && { charset }) };
  }

  private async findTrack(nativeId: string, signal: AbortSignal): Promise<SourceTrack> {
    const { name, artwork, gainDb } = await this.find(nativeId, signal);
    return {
      kind: 'station',
      title: name,
      artists: [],
      ...(gainDb !== undefined && { gainDb }),
      ...(artwork !== undefined && { artwork: { locator: artwork, version: artwork } }),
    };
  }

  /** As it was saved, else as it was found, else as the directory has it. @throws TrackNotFound, UpstreamError */
  private async find(nativeId: string, signal: AbortSignal): Promise<SavedAddress> {
    signal.throwIfAborted();
    const known = (await this.tools.savedAddresses.find(this.id, nativeId)) ?? this.remembered.get(nativeId);
    const found = known ?? (await this.findListed(nativeId, signal));
    if (!found) throw new TrackNotFound('There is no such station, neither saved nor in the directory.');
    return found;
  }

  /** @returns undefined where the directory has none of that id; of an id that is not one of its own nobody is asked */
  private async findListed(nativeId: string, signal: AbortSignal): Promise<DirectoryStation | undefined> {
    const uuid = uuidOf(nativeId);
    return uuid === undefined ? undefined : this.remember(await this.directory.byId(uuid, signal));
  }

  private remember(station: DirectoryStation | undefined): DirectoryStation | undefined {
    if (station) this.remembered.set(station.nativeId, station);
    return station;
  }

  private count(nativeId: string): void {
    if (!this.config.countClicks || uuidOf(nativeId) === undefined) return;
    this.directory.count(nativeId).catch((error: unknown) => {
      if (!(error instanceof UpstreamError)) throw error;
    });
  }
}

function serversOf({ directoryUrl }: RadioSourceConfig, upstream: Upstream): () => Promise<readonly string[]> {
  if (directoryUrl !== undefined) return () => Promise.resolve([directoryUrl.replace(/\/$/, '')]);
  return async () => {
    const hosts = await discoverServers(systemNames(), async (host) => {
      const { body } = await upstream.json({ url: new URL(`http://${host}/json/servers`) });
      return Array.isArray(body) ? body.flatMap((server: unknown) => textOf(fieldsOf(server).name) ?? []) : [];
    });
    return hosts.map((host) => `https://${host}`);
  };
}
