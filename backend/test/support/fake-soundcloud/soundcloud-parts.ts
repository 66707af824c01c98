import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { present } from '../../../src/common/index.js';
import { SoundCloudSourceConfig } from '../../../src/config/index.js';
import { ArtworkNotFound } from '../../../src/sources/index.js';
import { SoundCloudSource } from '../../../src/sources/soundcloud/soundcloud-source.js';
import type { UpstreamDescription } from '../../../src/upstream/index.js';
import { UpstreamStates } from '../../../src/upstream/upstream-states.js';
import { Upstream } from '../../../src/upstream/upstream.js';
import { TestClock } from '../test-clock.js';
import { FakeSoundCloud } from './fake-soundcloud.js';
import type { SoundCloudSounds } from './soundcloud-sounds.js';

/** The source over a fake SoundCloud. */
export class SoundCloudParts {
  static readonly token = '2-294731-of-somebody';
  readonly clock = new TestClock();
  readonly folder = mkdtempSync(join(tmpdir(), 'pyxis-soundcloud-'));
  /** As it is set by now. */
  token: string | undefined;

  private constructor(readonly fake: FakeSoundCloud) {
    fake.nowMs = () => this.clock.nowMs();
  }

  /** @param sounds made once for several of these */
  static async start(sounds?: SoundCloudSounds): Promise<SoundCloudParts> {
    return new SoundCloudParts(await new FakeSoundCloud(undefined, sounds).start());
  }

  async stop(): Promise<void> {
    await this.fake.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** Calls of the API since it was last asked, without what is in their queries. */
  calls(): string[] {
    const paths = this.fake.requests.splice(0).map(({ path }) => path.split('?', 1)[0] ?? '');
    return paths.filter((path) => path !== '/' && !path.startsWith('/assets/'));
  }

  /**
   * @param more.silenceMs how long its services may say nothing; absent: as long as usual
   * @param more.retries how often what only reads is repeated; absent: never
   */
  source(
    config: Partial<SoundCloudSourceConfig> = {},
    { silenceMs, retries = 0 }: { readonly silenceMs?: number; readonly retries?: number } = {},
  ): SoundCloudSource {
    const { clock, fake, folder } = this;
    const states = new UpstreamStates(clock);
    const upstreams = {
      to: (description: UpstreamDescription) => {
        const hurried = { budget: { calls: 1, perMs: 0 }, retries, ...(silenceMs !== undefined && { silenceMs }) };
        const limits = { ...description.limits, ...hurried };
        return new Upstream({ ...description, limits }, { clock, states, version: 'test' });
      },
    };
    const fetchPicture = (): Promise<Buffer> => Promise.reject(new ArtworkNotFound('No.'));
    const secrets = { find: () => present({ value: this.token }) };
    const { origin } = fake;
    const all = { enabled: true, apiUrl: origin, siteUrl: origin, mediaUrl: origin, ...config };
    const tools = { clock, upstreams, fetchPicture, secrets, cacheFolder: folder, dataFolder: folder };
    return new SoundCloudSource(Object.assign(new SoundCloudSourceConfig(), all), tools);
  }
}
