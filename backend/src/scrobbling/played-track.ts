import type { TrackFacts } from '../catalogue/index.js';
import type { PlayEvent } from '../playback/index.js';

/** What played, or is loved, as it was called at that time. Kept as JSON in the outbox. */
export interface PlayedTrack {
  readonly title: string;
  readonly artist: string;
  readonly album?: string;
  /** Only when it is not the track's artist. */
  readonly albumArtist?: string;
  readonly trackNumber?: number;
  readonly durationMs?: number;
  readonly isrc?: string;
  readonly recordingMbid?: string;
  readonly releaseMbid?: string;
  readonly releaseGroupMbid?: string;
  readonly artistMbids?: readonly string[];
  /** Not for what a station chose. */
  readonly isChosenByListener: boolean;
}

/** @returns undefined where title or artist is not known, or it is no music: nobody can be told of it */
export function playedTrack({
  track,
  durationMs,
  context,
}: Pick<PlayEvent, 'track' | 'durationMs' | 'context'>): PlayedTrack | undefined {
  const { title, artist, album, trackNumber, isrc, mbRecordingId } = track;
  if (track.kind !== undefined) return undefined;
  if (title.trim() === '' || artist.trim() === '') return undefined;
  const artistMbids = artistMbidsOf(track);
  return {
    title,
    artist,
    ...(album && { album: album.title }),
    ...(album?.artist !== undefined && album.artist !== artist && { albumArtist: album.artist }),
    ...(trackNumber !== undefined && { trackNumber }),
    ...(durationMs !== undefined && durationMs > 0 && { durationMs }),
    ...(isrc !== undefined && { isrc }),
    ...(mbRecordingId !== undefined && { recordingMbid: mbRecordingId }),
    ...(album?.mbReleaseId !== undefined && { releaseMbid: album.mbReleaseId }),
    ...(album?.mbReleaseGroupId !== undefined && { releaseGroupMbid: album.mbReleaseGroupId }),
    ...(artistMbids.length > 0 && { artistMbids }),
    isChosenByListener: context?.kind !== 'station',
  };
}

/** All or none: a part of the credited artists would pass for the whole. */
function artistMbidsOf({ credits }: TrackFacts): string[] {
  const performing = credits.filter(({ role }) => role === 'main' || role === 'featured');
  const mbids = performing.flatMap(({ mbArtistId }) => mbArtistId ?? []);
  return mbids.length === performing.length ? mbids : [];
}
