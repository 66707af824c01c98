import type { Json } from './answers.js';
import { GENRES, MODES, performersLike, songsLike, type FakeAccount, type FakeStation } from './pandora-world.js';

/** The service says no, by a code. */
export class Refused extends Error {
  constructor(readonly apiCode: number) {
    super(`code ${apiCode}`);
  }
}

export function stationAt({ stations }: FakeAccount, { stationToken }: Json): FakeStation {
  const station = stations.find(({ id }) => id === stationToken);
  if (!station) throw new Refused(1006);
  return station;
}

export function ownStationAt(account: FakeAccount, args: Json): FakeStation {
  const station = stationAt(account, args);
  if (station.isMix || station.isShared) throw new Refused(1008);
  return station;
}

export function removeBookmark(
  { bookmarks }: FakeAccount,
  { bookmarkToken }: Json,
  kind: 'track' | 'artist',
): undefined {
  const at = bookmarks.findIndex((one) => one.id === bookmarkToken && one.kind === kind);
  if (at < 0) throw new Refused(10);
  bookmarks.splice(at, 1);
}

export function modes({ isMix, mode }: FakeStation): Json {
  if (isMix) throw new Refused(1008);
  const availableModes = MODES.map((one) => ({ ...one, isAlgorithmicMode: true, isTakeoverMode: false }));
  return { currentModeId: Number(mode), availableModes };
}

export function search(words: string, withGenres: boolean): Json {
  const stations = GENRES.flatMap((genre) => genre.stations).filter(({ name }) =>
    name.toLowerCase().includes(words.toLowerCase()),
  );
  return {
    ...{ nearMatchesAvailable: true, explanation: '' },
    songs: songsLike(words).map(({ identity, title, artist }, n) => ({
      musicToken: identity,
      songName: title,
      artistName: artist,
      score: 100 - n * 10,
    })),
    artists: performersLike(words).map(({ token, name }) => ({
      musicToken: token,
      artistName: name,
      likelyMatch: false,
      score: 90,
    })),
    ...(withGenres && {
      genreStations: stations.map(({ token, name }) => ({ musicToken: token, stationName: name, score: 100 })),
    }),
  };
}
