import { sameRecording, samePerformer, sameRelease, type Verdict } from '../catalogue/index.js';
import type { FoundAlbum, FoundArtist } from '../browse/index.js';
import type { TrackView } from '../catalogue/index.js';

/**
 * Whether something of the library and something of a source are one, by the rules of identity (docs/identity.md). Whatever
 * they leave open is two: shown twice is a nuisance, one that hides the other cannot be reached.
 */

/** A single or an EP is often called as the album is, and years tell editions apart that a person may want. */
export function isSameAlbum(own: FoundAlbum, found: FoundAlbum): boolean {
  if (found.type !== undefined && found.type !== 'album') return false;
  if (own.year !== undefined && found.year !== undefined && own.year !== found.year) return false;
  return sameRelease(releaseOf(own), releaseOf(found)).outcome === 'same';
}

export function isSameArtist(own: FoundArtist, found: FoundArtist): boolean {
  return samePerformer(own, found).outcome === 'same';
}

/** @param verdict what a person said of the two, which comes before every rule */
export function isSameTrack(own: TrackView, found: TrackView, verdict: Verdict | undefined): boolean {
  if (verdict !== undefined) return verdict === 'same';
  // Without both lengths a take cannot be told from another.
  if (own.durationMs === undefined || found.durationMs === undefined || found.isVideo) return false;
  return sameRecording(recordingOf(own), recordingOf(found)).outcome === 'same';
}

function releaseOf({ title, artist, artists, year }: FoundAlbum): Parameters<typeof sameRelease>[0] {
  return { title, artist, ...namesOf(artists), ...(year !== undefined && { year }) };
}

function recordingOf({ title, artist, artists, album, durationMs }: TrackView): Parameters<typeof sameRecording>[0] {
  const main = artists.filter(({ role }) => role === 'main');
  return {
    title,
    artist,
    ...namesOf(main),
    ...(album.title !== '' && { album: album.title }),
    ...(durationMs !== undefined && { durationMs }),
  };
}

/** Only those with a page are told one by one: where one has none, the text tells more. */
function namesOf(artists: readonly { readonly name: string }[]): { artists?: string[] } {
  return artists.length > 1 ? { artists: artists.map(({ name }) => name) } : {};
}
