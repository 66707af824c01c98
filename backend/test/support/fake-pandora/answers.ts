import { performersLike, type FakeSeed, type FakeSong, type FakeStation, type FakeThumb } from './pandora-world.js';

export type Json = Readonly<Record<string, unknown>>;

/** How many thumbs of a kind are listed; the totals say all. */
const MOST_LISTED = 100;

/** An instant as the service writes it. */
export function date(atMs: number): Json {
  const at = new Date(atMs);
  return {
    ...{ time: atMs, year: at.getUTCFullYear() - 1900, month: at.getUTCMonth(), date: at.getUTCDate() },
    ...{ hours: at.getUTCHours(), minutes: at.getUTCMinutes(), seconds: at.getUTCSeconds(), timezoneOffset: 420 },
  };
}

export function stationAnswer(station: FakeStation, host: string): Json {
  const { id, name, isMix, isShared, createdAtMs, mixed } = station;
  return {
    ...{ stationId: id, stationToken: id, stationName: name, isQuickMix: isMix, isShared },
    ...{ allowRename: !isMix && !isShared, allowDelete: !isMix, allowAddMusic: !isMix && !isShared },
    ...{ allowEditDescription: !isMix, suppressVideoAds: false, requiresCleanAds: false },
    ...{ dateCreated: date(createdAtMs), stationDetailUrl: `https://www.pandora.com/stations/${id}` },
    ...(isMix ? { quickMixStationIds: mixed } : { artUrl: picture(id, host), genre: ['Rock'] }),
  };
}

export function detailAnswer(station: FakeStation, host: string): Json {
  const { seeds, thumbs, olderThumbs } = station;
  const seedsOf = (kind: FakeSeed['kind']): Json[] =>
    seeds.filter((seed) => seed.kind === kind).map((seed) => seedAnswer(seed, host));
  const [up, down] = [true, false].map((isUp) => thumbs.filter((thumb) => thumb.isUp === isUp)) as [
    FakeThumb[],
    FakeThumb[],
  ];
  return {
    ...stationAnswer(station, host),
    music: { songs: seedsOf('songs'), artists: seedsOf('artists'), genres: seedsOf('genres') },
    feedback: {
      thumbsUp: up.slice(0, MOST_LISTED).map((thumb) => thumbAnswer(thumb, host)),
      totalThumbsUp: up.length + olderThumbs.up,
      thumbsDown: down.slice(0, MOST_LISTED).map((thumb) => thumbAnswer(thumb, host)),
      totalThumbsDown: down.length + olderThumbs.down,
    },
  };
}

export function seedAnswer({ id, kind, musicToken, name, artist }: FakeSeed, host: string): Json {
  if (kind === 'genres') return { seedId: id, musicToken, genreName: name };
  const names = kind === 'songs' ? { songName: name, artistName: artist } : { artistName: name };
  return { seedId: id, musicToken, ...names, artUrl: picture(musicToken, host) };
}

export function thumbAnswer({ id, song, isUp, atMs }: FakeThumb, host: string): Json {
  return {
    ...{ feedbackId: id, songName: song.title, artistName: song.artist, musicToken: song.identity, isPositive: isUp },
    ...{ albumArtUrl: picture(song.album, host), dateCreated: date(atMs) },
  };
}

export function bookmarkAnswer(id: string, song: FakeSong, atMs: number, isSong: boolean, host: string): Json {
  return {
    ...{ bookmarkToken: id, artistName: song.artist, dateCreated: date(atMs) },
    musicToken: isSong ? song.identity : performersLike(song.artist)[0]?.token,
    ...(isSong && { songName: song.title, albumName: song.album, sampleGain: '-7.87' }),
    artUrl: picture(song.album, host),
  };
}

export function picture(of: string, host: string): string {
  return `http://${host}/images/${encodeURIComponent(of)}.png`;
}
