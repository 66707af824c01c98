import { present } from '../common/index.js';
import type { RemoteTrack } from './remote-catalogue.js';
import type { SourceTrack } from './source.js';

/** What a list of a source says of a track, in the form in which tracks are told one by one. */
export function sourceTrackOf(track: RemoteTrack): SourceTrack {
  const { title, artists, album, trackNumber, durationMs, isrc, artwork, isExplicit, isVideo, mayHaveChapters } = track;
  const { isPlayable, whyNotPlayable, notPlayableCause, webAddress } = track;
  return present({
    title,
    artists: artists.map((artist) => ({ ...artist, role: 'main' as const })),
    album,
    trackNumber,
    durationMs,
    isrc,
    artwork,
    isExplicit: isExplicit ? true : undefined,
    isVideo: isVideo ? true : undefined,
    mayHaveChapters,
    // Said also of what is: a snapshot may tell otherwise from earlier.
    isPlayable,
    whyNotPlayable,
    notPlayableCause,
    webAddress,
  });
}
