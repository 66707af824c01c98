import { FakeMedia, MediaForms, type MediaForm } from '../support/fake-ytmusic/fake-media.js';
import { FakeYtMusic } from '../support/fake-ytmusic/fake-ytmusic.js';
import { TlsEndingProxy } from '../support/tls-ending-proxy.js';

/** Of every song: a tone of its own. */
const SECONDS = 60;
const DEMO_KEY = 'demo';

/** YouTube Music for a look by hand: its calls, its sound, and a proxy through which the real yt-dlp takes them for the real ones. */
export class DemoYtMusic {
  readonly fake = new FakeYtMusic();
  private readonly media: FakeMedia;
  private proxy?: TlsEndingProxy;

  constructor(folder: string) {
    const forms = new MediaForms(folder);
    const { albums, playlists, videos } = this.fake.world;
    // Chapters lie where they are told to.
    const formsOf = (id: string): MediaForm[] =>
      forms.of(id, videos.find((each) => each.id === id)?.seconds ?? SECONDS);
    this.fake.formsOf = ({ id }) => formsOf(id);
    const find = (id: string, itag: number): MediaForm | undefined => formsOf(id).find((form) => form.itag === itag);
    this.media = new FakeMedia(find);
    const account = { name: 'Ada Lamplight', handle: '@ada', likes: this.fake.songs.slice(0, 3), playlists, albums };
    this.fake.accounts.all.set(DEMO_KEY, [account]);
  }

  async start(): Promise<this> {
    await Promise.all([this.fake.start(), this.media.start()]);
    this.proxy = await new TlsEndingProxy({
      'www.youtube.com': this.fake.origin,
      'music.youtube.com': this.fake.origin,
      '*.googlevideo.com': this.media.origin,
    }).start();
    return this;
  }

  async stop(): Promise<void> {
    await Promise.all([this.fake.stop(), this.media.stop(), this.proxy?.stop()]);
  }

  /** What the section of the configuration has to say. */
  settings(): Readonly<Record<string, unknown>> {
    return {
      enabled: true,
      apiUrl: this.fake.origin,
      mediaUrl: this.media.origin,
      ytDlpArguments: ['--proxy', this.proxy?.url, '--no-check-certificates'],
    };
  }

  /** Of somebody who has signed in. */
  get cookies(): string {
    return `SAPISID=${DEMO_KEY}`;
  }

  /** Of a video with chapters. */
  get longLink(): string {
    return `https://www.youtube.com/watch?v=${this.fake.world.videos[0]?.id ?? ''}`;
  }

  /** Of a song that is there. */
  get link(): string {
    return `https://music.youtube.com/watch?v=${this.fake.songs[0]?.id ?? ''}`;
  }
}
