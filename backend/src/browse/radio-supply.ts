import { recordingIdentity, sameRecording, splitSourceId, type TrackView } from '../catalogue/index.js';

/** No song comes again among so many. */
const APART = 50;
/** Pages in a row without a song that is new: the source goes round in circles. */
const MOST_FUTILE_PAGES = 3;
/** Songs from which the radio may go on when one has no more to give; then it is over. */
const MOST_STARTS = 4;

/** As much of a track as a radio goes by. */
export interface RadioTrack {
  /** Of the library, or of a source. */
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly artists: readonly string[];
  readonly durationMs?: number;
  readonly albumId?: string;
}

/**
 * What a radio has given lately, and what it has at hand. Positions count all that it ever had, so that a queue that was kept
 * at some position goes on from there: with 300 given, `from` is 250 and `tracks[50]` is the next.
 */
export interface RadioSupply {
  /** The position of the first of `tracks`. */
  readonly from: number;
  readonly tracks: readonly RadioTrack[];
  /** The source's own ids of the songs that were asked for what goes well with them; the last one is asked now. */
  readonly starts: readonly string[];
  /** Of the next page; absent: the first. */
  readonly cursor?: string;
  readonly futilePages: number;
  /** There is no more to be had. */
  readonly isEnded: boolean;
}

/** A radio that has only what it begins with. @param nativeId of the track that is asked for what goes well with it */
export function newSupply(tracks: readonly RadioTrack[], nativeId: string): RadioSupply {
  return { from: 0, tracks, starts: [nativeId], futilePages: 0, isEnded: false };
}

export function radioTrackOf({ id, title, artist, artists, durationMs, album }: TrackView): RadioTrack {
  return {
    id,
    title,
    artist,
    artists: artists.map(({ name }) => name),
    ...(durationMs !== undefined && { durationMs }),
    ...(album.id !== '' && { albumId: album.id }),
  };
}

/** What is at hand behind this position. */
export function tracksAfter({ from, tracks }: RadioSupply, position: number): readonly RadioTrack[] {
  return tracks.slice(Math.max(0, position - from));
}

/** What it has given is forgotten but for the last fifty. */
export function forgetBefore(supply: RadioSupply, position: number): RadioSupply {
  const forgotten = Math.max(0, Math.min(position - supply.from, supply.tracks.length) - APART);
  return { ...supply, from: supply.from + forgotten, tracks: supply.tracks.slice(forgotten) };
}

/**
 * The supply with a page that the source gave: songs that are among the last fifty are left out, also as a video or under
 * another id. Where the source has no more, or goes round in circles, the last song of all becomes the next start; after some
 * of those it is over.
 */
export function withPage(
  supply: RadioSupply,
  page: { readonly tracks: readonly RadioTrack[]; readonly cursor?: string },
): RadioSupply {
  const tracks = [...supply.tracks];
  for (const track of page.tracks) {
    if (!tracks.slice(-APART).some((other) => isSameSong(track, other))) tracks.push(track);
  }
  const futilePages = tracks.length > supply.tracks.length ? 0 : supply.futilePages + 1;
  const { cursor: _, ...rest } = supply;
  const goesOn = page.cursor !== undefined && futilePages < MOST_FUTILE_PAGES;
  if (goesOn) return { ...rest, tracks, futilePages, cursor: page.cursor };
  const start = tracks
    .map(({ id }) => splitSourceId(id)?.nativeId)
    .findLast((nativeId) => nativeId !== undefined && !supply.starts.includes(nativeId));
  if (start === undefined || supply.starts.length >= MOST_STARTS)
    return { ...rest, tracks, futilePages, isEnded: true };
  return { ...rest, tracks, futilePages: 0, starts: [...supply.starts, start] };
}

/** By names alone: a video is longer than its song, and one song has several ids. */
function isSameSong(a: RadioTrack, b: RadioTrack): boolean {
  if (a.id === b.id) return true;
  const [left, right] = [namesOf(a), namesOf(b)];
  return recordingIdentity(left) === recordingIdentity(right) && sameRecording(left, right).outcome !== 'different';
}

function namesOf({ title, artist, artists }: RadioTrack): Pick<RadioTrack, 'title' | 'artist' | 'artists'> {
  return { title, artist, artists };
}
