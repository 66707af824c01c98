import { BandcampSourceConfig } from '../../../src/config/index.js';
import { BandcampSource } from '../../../src/sources/bandcamp/bandcamp-source.js';
import { ArtworkNotFound } from '../../../src/sources/index.js';
import type { UpstreamDescription } from '../../../src/upstream/index.js';
import { UpstreamStates } from '../../../src/upstream/upstream-states.js';
import { Upstream } from '../../../src/upstream/upstream.js';
import { TestClock } from '../test-clock.js';
import type { BandcampSounds } from './bandcamp-sounds.js';
import { FakeBandcamp } from './fake-bandcamp.js';
import { idOfTralbum, type Tralbum } from './bandcamp-world.js';

/** The source over a fake Bandcamp. */
export class BandcampParts {
  readonly clock = new TestClock();
  /** What the source said of each of its services. */
  readonly descriptions: UpstreamDescription[] = [];

  private constructor(readonly fake: FakeBandcamp) {
    fake.nowMs = () => this.clock.nowMs();
  }

  /** @param sounds made once for several of these */
  static async start(sounds?: BandcampSounds): Promise<BandcampParts> {
    return new BandcampParts(await new FakeBandcamp(undefined, sounds).start());
  }

  stop(): Promise<void> {
    return this.fake.stop();
  }

  /** What was asked for since it was last asked: calls by their names, pages by their addresses. Neither sound nor pictures. */
  calls(): string[] {
    return this.fake.asked.splice(0).map(({ url: { host, pathname } }) => {
      const [, call] = /^\/(?:api\/.*\/)?(\w+)$/.exec(pathname) ?? [];
      return host === 'bandcamp.com' && call !== undefined ? call : host + pathname;
    });
  }

  /** Our id of the album at an address, or of a track of it. @param at counted from 1 */
  idOf(address: string, at?: number): string {
    const release = this.fake.release(address);
    const track =
      at === undefined ? (release.kind === 'track' ? release.tracks[0] : undefined) : release.tracks[at - 1];
    const tralbum: Tralbum = track ? { release, track } : { release };
    return `${track ? 't' : 'a'}-${release.band.id}-${idOfTralbum(tralbum)}`;
  }

  bandId(name: string): string {
    const { id } = this.fake.band(name);
    return `b-${id}-${id}`;
  }

  /**
   * @param more.silenceMs how long its services may say nothing; absent: as long as usual
   * @param more.retries how often what only reads is repeated; absent: never
   */
  source(
    config: Partial<BandcampSourceConfig> = {},
    { silenceMs, retries = 0 }: { readonly silenceMs?: number; readonly retries?: number } = {},
  ): BandcampSource {
    const { clock, fake } = this;
    const states = new UpstreamStates(clock);
    const upstreams = {
      to: (description: UpstreamDescription) => {
        this.descriptions.push(description);
        const hurried = { budget: { calls: 1, perMs: 0 }, retries, ...(silenceMs !== undefined && { silenceMs }) };
        const limits = { ...description.limits, ...hurried };
        return new Upstream({ ...description, limits }, { clock, states, version: 'test' });
      },
    };
    const fetchPicture = (): Promise<Buffer> => Promise.reject(new ArtworkNotFound('No.'));
    const all = { enabled: true, baseUrl: fake.origin, mediaUrl: fake.origin, ...config };
    return new BandcampSource(Object.assign(new BandcampSourceConfig(), all), { clock, upstreams, fetchPicture });
  }
}
