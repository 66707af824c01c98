import { pathOf, type Marked, type World, type WorldSet, type WorldTrack, type WorldUser } from './soundcloud-world.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const FIRST_DAY_MS = Date.UTC(2026, 0, 3, 17, 20, 11);
/** A set as long as some are. */
const LOG_ENTRIES = 120;
/** Of those, counted from 1: what has been deleted since. */
const GONE_ENTRIES: ReadonlySet<number> = new Set([9, 64, 120]);

/** A small world with what is odd about the real one. */
export function demoWorld(): World {
  return new Maker().world();
}

class Maker {
  private readonly users: WorldUser[] = [];
  private readonly tracks: WorldTrack[] = [];
  private readonly sets: WorldSet[] = [];
  private ids = 0;

  world(): World {
    const ada = this.user('Ada Lamplight', {
      city: 'Lübeck',
      countryCode: 'DE',
      description: 'I listen.\n\nNow and then I play.',
    });
    const ferry = this.user('Night Ferry', { isVerified: true, description: 'Songs about water.' });
    const clouds = this.user('Low Clouds', { avatar: 'png', city: '', countryCode: null });
    const label = this.user('Brackwater Discs', { avatar: 'default', description: null });
    const log = this.user('Tide Log', { avatar: 'png' });
    this.user('Nobody Yet', { avatar: 'default', city: null, countryCode: null, description: null });

    const harbour = [
      this.track(ferry, 'Harbour Lights', 203_417, {
        publishing: {
          artist: 'Night Ferry',
          album: 'Harbour Lights',
          title: 'Harbour Lights',
          isrc: 'QZFYX2600001',
          upc: '198000000017',
        },
      }),
      this.track(ferry, 'Slack Water (feat. Ysolde Marn)', 187_220, {
        publishing: { artist: 'Night Ferry, Ysolde Marn', album: 'Harbour Lights', isrc: 'QZFYX2600002' },
      }),
      this.track(ferry, 'Fog Signal', 41_008, { policy: 'MONETIZE' }),
      this.track(ferry, 'Night Ferry - Last Boat Out', 176_530, { tags: '"night bus" "slow motion" water' }),
      this.track(ferry, 'Lock Keeper', 152_871, { publishing: { album: '', title: '', isrc: 'QZFYX2600005' } }),
      this.track(ferry, 'Weir', 95_843, { artwork: null }),
      this.track(ferry, 'Lee Shore', 214_006, { isDownloadable: true }),
    ];
    const low = [
      this.track(clouds, 'Cirrus', 134_226, {
        artwork: 'png',
        genre: 'Ambient',
        tags: '"Dance & EDM" cloud "field recording"',
      }),
      this.track(clouds, 'Stratus', 121_993, { artwork: 'png', genre: 'Ambient', forms: 'old' }),
      this.track(clouds, 'Nimbus (Night Ferry Remix)', 249_310, {
        artwork: 'png',
        genre: 'Electronic',
        publishing: { artist: 'Low Clouds, Night Ferry', title: 'Nimbus (Night Ferry Remix)', isExplicit: true },
      }),
      this.track(clouds, 'Mackerel Sky', 88_140, { forms: 'few-bits', genre: '', tags: '' }),
    ];
    const labelled = (title: string, n: number, artist: string): Partial<WorldTrack> => ({
      ...{ policy: 'MONETIZE', offer: 'protected', label: 'Brackwater Discs', releasedAtMs: Date.UTC(2025, 8, 26 - n) },
      publishing: {
        artist,
        album: title,
        title,
        isrc: `GBBWD25000${10 + n}`,
        upc: `5060000000${100 + n}`,
        isExplicit: false,
      },
    });
    const sold = [
      this.track(label, 'Copper Wire', 201_848, labelled('Copper Wire', 1, 'Ysolde Marn')),
      this.track(label, 'Iron Filings', 198_300, { ...labelled('Iron Filings', 2, 'Ysolde Marn'), offer: 'encrypted' }),
      this.track(label, 'Places (feat. Window Seat)', 202_789, {
        ...labelled('Places', 3, 'Sextant'),
        policy: 'SNIP',
        offer: 'snipped',
      }),
      this.track(label, 'One Touch', 197_904, {
        ...labelled('One Touch', 4, 'Sextant, Window Seat'),
        policy: 'BLOCK',
        offer: 'none',
      }),
      this.track(label, 'Amber', 222_190, { ...labelled('Amber', 5, 'Ysolde Marn'), offer: 'whole' }),
      this.track(label, 'Paper Moon', 214_000, {
        ...labelled('Paper Moon', 6, 'Sextant'),
        policy: 'ALLOW',
        offer: 'disguised',
      }),
      this.track(label, 'Paper Sun', 214_000, {
        ...labelled('Paper Sun', 7, 'Sextant'),
        policy: 'ALLOW',
        offer: 'cut',
      }),
    ];
    const played = [
      this.track(ada, 'Ada Lamplight - Candle', 63_402, {
        policy: 'ALLOW',
        tags: 'piano "first take"',
        genre: 'Piano',
      }),
      this.track(ada, 'Wick', 58_117, { genre: 'Piano' }),
      this.track(ada, 'Night Watch (two hours)', 120 * MINUTE_MS, { forms: 'hls-only', genre: 'Drone', artwork: null }),
      this.track(ada, 'Not for everybody', 47_225, { secretToken: 's-Kx3Lq9vTb2A' }),
    ];
    const mixes = ['Ebb', 'Flood', 'Neap', 'Spring', 'Bore', 'Rip', 'Race', 'Stand'].map((name, n) =>
      this.track(log, `${name} Mix`, 62_000 + n * 1_373, { genre: 'Deep House', tags: `mix ${name.toLowerCase()}` }),
    );
    const entries = Array.from({ length: LOG_ENTRIES }, (_, n) => this.entry(log, n + 1));

    const album = this.set(ferry, 'Harbour Lights', 'album', harbour, {
      releasedAtMs: Date.UTC(2025, 10, 21),
      artwork: 'jpg',
    });
    const ep = this.set(clouds, 'Low EP', 'ep', low.slice(0, 3), { artwork: null, genre: 'Ambient' });
    this.set(label, 'Places', 'album', sold, { artwork: 'png', releasedAtMs: Date.UTC(2025, 8, 23) });
    this.set(ada, 'Candle', 'single', played.slice(0, 1), { genre: 'Piano' });
    this.set(ada, 'On the water', '', [...harbour.slice(0, 3), ...sold.slice(0, 4), ...low], {
      tags: '"slow motion" water',
    });
    this.set(ada, 'Kept to myself', '', [played[3], ...harbour.slice(2), ...low], { secretToken: 's-9fWbQ2mZr7P' });
    const tides = this.set(log, 'The Tide Log', '', [], {
      trackIds: entries,
      description: 'One hundred and twenty tides.',
    });

    const marked = (all: readonly (WorldTrack | WorldSet)[]): Marked[] =>
      all.map((what, n) => ({ atMs: FIRST_DAY_MS + 20 * DAY_MS - n * 7_013_000, what }));
    const likes = new Map([
      [ada.id, marked([harbour[0], album, sold[0], ...low, ep, tides, ...mixes].filter(isThere))],
    ]);
    const reposts = new Map([[ada.id, marked([low[1], album, mixes[3]].filter(isThere))]]);
    const { users, tracks, sets } = this;
    return {
      ...{ users, tracks, sets, likes, reposts },
      suggestions: ['night ferry', 'night ferry harbour lights', 'harbour lights', 'low clouds nimbus', 'tide log'],
      shortLinks: new Map([
        ['aB3dE5fG7hJ9kL1m', pathOf(album)],
        ['Zy8xW6vU4tS2rQ0p', 'night-ferry/harbour-lights'],
      ]),
    };
  }

  private nextId(): number {
    return 2_300_000_000 + ++this.ids * 104_729;
  }

  private user(username: string, more: Partial<WorldUser> = {}): WorldUser {
    const user: WorldUser = {
      ...{ id: this.nextId(), permalink: slugOf(username), username, city: 'Harwich', countryCode: 'GB' },
      ...{ description: 'Of a fake.', avatar: 'jpg', isVerified: false, ...more },
    };
    this.users.push(user);
    return user;
  }

  private track(user: WorldUser, title: string, durationMs: number, more: Partial<WorldTrack> = {}): WorldTrack {
    const track: WorldTrack = {
      ...{ id: this.nextId(), permalink: slugOf(title), title, user, durationMs },
      createdAtMs: FIRST_DAY_MS - this.tracks.length * 31_237_000,
      ...{ policy: 'ALLOW', offer: 'whole', forms: 'new', genre: 'Indie', tags: 'water', artwork: 'jpg' },
      ...{ description: `${title}, of a fake.`, publishing: null, label: null, isDownloadable: false, ...more },
    };
    this.tracks.push(track);
    return track;
  }

  /** @returns its id, which nothing may be behind */
  private entry(user: WorldUser, number: number): number {
    if (GONE_ENTRIES.has(number)) return this.nextId();
    const title = `Tide ${String(number).padStart(3, '0')}`;
    return this.track(user, title, 45_000 + number * 10, { genre: 'Field Recording', tags: '"tide log"' }).id;
  }

  private set(
    user: WorldUser,
    title: string,
    type: WorldSet['type'],
    tracks: readonly (WorldTrack | undefined)[],
    more: Partial<WorldSet> = {},
  ): WorldSet {
    const set: WorldSet = {
      ...{ id: this.nextId(), permalink: slugOf(title), title, user, type, genre: '', tags: '', artwork: null },
      ...{
        trackIds: tracks.filter(isThere).map(({ id }) => id),
        createdAtMs: FIRST_DAY_MS + this.sets.length * DAY_MS,
      },
      ...{ description: null, ...more },
    };
    this.sets.push(set);
    return set;
  }
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function slugOf(text: string): string {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).join('-');
}
