import type { Kept, World, WorldBand, WorldFan, WorldRelease, WorldTrack } from './bandcamp-world.js';
import { idOf, imageIdOf, slugOf } from './identifiers.js';

const DAY_MS = 24 * 60 * 60_000;
/** When the pre-order is out. */
const PRE_ORDER_MS = Date.UTC(2031, 2, 7);
/** When the fan bought or wished for something last. */
const KEPT_MS = Date.UTC(2026, 0, 17, 20, 4, 31);

const LONG_DISCOGRAPHY = 30;

/** A small world with what is odd about the real one: names are made up, ids and dates are the same each time. */
export function demoWorld(): World {
  return new Maker().world();
}

type Facts = Partial<WorldTrack> & { readonly seconds?: number };

class Maker {
  private readonly bands: WorldBand[] = [];
  private readonly releases: WorldRelease[] = [];

  world(): World {
    const ferry = this.band('Night Ferry', { bio: 'Songs about water.\n\nThree of us, and a boat.', site: 'https://nightferry.example' }); // prettier-ignore
    const [harbour, slack] = this.ordinary(ferry);
    const gaps = this.gaps();
    const rooms = this.nineTimesTheSame();
    const steam = this.release(this.band('Paper Kettle', { front: 'album' }), 'Steam', ['Kettle On', 'Whistle', 'Second Cup'], { art: 'png' }); // prettier-ignore
    const pier = this.release(this.band('Empty Pier', { front: 'empty-record' }), 'Pier', ['Planks', 'Rust', 'Gulls']);
    const copper = this.labelOnPerformersPage();
    const [preOrder, sampler] = this.realLabel();
    const [idle, overdrive] = this.notForEverybody();
    const tides = this.longDiscography();
    const gate = this.release(
      this.band('Harrow Gate', { domain: 'music.harrowgate.example', location: 'Leeds, UK' }),
      'Kissing Gate',
      ['Latch', 'Stile', 'Hinge', 'Post'],
      { art: 'png' },
    );
    this.release(gate.band, 'Field Gate', ['Chain', 'Bar']);
    this.band('Nobody Yet', { imageId: null, location: null, bio: '' });
    const gone = this.release(this.band('Gone Astray', { isGone: true }), 'Left Behind', ['Door', 'Key']);

    this.releases.sort((a, b) => b.releasedAtMs - a.releasedAtMs);
    const bought = [harbour, gaps, rooms, steam, pier, copper, sampler, idle, overdrive, gate, gone, ...tides, slack];
    const wished = [preOrder, ...tides.slice(0, 24)];
    return { bands: this.bands, releases: this.releases, fans: [this.ada(bought, wished), nobody()] };
  }

  /** An album with a few words, and a track without an album, which a discography calls one. */
  private ordinary(ferry: WorldBand): [WorldRelease, WorldRelease] {
    const words = (title: string): string => `${title}\r\nstands on the water\r\n\r\nand nobody asks`;
    const lyrics = (title: string, seconds: number): [string, Facts] => [title, { seconds, lyrics: words(title) }];
    const harbour = this.release(
      ferry,
      'Harbour Lights',
      [
        lyrics('Harbour Lights', 203.417),
        lyrics('Slack Water (feat. Ysolde Marn)', 187.22),
        ['Fog Signal', { seconds: 41.008 }],
        ['Last Boat Out', { seconds: 176.53 }],
        ['Lock Keeper', { seconds: 152.871 }],
        ['Salt & "Rope" <demo>', { seconds: 95.843 }],
        lyrics('Lee Shore', 214.006),
        ['Weir', { seconds: 121.5 }],
      ],
      {
        about: 'Recorded in a boathouse.\r\n\r\nPlay it "loud" & late.',
        credits: 'Written and played by Night Ferry\r\nMastered by Ada Lamplight',
        tags: ['Indie Pop', 'slow motion', 'water', 'night music'],
      },
    );
    const slack = this.single(ferry, 'Slack Tide', { seconds: 98.25, lyrics: words('Slack Tide') });
    return [harbour, slack];
  }

  /** Two of seven are for buyers, who alone see them. */
  private gaps(): WorldRelease {
    const clouds = this.band('Low Clouds', { location: null, genre: 'Ambient' });
    const titles = ['Cirrus', 'Stratus', 'Nimbus', 'Mackerel Sky', 'Virga'];
    const numbers = [1, 2, 4, 5, 7];
    return this.release(
      clouds,
      'Contour Lines',
      titles.map((title, n): [string, Facts] => [title, { number: numbers[n] ?? null, seconds: 120.5 + n }]),
      { about: 'Seven pieces for seven kinds of cloud, two of them for those who buy the album.', tags: ['Ambient'] },
    );
  }

  private nineTimesTheSame(): WorldRelease {
    const rooms = this.band('Nine Rooms', { genre: 'Experimental' });
    const tracks = Array.from({ length: 9 }, (_, n): [string, Facts] => {
      return ['Untitled', { number: 1, seconds: 120, slug: n === 0 ? 'untitled' : `untitled-${n + 1}` }];
    });
    return this.release(rooms, 'Rooms', tracks);
  }

  /** To the search it is no label, and who sings has no page. */
  private labelOnPerformersPage(): WorldRelease {
    const discs = this.band('Brackwater Discs', { bio: 'A label from the estuary.' });
    const copper = this.release(discs, 'Copper Wire', ['Copper Wire', 'Verdigris', 'Solder', 'Earth'], {
      artist: 'Ysolde Marn',
    });
    this.release(discs, 'Places', ['Sextant - Places', 'Sextant - One Touch'], { artist: 'Sextant, Window Seat' });
    return copper;
  }

  private realLabel(): [WorldRelease, WorldRelease] {
    const label = this.band('Tidewrack Records', { isLabel: true, bio: 'We put out what the sea leaves.' });
    const seat = this.band('Window Seat', { label });
    const lantern = this.band('Ox Lantern', { label });
    const isEarly = (n: number): boolean => n === 0 || n === 4;
    const titles = ['Platform', 'Timetable', 'Window', 'Ticket', 'Long Way Round', 'Luggage', 'Terminus', 'Return'];
    const preOrder = this.release(
      seat,
      'Long Way Round',
      titles.map((title, n): [string, Facts] => [title, { offer: isEarly(n) ? 'free' : 'at-release' }]),
      { releasedAtMs: PRE_ORDER_MS, label, about: 'Out in spring.' },
    );
    this.release(lantern, 'Hay', ['Hay', 'Yoke', 'Furrow'], { label });
    const sampler = this.release(
      label,
      'What the Sea Leaves',
      [
        ['Platform (live)', { artist: 'Window Seat' }],
        ['Yoke', { artist: 'Ox Lantern' }],
        ['Harbour Lights', { artist: 'Night Ferry' }],
        ['Copper Wire (Sextant remix)', { artist: 'Ysolde Marn, Sextant' }],
      ],
      { artist: 'Various Artists' },
    );
    return [preOrder, sampler];
  }

  /** Some for buyers, free plays that are used up, and an album that lists no tracks. */
  private notForEverybody(): [WorldRelease, WorldRelease] {
    const engine = this.band('Quiet Engine', { genre: 'Electronic' });
    const idle = this.release(engine, 'Idle', [
      ['Choke', {}],
      ['Starter', { offer: 'buyers' }],
      ['Idle', {}],
      ['Clutch', { offer: 'buyers' }],
      ['Stall', {}],
    ]);
    const used = (title: string): [string, Facts] => [title, { offer: 'used-up' }];
    const overdrive = this.release(engine, 'Overdrive', ['First', 'Second', 'Third'].map(used));
    const about = '1. Piston\r\n2. Crank\r\n3. Valve';
    this.release(engine, 'Blueprints', [], { about, credits: null });
    return [idle, overdrive];
  }

  private longDiscography(): WorldRelease[] {
    const log = this.band('Tide Log', { genre: 'Field Recording' });
    return Array.from({ length: LONG_DISCOGRAPHY }, (_, n) => {
      const title = `Tide ${String(n + 1).padStart(3, '0')}`;
      const more = { tags: ['Field Recording', 'tide log'], releasedAtMs: Date.UTC(2022, n, 1) };
      return n % 10 === 4
        ? this.single(log, title, { seconds: 60 + n }, more)
        : this.release(log, title, ['Ebb', 'Flood'].map((name): [string, Facts] => [`${name} ${n + 1}`, {}]), more); // prettier-ignore
    });
  }

  /** Some were bought at once, one as a record, and one is a track of an album. */
  private ada(bought: readonly WorldRelease[], wished: readonly WorldRelease[]): WorldFan {
    const kept = (release: WorldRelease, n: number, more: Partial<Kept> = {}): Kept => ({
      ...{ release, atMs: KEPT_MS - Math.floor(n / 4) * DAY_MS, isPackage: release.title === 'Copper Wire', ...more },
    });
    const [single] = bought[0]?.tracks.slice(6) ?? [];
    const collection = bought.map((release, n) => kept(release, n));
    if (bought[0] && single) collection.push(kept(bought[0], bought.length, { track: single }));
    const wishlist = wished.map((release, n) => kept(release, n, { isPackage: false }));
    return {
      ...{ id: idOf('fan ada'), username: 'ada-lamplight', name: 'Ada Lamplight', location: 'Lübeck, Germany' },
      ...{ imageId: imageIdOf('fan ada'), collection, wishlist, isWishlistHidden: false },
    };
  }

  private band(name: string, more: Partial<WorldBand> = {}): WorldBand {
    const band: WorldBand = {
      ...{ id: idOf(`band ${name}`), name, subdomain: slugOf(name).replaceAll('-', ''), location: 'Harwich, UK' },
      ...{ bio: `${name}, of a fake.`, imageId: imageIdOf(`band ${name}`), genre: 'Alternative', isLabel: false },
      ...{ front: 'grid', isGone: false, ...more },
    };
    this.bands.push(band);
    return band;
  }

  private release(
    band: WorldBand,
    title: string,
    tracks: readonly (string | [string, Facts])[],
    more: Partial<WorldRelease> = {},
  ): WorldRelease {
    const artist = more.artist ?? band.name;
    const release: WorldRelease = {
      ...this.common(band, title),
      ...{ kind: 'album', id: idOf(`album ${band.name} ${title}`), artist },
      tracks: tracks.map((each, n) => {
        const [name, facts] = typeof each === 'string' ? [each, {}] : each;
        return trackOf(`${band.name} ${title} ${n}`, name, { number: n + 1, artist, ...facts });
      }),
      ...more,
    };
    this.releases.push(release);
    return release;
  }

  private single(band: WorldBand, title: string, facts: Facts, more: Partial<WorldRelease> = {}): WorldRelease {
    const track = trackOf(`${band.name} ${title}`, title, { artist: band.name, ...facts });
    const release: WorldRelease = {
      ...this.common(band, title),
      ...{ kind: 'track', id: track.id, artist: band.name, tracks: [track], ...more },
    };
    this.releases.push(release);
    return release;
  }

  private common(band: WorldBand, title: string): Omit<WorldRelease, 'kind' | 'id' | 'artist' | 'tracks'> {
    const n = this.releases.length;
    // Covers of ten years ago have eight digits.
    const artId = n === 1 ? 76_513_327 : idOf(`art ${band.name} ${title}`);
    return {
      ...{
        band,
        title,
        slug: slugOf(title),
        releasedAtMs: Date.UTC(2025, 10, 21) - n * 20 * DAY_MS,
        artId,
        art: 'jpeg',
      },
      ...{ about: `${title}, of a fake.`, credits: null, tags: [band.genre, 'fake'], label: null },
      places: band.location === null ? [] : [band.location.split(',')[0] ?? ''],
    };
  }
}

function trackOf(key: string, title: string, facts: Facts): WorldTrack {
  const id = idOf(`track ${key}`);
  return {
    ...{ id, title, slug: slugOf(title), number: null, seconds: (60_000 + (id % 90_000)) / 1_000, artist: '' },
    ...{ offer: 'free', lyrics: null, ...facts },
  };
}

/** Somebody who has bought nothing, and shows no wishes. */
function nobody(): WorldFan {
  return {
    ...{ id: idOf('fan nobody'), username: 'nobody-yet', name: 'Nobody Yet', location: '', imageId: null },
    ...{ collection: [], wishlist: [], isWishlistHidden: true },
  };
}
