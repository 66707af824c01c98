import { FakePandora } from '../support/fake-pandora/fake-pandora.js';

const [USERNAME, PASSWORD] = ['ada@example.com', 'correct horse'];

/** Pandora for a look by hand: an account with stations, whose songs are tones, and an advert now and then. */
export class DemoPandora {
  readonly fake = new FakePandora();
  readonly password = PASSWORD;

  async start(): Promise<this> {
    await this.fake.start();
    this.fake.join(USERNAME, PASSWORD);
    return this;
  }

  stop(): Promise<void> {
    return this.fake.stop();
  }

  /** What the section of the configuration has to say. */
  settings(): Readonly<Record<string, unknown>> {
    return { enabled: true, username: USERNAME, baseUrl: this.fake.baseUrl };
  }
}
