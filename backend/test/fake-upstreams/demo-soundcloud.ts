import { FakeSoundCloud } from '../support/fake-soundcloud/fake-soundcloud.js';

const PROFILE = 'ada-lamplight';
const TOKEN = 'demo';
const SITE = 'https://soundcloud.com';

/** SoundCloud for a look by hand: somebody with likes and sets, and tracks that can be heard, or not, in every way. */
export class DemoSoundCloud {
  readonly fake = new FakeSoundCloud();
  /** Of the browser of whom the profile is of, who sees what is private besides. */
  readonly token = TOKEN;

  async start(): Promise<this> {
    await this.fake.start();
    this.fake.tokens.set(TOKEN, this.fake.user(PROFILE));
    return this;
  }

  stop(): Promise<void> {
    return this.fake.stop();
  }

  /** What the section of the configuration has to say. */
  settings(): Readonly<Record<string, unknown>> {
    const { origin } = this.fake;
    return { enabled: true, apiUrl: origin, siteUrl: origin, mediaUrl: origin, user: PROFILE };
  }

  /** Pages to paste, and what is behind them. */
  get links(): readonly (readonly [link: string, what: string])[] {
    return [
      [`${SITE}/night-ferry/harbour-lights`, 'a track'],
      [`${SITE}/tide-log/sets/the-tide-log`, 'a set of 120, of which three are gone'],
      [`${SITE}/ada-lamplight/night-watch-two-hours`, 'two hours, by HLS'],
      [`${SITE}/brackwater-discs/copper-wire`, 'copy-protected'],
      [`${SITE}/brackwater-discs/places-feat-window-seat`, 'a preview'],
      [`${SITE}/brackwater-discs/paper-moon`, 'a preview that does not say so'],
    ];
  }
}
