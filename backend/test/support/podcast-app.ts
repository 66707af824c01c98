import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Provider } from '@nestjs/common';
import { Clock } from '../../src/common/index.js';
import { Directories, PodcastSourceConfig, Secrets } from '../../src/config/index.js';
import type { Database } from '../../src/database/index.js';
import { PlaybackModule } from '../../src/playback/index.js';
import { PodcastsModule } from '../../src/podcasts/index.js';
import { RefreshTimer } from '../../src/podcasts/refresh/refresh-timer.js';
import { Refresher } from '../../src/podcasts/refresh/refresher.js';
import type { ShowView } from '../../src/podcasts/shows/shows.dto.js';
import { DocumentReader } from '../../src/sources/podcast/feed/document-reader.js';
import { PodcastSource } from '../../src/sources/podcast/podcast-source.js';
import { pictureFetcher } from '../../src/sources/remote-artwork.js';
import { StreamingModule } from '../../src/streaming/index.js';
import type { UpstreamDescription } from '../../src/upstream/index.js';
import { FakeFeeds } from './fake-feeds.js';
import { startFeatureApp, type FeatureApp } from './feature-app.js';
import { TestClock } from './test-clock.js';
import { upstreamTo } from './upstream-to.js';

/** One for all the apps of a spec: to start the thread takes longer than what is tried. It ends by itself. */
class SharedReader extends DocumentReader {
  override close(): void {
    // Others go on reading.
  }
}
const READER = new SharedReader();

function configOf(host: FakeFeeds, ...others: readonly FakeFeeds[]): PodcastSourceConfig {
  return Object.assign(new PodcastSourceConfig(), {
    localAddresses: [host, ...others].map(({ origin }) => origin),
    directoryUrl: host.url('/itunes'),
  });
}

function podcastSource(config: PodcastSourceConfig, clock: Clock, dataFolder: string): PodcastSource {
  const upstreams = {
    to: (description: UpstreamDescription) => upstreamTo(description, { limits: { retries: 0 } }).upstream,
  };
  return new PodcastSource(config, { clock, upstreams, fetchPicture: pictureFetcher(upstreams), dataFolder }, READER);
}

/** A source of podcasts whose feeds are on this machine. @param dataFolder where it keeps its secrets */
export function podcastSourceOver(host: FakeFeeds, clock: Clock, dataFolder: string): PodcastSource {
  return podcastSource(configOf(host), clock, dataFolder);
}

/** What the configuration says of feeds. */
interface Configured {
  readonly feeds?: PodcastSourceConfig['feeds'];
  /** As a secret holds them, one a line. */
  readonly secretFeeds?: string;
  /** Hosts on this machine beside the two of its own. */
  readonly localAddresses?: readonly string[];
  /** Variables of other secrets. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** Podcasts over HTTP, beside a player, with hosts of feeds on this machine and a clock that specs move. */
export class PodcastApp {
  private constructor(
    readonly app: FeatureApp,
    readonly clock: TestClock,
    readonly host: FakeFeeds,
    readonly other: FakeFeeds,
    /** What must not be lost lies here. */
    readonly folder: string,
    private readonly database: Database,
  ) {}

  static start(database: Database, configured: Configured = {}): Promise<PodcastApp> {
    return PodcastApp.startWith(database, undefined, configured);
  }

  /** Ends the server, and starts another with the same data and the same hosts. */
  async restart(configured: Configured = {}): Promise<PodcastApp> {
    await this.app.close();
    return PodcastApp.startWith(this.database, this, configured);
  }

  private static async startWith(
    database: Database,
    kept?: Pick<PodcastApp, 'clock' | 'host' | 'other' | 'folder'>,
    { feeds = [], secretFeeds = '', localAddresses = [], secrets = {} }: Configured = {},
  ): Promise<PodcastApp> {
    const clock = kept?.clock ?? new TestClock(Date.UTC(2026, 5, 1, 12));
    const [host, other] = kept
      ? [kept.host, kept.other]
      : await Promise.all([new FakeFeeds().start(), new FakeFeeds().start()]);
    const folder = kept?.folder ?? mkdtempSync(join(tmpdir(), 'pyxis-podcasts-'));
    const config = Object.assign(configOf(host, other), { feeds });
    config.localAddresses.push(...localAddresses);
    const instead: Provider[] = [
      { provide: Clock, useValue: clock },
      {
        provide: Directories,
        useValue: Object.assign(new Directories(), { data: folder, cache: join(folder, 'cache') }),
      },
      { provide: PodcastSourceConfig, useValue: config },
      { provide: Secrets, useValue: new Secrets({ PYXIS_PODCAST_FEEDS: secretFeeds, ...secrets }) },
    ];
    const source = podcastSource(config, clock, folder);
    const app = await startFeatureApp(database, [PlaybackModule, PodcastsModule, StreamingModule], instead, [source]);
    return new PodcastApp(app, clock, host, other, folder, database);
  }

  async close(): Promise<void> {
    await this.app.close();
    await Promise.all([this.host.stop(), this.other.stop()]);
    rmSync(this.folder, { recursive: true });
  }

  /** Follows a show; the whole archive is there when it returns. */
  async subscribe(address: string, more: object = {}): Promise<ShowView> {
    const response = await this.app.send('post', '/podcasts/shows', { address, ...more });
    if (response.status !== 201) throw new Error(JSON.stringify(response.body));
    await this.app.app.get(Refresher).settled();
    return response.body as ShowView;
  }

  /** By hand. */
  async refresh(id: string): Promise<ShowView> {
    const response = await this.app.send('post', `/podcasts/shows/${id}/refresh`);
    await this.app.app.get(Refresher).settled();
    return response.body as ShowView;
  }

  /** Time passes, and what is due is looked at. */
  async pass(milliseconds: number): Promise<void> {
    this.clock.pass(milliseconds);
    await this.app.app.get(RefreshTimer).tick();
    await this.app.app.get(Refresher).settled();
  }

  /** Titles of a list of episodes. */
  async titles(query: string): Promise<string[]> {
    const { items } = await this.app.get<{ items: { title: string }[] }>(`/podcasts/episodes?${query}`);
    return items.map(({ title }) => title);
  }
}
