import { fieldsOf, present, type Fields } from '../../../common/index.js';
import type {
  PersonalStation,
  StationDetail,
  StationSeed,
  StationThumb,
  StationThumbs,
} from '../../personal-stations.js';
import { artworkOf, countOf, idOf, instantOf, listOf, titleOf } from './reading.js';

/** Some stations have a name of blanks. */
const NAMELESS = 'Untitled station';

/** The stations of a listener, and what changes when any of them does. */
export interface StationListing {
  readonly stations: readonly PersonalStation[];
  readonly checksum?: string;
}

export function readStationList(answer: Fields): StationListing {
  const stations = listOf(answer.stations).flatMap((station) => readStation(fieldsOf(station)) ?? []);
  return present({ stations, checksum: idOf(answer.checksum) });
}

/** @returns undefined where nothing can be asked about it */
export function readStation(station: Fields): PersonalStation | undefined {
  // Both are the same, and some answers have only one.
  const nativeId = idOf(station.stationToken) ?? idOf(station.stationId);
  if (nativeId === undefined) return undefined;
  const isMix = station.isQuickMix === true;
  return present({
    nativeId,
    name: titleOf(station.stationName) ?? NAMELESS,
    isMix,
    mixed: isMix ? listOf(station.quickMixStationIds).flatMap((id) => idOf(id) ?? []) : [],
    isShared: station.isShared === true,
    canRename: station.allowRename === true,
    canRemove: station.allowDelete === true,
    canSeed: station.allowAddMusic === true,
    createdAtMs: instantOf(station.dateCreated),
    artwork: artworkOf(station.artUrl),
  });
}

/** @returns undefined where nothing can be asked about it */
export function readStationDetail(answer: Fields): StationDetail | undefined {
  const station = readStation(answer);
  if (!station) return undefined;
  const { thumbsUp, thumbsDown, totalThumbsUp, totalThumbsDown } = fieldsOf(answer.feedback);
  return {
    station,
    seeds: readSeeds(fieldsOf(answer.music)),
    up: thumbsOf(thumbsUp, totalThumbsUp, true),
    down: thumbsOf(thumbsDown, totalThumbsDown, false),
  };
}

function readSeeds({ songs, artists, genres }: Fields): StationSeed[] {
  return [
    ...listOf(artists).flatMap((seed) => seedOf(fieldsOf(seed), 'artist', fieldsOf(seed).artistName) ?? []),
    ...listOf(songs).flatMap((seed) => seedOf(fieldsOf(seed), 'track', fieldsOf(seed).songName) ?? []),
    ...listOf(genres).flatMap((seed) => seedOf(fieldsOf(seed), 'genre', fieldsOf(seed).genreName) ?? []),
  ];
}

function seedOf(
  { seedId, artistName, artUrl }: Fields,
  kind: StationSeed['kind'],
  called: unknown,
): StationSeed | undefined {
  const nativeId = idOf(seedId);
  const name = titleOf(called);
  if (nativeId === undefined || name === undefined) return undefined;
  const artist = kind === 'track' ? titleOf(artistName) : undefined;
  return present({ nativeId, kind, name, artist, artwork: artworkOf(artUrl) });
}

/** About a hundred are listed; the total says how many there are. */
function thumbsOf(list: unknown, told: unknown, isUp: boolean): StationThumbs {
  const items = listOf(list).flatMap((thumb) => thumbOf(fieldsOf(thumb), isUp) ?? []);
  return { items, total: Math.max(countOf(told) ?? 0, items.length) };
}

function thumbOf(thumb: Fields, isUp: boolean): StationThumb | undefined {
  const nativeId = idOf(thumb.feedbackId);
  const title = titleOf(thumb.songName);
  if (nativeId === undefined || title === undefined) return undefined;
  const artist = titleOf(thumb.artistName);
  const [atMs, artwork] = [instantOf(thumb.dateCreated), artworkOf(thumb.albumArtUrl)];
  return present({ nativeId, isUp, title, artist, atMs, artwork });
}

/** What a thumb is taken back by, and how many there are then. */
export interface GivenThumb {
  readonly nativeId: string;
  readonly up?: number;
  readonly down?: number;
}

export function readGivenThumb({ feedbackId, totalThumbsUp, totalThumbsDown }: Fields): GivenThumb | undefined {
  const nativeId = idOf(feedbackId);
  if (nativeId === undefined) return undefined;
  return present({ nativeId, up: countOf(totalThumbsUp), down: countOf(totalThumbsDown) });
}
