import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { present } from '../../../src/common/index.js';
import { PandoraSourceConfig } from '../../../src/config/index.js';
import { ArtworkNotFound, type PersonalStationsCapability, type StationBatch } from '../../../src/sources/index.js';
import { PandoraSource } from '../../../src/sources/pandora/pandora-source.js';
import type { UpstreamDescription } from '../../../src/upstream/index.js';
import { UpstreamStates } from '../../../src/upstream/upstream-states.js';
import { Upstream } from '../../../src/upstream/upstream.js';
import { TestClock } from '../test-clock.js';
import { FakePandora } from './fake-pandora.js';
import type { FakeAccount } from './pandora-world.js';

/** The source over a fake Pandora, with an account that has twenty stations. */
export class PandoraParts {
  static readonly username = 'ada@example.com';
  static readonly password = 'correct horse';
  readonly clock = new TestClock();
  readonly account: FakeAccount;
  /** As it is set by now. */
  password: string | undefined = PandoraParts.password;
  private readonly dataFolder = mkdtempSync(join(tmpdir(), 'pyxis-pandora-'));

  private constructor(readonly fake: FakePandora) {
    fake.nowMs = () => this.clock.nowMs();
    this.account = fake.join(PandoraParts.username, PandoraParts.password);
  }

  static async start(): Promise<PandoraParts> {
    return new PandoraParts(await new FakePandora().start());
  }

  async stop(): Promise<void> {
    await this.fake.stop();
    rmSync(this.dataFolder, { recursive: true });
  }

  /** What must stand in nothing that is told. */
  get secrets(): string[] {
    return [PandoraParts.password, this.fake.sounds.signature];
  }

  /** A station that is no mix, and is this listener's own. */
  get station(): string {
    return this.account.stations[1]?.id ?? '';
  }

  get mix(): string {
    return this.account.stations[0]?.id ?? '';
  }

  /**
   * @param more.silenceMs how long the service may say nothing; absent: as long as usual
   * @param more.retries how often what only reads is repeated; absent: never
   */
  source(
    config: Partial<PandoraSourceConfig> = {},
    { silenceMs, retries = 0 }: { readonly silenceMs?: number; readonly retries?: number } = {},
  ): PandoraSource {
    const { clock, fake, dataFolder } = this;
    const states = new UpstreamStates(clock);
    const upstreams = {
      to: (description: UpstreamDescription) => {
        const hurried = { budget: { calls: 1, perMs: 0 }, retries, ...(silenceMs !== undefined && { silenceMs }) };
        const limits = { ...description.limits, ...hurried };
        return new Upstream({ ...description, limits }, { clock, states, version: 'test' });
      },
    };
    const fetchPicture = (): Promise<Buffer> => Promise.reject(new ArtworkNotFound('No.'));
    const secrets = { find: () => present({ value: this.password }) };
    const all = { enabled: true, username: PandoraParts.username, baseUrl: fake.baseUrl, ...config };
    return new PandoraSource(Object.assign(new PandoraSourceConfig(), all), { clock, upstreams, fetchPicture, dataFolder, secrets }); // prettier-ignore
  }
}

export function stationsOf(source: PandoraSource): PersonalStationsCapability {
  const { personalStations } = source.capabilities;
  if (!personalStations) throw new Error('It has no stations.');
  return personalStations;
}

export function firstSong({ songs }: StationBatch): StationBatch['songs'][number] {
  const [song] = songs;
  if (!song) throw new Error('There is no song.');
  return song;
}
