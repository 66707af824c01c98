import { PandoraSourceConfig } from '../../config/index.js';
import type { Upstream } from '../../upstream/index.js';
import type { AdapterTools } from '../adapter-tools.js';
import { RemoteArtwork } from '../remote-artwork.js';
import { ServiceHealth } from '../service-health.js';
import type {
  HttpLocation,
  Quality,
  SourceAdapter,
  SourceAnswer,
  SourceCapabilities,
  SourceCredential,
  SourceHealth,
} from '../source.js';
import { PASSWORD, Session } from './account/session.js';
import { PandoraProtocol } from './protocol/pandora-call.js';
import { PandoraStations } from './stations/pandora-stations.js';
import { GivenSongs } from './streams/given-songs.js';

const PASSWORD_FOR =
  'the password of the account there. The setting sources.pandora.username holds its user name. Nothing is heard without both.';
const MIB = 1024 ** 2;

type Tools = Pick<AdapterTools, 'clock' | 'upstreams' | 'fetchPicture' | 'dataFolder' | 'secrets'>;

/** Pandora: stations of an account there, which choose songs that can be heard for an hour. */
export class PandoraSource implements SourceAdapter {
  readonly id = 'pandora';
  readonly name = 'Pandora';
  readonly capabilities: SourceCapabilities;
  private readonly serviceHealth: ServiceHealth;
  private readonly service: Upstream;
  private readonly session: Session;
  private readonly stations: PandoraStations;
  private readonly songs: GivenSongs;

  constructor(
    private readonly config: PandoraSourceConfig,
    private readonly tools: Tools,
  ) {
    const { clock, upstreams } = tools;
    const { baseUrl, quality } = config;
    const configured = baseUrl === new PandoraSourceConfig().baseUrl ? [] : [baseUrl];
    this.service = upstreams.to({
      id: 'pandora',
      name: 'Pandora',
      configured,
      keepsUserAgent: true,
      limits: { deadlineMs: 20_000, silenceMs: 15_000, budget: { calls: 10, perMs: 5_000 } },
    });
    const media = upstreams.to({
      id: 'pandora-media',
      name: 'The host of the sound',
      configured,
      hasManyHosts: true,
      keepsUserAgent: true,
      limits: { concurrency: 16, budget: { calls: 50, perMs: 1_000 }, retries: 1, silenceMs: 15_000 },
    });
    this.session = new Session(new PandoraProtocol(this.service, config), config, tools);
    this.songs = new GivenSongs(clock);
    this.stations = new PandoraStations(this.session, this.songs, clock);
    this.serviceHealth = new ServiceHealth([this.session.health, this.service], clock);
    this.capabilities = {
      tracks: {
        find: (id, signal) => fromMemory(() => this.songs.trackOf(id), signal),
      },
      streams: {
        upstream: media,
        // Its addresses are good for an hour, and so is the leave to hear what lies there.
        keeping: 'nothing',
        quality,
        locate: (id, signal, refused = 0, wanted = quality) =>
          fromMemory(() => this.locate(id, refused, wanted), signal),
      },
      artwork: new RemoteArtwork((url, signal) => this.picture(media, url, signal)),
      personalStations: this.stations,
    };
  }

  get credentials(): readonly SourceCredential[] {
    const isGiven = this.tools.secrets.find(PASSWORD).value !== undefined;
    return [{ name: PASSWORD, description: PASSWORD_FOR, isGiven }];
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

  /** Says once that it has no account, where it has none. */
  start(): Promise<void> {
    this.session.health.announce();
    return Promise.resolve();
  }

  async tryNow(signal: AbortSignal): Promise<void> {
    await this.service.forgive();
    this.session.forgive();
    await this.stations.tryNow(signal);
  }

  close(): Promise<void> {
    this.session.close();
    return Promise.resolve();
  }

  private locate(id: string, refused: number, quality: Quality): HttpLocation {
    const headers = { 'User-Agent': this.config.userAgent };
    return { kind: 'http', headers, takesRanges: true, ...this.songs.locate(id, refused, quality) };
  }

  /** Those of a server that is configured may lie in a network of one's own. */
  private async picture(media: Upstream, url: URL, signal: AbortSignal): Promise<Buffer> {
    if (url.origin !== new URL(this.config.baseUrl).origin) return this.tools.fetchPicture(url, signal);
    return (await media.bytes({ url, types: ['image/'], maxBytes: 32 * MIB, signal })).body;
  }
}

/** Nobody is asked. @throws what looking throws, and the reason of the signal */
function fromMemory<T>(look: () => T, signal: AbortSignal): Promise<T> {
  return new Promise((resolve) => {
    signal.throwIfAborted();
    resolve(look());
  });
}
