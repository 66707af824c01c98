import { present } from '../../common/index.js';
import type { BandcampSourceConfig } from '../../config/index.js';
import type { Upstream, UpstreamDescription } from '../../upstream/index.js';
import type { AdapterTools } from '../adapter-tools.js';
import { picturesAt, RemoteArtwork } from '../remote-artwork.js';
import { ServiceHealth } from '../service-health.js';
import { sourceTrackOf } from '../source-track-of.js';
import type { SourceAdapter, SourceAnswer, SourceCapabilities, SourceHealth } from '../source.js';
import { BandcampApi } from './api/bandcamp-api.js';
import { BandcampPages } from './api/bandcamp-pages.js';
import { BandcampHosts } from './api/hosts.js';
import { meaningOf, meaningOfSuccess } from './api/refusals.js';
import { AskedLinks } from './asked-links.js';
import { BandcampCatalogue } from './bandcamp-catalogue.js';
import { FanCollection } from './fan-collection.js';
import { SearchWays } from './search-ways.js';
import { BandcampStreams } from './streams/bandcamp-streams.js';
import { Tralbums } from './tralbums.js';

type Tools = Pick<AdapterTools, 'clock' | 'upstreams' | 'fetchPicture'>;

/** Bandcamp, by the calls of its apps and its search box. */
export class BandcampSource implements SourceAdapter {
  readonly id = 'bandcamp';
  readonly name = 'Bandcamp';
  readonly capabilities: SourceCapabilities;
  private readonly serviceHealth: ServiceHealth;
  private readonly calls: Upstream;
  private readonly site: Upstream;
  private readonly api: BandcampApi;
  private readonly ways: SearchWays;

  constructor(config: BandcampSourceConfig, { clock, upstreams, fetchPicture }: Tools) {
    const hosts = new BandcampHosts(config);
    const { configured } = hosts;
    // One a second, five at once at most: more has been seen to bring blocks, which meet the browsers of the household as well.
    const limits: UpstreamDescription['limits'] = {
      deadlineMs: 20_000,
      concurrency: 1,
      budget: { calls: 5, perMs: 5_000 },
      retries: 1,
    };
    const means = { meaningOf, meaningOfSuccess };
    this.calls = upstreams.to({ id: 'bandcamp', name: 'Bandcamp', configured, ...means, limits });
    // Pages may be refused for good while calls are answered.
    this.site = upstreams.to({ id: 'bandcamp-pages', name: 'Bandcamp', configured, ...means, limits });
    const domains = upstreams.to({
      id: 'bandcamp-domains',
      name: 'The page of a performer',
      configured,
      hasManyHosts: true,
      ...means,
      limits,
    });
    const media = upstreams.to({
      id: 'bandcamp-media',
      name: 'The host of Bandcamp’s sound',
      configured,
      hasManyHosts: true,
      limits: { concurrency: 4, budget: { calls: 10, perMs: 1_000 }, retries: 1, silenceMs: 15_000 },
    });
    this.api = new BandcampApi(this.calls, hosts);
    const { api } = this;
    const pages = new BandcampPages(this.site, domains, hosts);
    this.ways = new SearchWays(api, pages, clock);
    const tralbums = new Tralbums(api, pages, clock);
    const catalogue = new BandcampCatalogue(api, this.ways, tralbums, clock);
    const streams = new BandcampStreams({ tralbums, upstream: this.calls, hosts, clock });
    const links = new AskedLinks(api, pages, tralbums, clock);
    this.serviceHealth = new ServiceHealth([this.calls, this.site], clock);
    const { user, keep, monthlyLimit } = config;
    this.capabilities = present({
      streams: present({
        upstream: media,
        keeping: keep,
        monthlyLimitBytes: monthlyLimit,
        locate: (id: string, signal: AbortSignal, refused?: number) => streams.locate(id, signal, refused),
      }),
      tracks: { find: async (id, signal) => sourceTrackOf(await catalogue.track(id, signal)) },
      artwork: new RemoteArtwork(
        hosts.hasOwnMedia
          ? picturesAt(upstreams, { id: 'bandcamp-pictures', configured, at: (url) => hosts.media(url) })
          : fetchPicture,
      ),
      search: {
        kinds: ['album', 'artist', 'track'] as const,
        find: (query, kind, cursor, signal) => catalogue.search(query, kind, cursor, signal),
        askLink: (address, signal) => links.ask(address, signal),
      },
      browse: {
        album: (id, signal) => catalogue.album(id, signal),
        artist: (id, signal) => catalogue.artist(id, signal),
        playlist: () => catalogue.playlist(),
      },
      lyrics: { find: (id, signal) => catalogue.lyrics(id, signal) },
      own: user === undefined ? undefined : new FanCollection({ api, pages, tralbums, user, clock }),
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
    await Promise.all([this.calls.forgive(), this.site.forgive()]);
    this.ways.forgive();
    await this.api.search('a', 'a', signal);
  }
}
