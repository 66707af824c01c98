import type { Snapshot } from '../catalogue/index.js';
import { present } from '../common/index.js';
import { sourceTrackOf, type RemoteTrack, type SourceTrack } from '../sources/index.js';

/** What is kept of a track. */
export function snapshotOf(source: string, track: RemoteTrack): Snapshot {
  return { source, kind: 'track', nativeId: track.nativeId, value: sourceTrackOf(track) };
}

/** A track of a source by what was kept of it, as lists of the source would tell it. */
export function remoteTrackOf(nativeId: string, track: SourceTrack): RemoteTrack {
  const { title, artists, album, trackNumber, durationMs, isrc, artwork, mayHaveChapters } = track;
  const {
    isExplicit = false,
    isVideo = false,
    isPlayable = true,
    whyNotPlayable,
    notPlayableCause,
    webAddress,
  } = track;
  return present({
    kind: 'track' as const,
    nativeId,
    title,
    artists: artists.map((artist) => present({ name: artist.name, nativeId: artist.nativeId })),
    album: album && present({ title: album.title, nativeId: album.nativeId }),
    trackNumber,
    durationMs,
    isrc,
    isExplicit,
    isPlayable,
    whyNotPlayable: isPlayable ? undefined : whyNotPlayable,
    notPlayableCause: isPlayable ? undefined : notPlayableCause,
    isVideo,
    mayHaveChapters,
    webAddress,
    artwork,
  });
}
