import { FakeBandcamp } from '../support/fake-bandcamp/fake-bandcamp.js';

const FAN = 'ada-lamplight';

/** Bandcamp for a look by hand: somebody with a collection and a wish list, and albums that can be heard, or not, in every way. */
export class DemoBandcamp {
  readonly fake = new FakeBandcamp();

  async start(): Promise<this> {
    await this.fake.start();
    return this;
  }

  stop(): Promise<void> {
    return this.fake.stop();
  }

  /** What the section of the configuration has to say. */
  settings(): Readonly<Record<string, unknown>> {
    const { origin } = this.fake;
    return { enabled: true, baseUrl: origin, mediaUrl: origin, user: FAN };
  }

  /** Pages to paste, and what is behind them. */
  get links(): readonly (readonly [link: string, what: string])[] {
    return [
      ['https://nightferry.bandcamp.com/album/harbour-lights', 'an album, with lyrics'],
      ['https://nightferry.bandcamp.com/track/slack-tide', 'a track without an album'],
      ['https://lowclouds.bandcamp.com/album/contour-lines', 'numbers with gaps'],
      ['https://ninerooms.bandcamp.com/album/rooms', 'nine times the same title'],
      ['https://brackwaterdiscs.bandcamp.com/album/copper-wire', 'a label on a page of a performer'],
      ['https://windowseat.bandcamp.com/album/long-way-round', 'a pre-order, of which two tracks can be heard'],
      ['https://quietengine.bandcamp.com/album/idle', 'two tracks are for buyers'],
      ['https://quietengine.bandcamp.com/album/overdrive', 'free plays are used up'],
      ['https://paperkettle.bandcamp.com', 'a performer with one album'],
      ['https://tidelog.bandcamp.com', 'a performer with thirty'],
      ['https://music.harrowgate.example/album/kissing-gate', 'a page on a host of their own'],
      ['https://goneastray.bandcamp.com', 'somebody who has left'],
    ];
  }
}
