import { present } from '../../common/index.js';
import type { SoundCloudSourceConfig } from '../../config/index.js';
import type { Upstream } from '../../upstream/index.js';
import type { AdapterTools } from '../adapter-tools.js';
import { picturesAt, RemoteArtwork } from '../remote-artwork.js';
import type { SearchCapability } from '../remote-catalogue.js';
import { ServiceHealth } from '../service-health.js';
import { sourceTrackOf } from '../source-track-of.js';
import type {
  Quality,
  SourceAdapter,
  SourceAnswer,
  SourceCapabilities,
  SourceCredential,
  SourceHealth,
} from '../source.js';
import { ClientIds } from './api/client-ids.js';
import { SoundCloudHosts } from './api/hosts.js';
import { meaningOf } from './api/refusals.js';
import { SoundCloudApi } from './api/soundcloud-api.js';
import { WebToken } from './api/web-token.js';
import { AskedLinks } from './asked-links.js';
import { KnownNotHeard } from './known-not-heard.js';
import { readLink, secretOfLink } from './links.js';
import { OwnProfile } from './own-profile.js';
import { PrivateLinks } from './private-links.js';
import { SoundCloudCatalogue } from './soundcloud-catalogue.js';
import { SoundCloudStreams } from './streams/soundcloud-streams.js';
import { Tracks } from './tracks.js';

const TOKEN = 'soundcloud-token';
const TOKEN_FOR =
  'the token of somebody who has signed in there (the cookie oauth_token), for what only subscribers hear.';

type Tools = Pick<AdapterTools, 'clock' | 'upstreams' | 'fetchPicture' | 'cacheFolder' | 'dataFolder' | 'secrets'>;

/** SoundCloud, by the calls of its own web page. */
export class SoundCloudSource implements SourceAdapter {
  readonly id = 'soundcloud';
  readonly name = 'SoundCloud';
  readonly capabilities: SourceCapabilities;
  readonly credentials: readonly SourceCredential[];
  private readonly serviceHealth: ServiceHealth;
  private readonly service: Upstream;
  private readonly clientIds: ClientIds;
  private readonly token: WebToken;
  private readonly catalogue: SoundCloudCatalogue;

  constructor(config: SoundCloudSourceConfig, tools: Tools) {
    const { clock, upstreams, cacheFolder, dataFolder, secrets } = tools;
    const hosts = new SoundCloudHosts(config);
    this.service = upstreams.to({
      id: 'soundcloud',
      name: 'SoundCloud',
      configured: hosts.configured,
      keepsUserAgent: true,
      meaningOf,
      limits: { deadlineMs: 15_000, budget: { calls: 10, perMs: 5_000 } },
    });
    this.token = new WebToken(clock, secrets.find(TOKEN).value);
    this.credentials = [{ name: TOKEN, description: TOKEN_FOR, isGiven: this.token.isGiven }];
    this.clientIds = new ClientIds({ upstream: this.service, hosts, config, cacheFolder, clock });
    const { service: upstream, clientIds, token } = this;
    const api = new SoundCloudApi({ upstream, hosts, clientIds, token });
    const links = new PrivateLinks(dataFolder);
    const notHeard = new KnownNotHeard({ cacheFolder, clock, isGuest: !token.isGiven });
    const tracks = new Tracks(api, links, notHeard, clock);
    this.catalogue = new SoundCloudCatalogue(api, links, tracks, clock);
    this.serviceHealth = new ServiceHealth([upstream, token], clock);
    const { quality, keep, monthlyLimit, mediaUrl } = config;
    const streams = new SoundCloudStreams({
      api,
      track: (id, signal) => tracks.answer(id, signal),
      notHeard,
      clock,
      ...(mediaUrl !== undefined && { mediaUrl }),
    });
    const { catalogue } = this;
    this.capabilities = present({
      streams: present({
        upstream: upstreams.to({
          id: 'soundcloud-media',
          name: 'The host of SoundCloud’s sound',
          configured: mediaUrl === undefined ? [] : [mediaUrl],
          hasManyHosts: true,
          // A song may be some hundred segments.
          limits: { concurrency: 16, budget: { calls: 50, perMs: 1_000 }, retries: 1, silenceMs: 15_000 },
        }),
        // As many as there are forms in which a track comes.
        mostLocations: 3,
        keeping: keep,
        quality,
        monthlyLimitBytes: monthlyLimit,
        locate: (id: string, signal: AbortSignal, refused = 0, wanted: Quality = quality) =>
          streams.locate(id, refused, wanted, signal),
      }),
      tracks: { find: async (id, signal) => sourceTrackOf(await tracks.find(id, signal)) },
      artwork: new RemoteArtwork(
        hosts.hasOwnSite
          ? picturesAt(upstreams, {
              id: 'soundcloud-pictures',
              configured: hosts.configured,
              at: (url) => hosts.site(url),
            })
          : tools.fetchPicture,
      ),
      search: searchOf(catalogue, new AskedLinks(api, upstream, hosts, links), links),
      browse: {
        album: (id, signal) => catalogue.album(id, signal),
        artist: (id, signal) => catalogue.artist(id, signal),
        playlist: (id, cursor, signal) => catalogue.playlist(id, cursor, signal),
        radio: (id, cursor, signal) => catalogue.radio(id, cursor, signal),
      },
      own: config.user === undefined ? undefined : new OwnProfile(api, config.user, clock),
    } satisfies { [Name in keyof SourceCapabilities]: SourceCapabilities[Name] | undefined });
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
    await this.service.forgive();
    this.clientIds.forgive();
    this.token.forgive();
    await this.catalogue.suggest('a', signal);
  }
}

function searchOf(catalogue: SoundCloudCatalogue, asked: AskedLinks, links: PrivateLinks): SearchCapability {
  return {
    kinds: ['album', 'artist', 'track', 'playlist'],
    find: (query, kind, cursor, signal) => catalogue.search(query, kind, cursor, signal),
    suggest: (beginning, signal) => catalogue.suggest(beginning, signal),
    readLink: (address) => {
      const link = readLink(address);
      const secret = secretOfLink(address);
      if (link && secret !== undefined && (link.kind === 'track' || link.kind === 'playlist')) {
        links.remember(link.kind, link.nativeId, secret);
      }
      return link;
    },
    askLink: (address, signal) => asked.ask(address, signal),
  };
}
