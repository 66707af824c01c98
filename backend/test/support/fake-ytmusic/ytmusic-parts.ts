import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { YtMusicSourceConfig } from '../../../src/config/index.js';
import { present } from '../../../src/common/index.js';
import { ArtworkNotFound } from '../../../src/sources/index.js';
import { YtMusicSource } from '../../../src/sources/ytmusic/ytmusic-source.js';
import type { UpstreamDescription } from '../../../src/upstream/index.js';
import { UpstreamStates } from '../../../src/upstream/upstream-states.js';
import { Upstream } from '../../../src/upstream/upstream.js';
import { PNG } from '../one-pixel.js';
import { TestClock } from '../test-clock.js';
import type { Json } from './answers.js';
import { FakeMedia, MediaForms, type MediaForm } from './fake-media.js';
import { FakeYtDlp } from './fake-yt-dlp.js';
import { FakeYtMusic } from './fake-ytmusic.js';
import type { WorldSong } from './world.js';

/** Of every song's sound: some megabytes of Opus. */
const SECONDS = 90;
const HOLDS_S = 21_540;

/** The source over a fake YouTube Music, with a program in place of yt-dlp that says where sound lies. */
export class YtMusicParts {
  /** In every address of sound. */
  static readonly secret = 'sig-of-this-address';
  /** That every address of sound is bound to. */
  static readonly userAgent = 'Mozilla/5.0 (of a fake)';
  readonly clock = new TestClock();
  readonly ytDlp: FakeYtDlp;

  private constructor(
    readonly fake: FakeYtMusic,
    readonly media: FakeMedia,
    private readonly forms: MediaForms,
    private readonly folder: string,
  ) {
    this.ytDlp = new FakeYtDlp(folder);
    for (const server of [media, fake]) server.nowMs = () => this.clock.nowMs();
    fake.formsOf = ({ id }) => forms.of(id, SECONDS).slice(0, 1);
  }

  /** @param forms the sound of songs, made once for several of these */
  static async start(forms: MediaForms): Promise<YtMusicParts> {
    const fake = await new FakeYtMusic().start();
    const find = (id: string, itag: number): MediaForm | undefined =>
      forms.of(id, SECONDS).find((form) => form.itag === itag);
    return new YtMusicParts(
      fake,
      await new FakeMedia(find).start(),
      forms,
      mkdtempSync(join(tmpdir(), 'pyxis-ytmusic-')),
    );
  }

  async stop(): Promise<void> {
    await Promise.all([this.fake.stop(), this.media.stop()]);
    rmSync(this.folder, { recursive: true });
  }

  /** A song of the album that is found first, whose sound can be had. */
  get song(): WorldSong {
    const [song] = this.fake.songs;
    if (!song) throw new Error('There are no songs.');
    return song;
  }

  soundOf({ id }: WorldSong): Buffer {
    return this.forms.of(id, SECONDS)[0]?.bytes ?? Buffer.alloc(0);
  }

  /** Has the sound of a song found. @param more that is told of it */
  tell(song: WorldSong, more: Readonly<Record<string, unknown>> = {}): void {
    const query = new URLSearchParams({
      id: song.id,
      itag: '251',
      expire: String(Math.floor(this.clock.nowMs() / 1000) + HOLDS_S),
      sig: YtMusicParts.secret,
    });
    this.ytDlp.tells(song.id, {
      duration: SECONDS,
      ...more,
      format_id: '251',
      ext: 'webm',
      filesize: this.soundOf(song).length,
      url: `https://rr1---sn-fake.googlevideo.com/videoplayback?${query.toString()}`,
      http_headers: { 'User-Agent': YtMusicParts.userAgent },
    });
  }

  /** Which songs the program was asked for. */
  get asked(): string[] {
    const { askedFile } = this.ytDlp;
    return existsSync(askedFile) ? readFileSync(askedFile, 'utf8').trim().split('\n') : [];
  }

  /** Questions of the second way, as a client that is told addresses: not those for how loud a song is. */
  get askedItself(): Json[] {
    return this.fake.asked('player').filter((asked) => JSON.stringify(asked).includes('"VISIONOS"'));
  }

  /**
   * @param more.silenceMs how long its services may say nothing; absent: as long as usual
   * @param more.cookies of somebody who has signed in; absent: as a guest
   */
  source(
    config: Partial<YtMusicSourceConfig> = {},
    { silenceMs, cookies }: { readonly silenceMs?: number; readonly cookies?: string } = {},
  ): YtMusicSource {
    const { clock, fake, media, folder: cacheFolder } = this;
    const states = new UpstreamStates(clock);
    const upstreams = {
      to: (description: UpstreamDescription) => {
        const hurried = { budget: { calls: 1, perMs: 0 }, retries: 0, ...(silenceMs !== undefined && { silenceMs }) };
        const limits = { ...description.limits, ...hurried };
        return new Upstream({ ...description, limits }, { clock, states, version: 'test' });
      },
    };
    const fetchPicture = (url: URL): Promise<Buffer> =>
      url.hostname === 'lh3.googleusercontent.com' ? Promise.resolve(PNG) : Promise.reject(new ArtworkNotFound('No.'));
    const { program: ytDlp } = this.ytDlp;
    const all = { enabled: true, apiUrl: fake.origin, mediaUrl: media.origin, ytDlp, ...config };
    const secrets = { find: () => present({ value: cookies }) };
    const tools = { clock, upstreams, fetchPicture, cacheFolder, secrets };
    return new YtMusicSource(Object.assign(new YtMusicSourceConfig(), all), tools);
  }
}
