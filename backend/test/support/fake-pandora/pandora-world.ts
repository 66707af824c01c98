import type { Sound } from './pandora-sounds.js';

const FIRST =
  'Harbour Copper Winter Paper Hollow Silver Borrowed Northern Distant Gentle Broken Electric Velvet Summer Midnight Amber Salt Iron Quiet Golden'.split(
    ' ',
  );
const SECOND =
  'Lights Tides Bridges Letters Rivers Machines Gardens Windows Engines Mornings Strangers Radios Islands Echoes Ladders Compass Lanterns Fields Signals Roads'.split(
    ' ',
  );
const PERFORMERS = [
  'Night Ferry',
  'Ada Lamplight',
  'Window Seat',
  'Sextant',
  'Night Ferry & Ada Lamplight',
  'Low Clouds',
  'Dead Reckoning',
  'Window Seat feat. Low Clouds',
];
/** Songs that a station can choose from before one comes again. */
const SONGS = FIRST.length * SECOND.length;

/** A song that some station may choose. */
export interface FakeSong {
  /** Of the song, however often it is given. */
  readonly identity: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly seconds: number;
}

export interface FakeSeed {
  readonly id: string;
  readonly kind: 'songs' | 'artists' | 'genres';
  readonly musicToken: string;
  readonly name: string;
  readonly artist?: string;
}

export interface FakeThumb {
  readonly id: string;
  readonly song: FakeSong;
  readonly isUp: boolean;
  readonly atMs: number;
}

export interface FakeStation {
  readonly id: string;
  name: string;
  readonly isMix: boolean;
  isShared: boolean;
  readonly createdAtMs: number;
  readonly seeds: FakeSeed[];
  readonly thumbs: FakeThumb[];
  /** Thumbs that are told of in the totals, and stand in no list. */
  readonly olderThumbs: { up: number; down: number };
  mode: string;
  /** How many of its songs it has given. */
  songsGiven: number;
  /** Of a mix. */
  mixed: string[];
}

export interface FakeAccount {
  readonly password: string;
  isSubscriber: boolean;
  mayListen: boolean;
  isExplicitFiltered: boolean;
  readonly stations: FakeStation[];
  readonly bookmarks: {
    readonly id: string;
    readonly kind: 'track' | 'artist';
    readonly song: FakeSong;
    readonly atMs: number;
  }[];
}

export const MODES = [
  { modeId: 0, modeName: 'My Station', modeDescription: 'All that goes with it' },
  { modeId: 1, modeName: 'Crowd Faves', modeDescription: 'Most loved by others' },
  { modeId: 2, modeName: 'Deep Cuts', modeDescription: 'Songs that are heard less' },
];
export const GENRES = [
  { name: 'Alternative', stations: [{ token: 'G165', name: '90s Alternative ' }] },
  {
    name: 'Classical',
    stations: [
      { token: 'G19', name: 'Baroque Period' },
      { token: 'G20', name: 'Solo Piano' },
    ],
  },
];

/** The nth song of a station: no two alike before all have been chosen. */
export function songOf(stationId: string, n: number): FakeSong {
  const index = (n * 7 + (Number(stationId.slice(-3)) % SONGS)) % SONGS;
  return songAt(index);
}

export function songAt(index: number): FakeSong {
  const first = FIRST[index % FIRST.length] ?? '';
  const second = SECOND[Math.floor(index / FIRST.length)] ?? '';
  return {
    identity: `S${1_000 + index}`,
    title: `${first} ${second}`,
    artist: PERFORMERS[index % PERFORMERS.length] ?? '',
    album: `${second} at Night`,
    seconds: 90 + ((index * 37) % 150),
  };
}

export function songsLike(words: string): FakeSong[] {
  const all = Array.from({ length: SONGS }, (_, index) => songAt(index));
  return all.filter(({ title }) => title.toLowerCase().includes(words.toLowerCase())).slice(0, 5);
}

export function performersLike(words: string): { readonly token: string; readonly name: string }[] {
  return PERFORMERS.map((name, n) => ({ token: `R${100 + n}`, name })).filter(({ name }) =>
    name.toLowerCase().includes(words.toLowerCase()),
  );
}

export function performerOf(token: string): string | undefined {
  return PERFORMERS[Number(token.slice(1)) - 100];
}

export function soundOf({ identity, seconds }: FakeSong): Sound {
  return { kind: 'song', frequency: 200 + (Number(identity.slice(1)) % 400), seconds };
}

/** Twenty stations, one of somebody else, and the mix of the first three. */
export function stationsOf(nowMs: number): FakeStation[] {
  const names = PERFORMERS.slice(0, 4).map((name) => `${name} Radio`);
  const others = Array.from({ length: 16 }, (_, n) => `${FIRST[n] ?? ''} ${SECOND[n] ?? ''} Radio`);
  const stations = [...names, ...others].map((name, n): FakeStation => {
    const song = songAt(n);
    const seed: FakeSeed = {
      id: `-72394410395664${100 + n}`,
      kind: 'songs',
      musicToken: song.identity,
      name: song.title,
      artist: song.artist,
    };
    return {
      ...stationOf(`374145764047334${100 + n}`, name, nowMs - n * 86_400_000),
      seeds: [seed],
      isShared: n === 19,
    };
  });
  const mix = { ...stationOf('3914377363925265', 'QuickMix', nowMs), isMix: true };
  mix.mixed = stations.slice(0, 3).map(({ id }) => id);
  return [mix, ...stations];
}

export function stationOf(id: string, name: string, createdAtMs: number): FakeStation {
  return {
    ...{ id, name, createdAtMs, isMix: false, isShared: false, seeds: [], thumbs: [], mixed: [], mode: '0' },
    olderThumbs: { up: 0, down: 0 },
    songsGiven: 0,
  };
}

export function accountOf(password: string, nowMs: number): FakeAccount {
  return {
    password,
    isSubscriber: false,
    mayListen: true,
    isExplicitFiltered: false,
    stations: stationsOf(nowMs),
    bookmarks: [],
  };
}
