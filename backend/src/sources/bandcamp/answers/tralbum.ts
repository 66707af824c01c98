import { identityKey, present } from '../../../common/index.js';
import type { RemoteAlbum, RemoteArtistRef, RemoteTrack } from '../../remote-catalogue.js';
import { notPlayable, type WhyNot } from '../not-heard.js';
import { nativeIdOf } from './native-id.js';
import { coverOf, yearOf } from './reading.js';

/** What Bandcamp calls an album, or a track with a page of its own; by its API or its pages. */
export interface ToldTralbum {
  readonly type: 'a' | 't';
  readonly id: string;
  readonly title: string;
  readonly performer: string | undefined;
  /** Whose page it is on: the performer, or who publishes it. */
  readonly bandId: string;
  readonly bandName: string | undefined;
  readonly label: string | undefined;
  readonly labelId: string | undefined;
  readonly artId: unknown;
  readonly releasedAtMs: number | undefined;
  readonly webAddress: string | undefined;
  /** Of a track: the album that it is on. */
  readonly albumId: string | undefined;
  readonly albumTitle: string | undefined;
  readonly tracks: readonly ToldTrack[];
}

export interface ToldTrack {
  readonly id: string;
  readonly title: string;
  /** As printed. */
  readonly number: number | undefined;
  readonly durationMs: number | undefined;
  readonly performer: string | undefined;
  readonly bandId: string | undefined;
  readonly artId: unknown;
  readonly webAddress: string | undefined;
  /** Where its sound is told to lie, or what leads there. */
  readonly sound: string | undefined;
  readonly whyNot: WhyNot['code'] | undefined;
  readonly hasLyrics: boolean;
}

/** A track, and what is told of its sound. */
export interface ReadTrack {
  readonly track: RemoteTrack;
  readonly sound?: string;
  /** Absent: it can be heard. */
  readonly whyNot?: WhyNot;
  readonly hasLyrics: boolean;
}

export interface ReadTralbum {
  /** Of a track by itself: what a discography calls an album, a single. */
  readonly album: RemoteAlbum;
  /** Each once, in their order. */
  readonly tracks: readonly ReadTrack[];
  /** Of a track: the album that it is on. */
  readonly albumId?: string;
}

export function readTold(told: ToldTralbum): ReadTralbum {
  const { type, id, bandId, title, releasedAtMs, webAddress, artId } = told;
  const isAlbum = type === 'a';
  const album: RemoteAlbum = present({
    kind: 'album' as const,
    nativeId: nativeIdOf(type, bandId, id),
    title,
    artists: performersOf(told.performer, told),
    type: isAlbum ? undefined : ('single' as const),
    year: yearOf(releasedAtMs),
    label: labelOf(told),
    isExplicit: false,
    webAddress,
    artwork: coverOf(artId),
  });
  const onAlbum = isAlbum ? { title, nativeId: album.nativeId } : albumOf(told);
  const tracks = [...new Map(told.tracks.map((track) => [track.id, track])).values()];
  const numbers = isAlbum ? numbersOf(tracks) : [];
  return present({
    album,
    tracks: tracks.map((track, at) => readTrack(track, told, onAlbum, numbers[at])),
    albumId: isAlbum || told.albumId === undefined ? undefined : nativeIdOf('a', bandId, told.albumId),
  });
}

function readTrack(
  track: ToldTrack,
  tralbum: ToldTralbum,
  album: RemoteTrack['album'],
  trackNumber: number | undefined,
): ReadTrack {
  const { id, title, durationMs, sound, hasLyrics, bandId = tralbum.bandId } = track;
  const { releasedAtMs: outAtMs } = tralbum;
  const { whyNot: code } = track;
  const whyNot = code && (code === 'not-out-yet' ? present({ code, outAtMs }) : { code });
  return present({
    track: present({
      kind: 'track' as const,
      nativeId: nativeIdOf('t', bandId, id),
      title,
      artists: performersOf(performerOf(track, tralbum), tralbum),
      album,
      trackNumber,
      durationMs,
      isExplicit: false,
      isPlayable: true,
      ...(whyNot && notPlayable(whyNot)),
      isVideo: false,
      webAddress: track.webAddress ?? tralbum.webAddress,
      artwork: coverOf(track.artId) ?? coverOf(tralbum.artId),
    }),
    sound: whyNot ? undefined : sound,
    whyNot,
    hasLyrics,
  });
}

/** Tracks name whose page they are on where they have no performer of their own: that may be a label. */
function performerOf(track: ToldTrack, tralbum: ToldTralbum): string | undefined {
  const isPageOwner = track.performer !== undefined && areSame(track.performer, tralbum.bandName);
  return isPageOwner ? (tralbum.performer ?? track.performer) : (track.performer ?? tralbum.performer);
}

/** As printed: names of several are not taken apart, since one may have a comma of its own. */
function performersOf(name: string | undefined, { bandId, bandName }: ToldTralbum): readonly RemoteArtistRef[] {
  const known = name ?? bandName;
  if (known === undefined) return [];
  return [areSame(known, bandName) ? { name: known, nativeId: nativeIdOf('b', bandId) } : { name: known }];
}

/** Who is named as the label, else the owner of the page where somebody else performs. */
function labelOf({ label, labelId, performer, bandName, bandId }: ToldTralbum): RemoteArtistRef | undefined {
  const owner = bandName === undefined ? undefined : { name: bandName, nativeId: nativeIdOf('b', bandId) };
  if (label !== undefined && !areSame(label, performer)) {
    if (owner && areSame(label, bandName)) return owner;
    return present({ name: label, nativeId: labelId === undefined ? undefined : nativeIdOf('b', labelId) });
  }
  return performer === undefined || areSame(performer, bandName) ? undefined : owner;
}

function albumOf({ bandId, albumId, albumTitle }: ToldTralbum): RemoteTrack['album'] {
  if (albumTitle === undefined) return undefined;
  return present({ title: albumTitle, nativeId: albumId === undefined ? undefined : nativeIdOf('a', bandId, albumId) });
}

/** Those that are printed, with their gaps; where they do not rise, as where each is 1, the order of the list counts. */
function numbersOf(tracks: readonly ToldTrack[]): readonly number[] {
  const printed = tracks.map(({ number = NaN }) => number);
  const isRising = printed.every((number, at) => number > (printed[at - 1] ?? 0));
  return isRising ? printed : tracks.map((_, at) => at + 1);
}

function areSame(one: string, other: string | undefined): boolean {
  return other !== undefined && (one === other || identityKey(one) === identityKey(other));
}
