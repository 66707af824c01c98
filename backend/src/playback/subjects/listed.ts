import type { TrackView } from '../../catalogue/index.js';
import type { ListedTracks } from '../../library/index.js';

/** What an album id is where a track of a source is on none. */
const NO_ALBUM = '';

/** Tracks as a list; one that is to be begun with but is missing is stood in for by the next one that is there. */
export function listed(tracks: readonly TrackView[], startId: string | undefined): ListedTracks {
  return listedFrom(
    tracks,
    tracks.findIndex(({ id }) => id === startId),
  );
}

/** The same from a place in the list; a negative one is its beginning. */
export function listedFrom(tracks: readonly TrackView[], start: number): ListedTracks {
  const there = tracks.filter(({ isMissing }) => !isMissing);
  const before = tracks.slice(0, Math.max(0, start)).filter(({ isMissing }) => !isMissing).length;
  return {
    tracks: there.map(({ id, kind, durationMs, album }) => ({
      id,
      ...(kind && { kind }),
      ...(durationMs !== undefined && { durationMs }),
      ...(album.id !== NO_ALBUM && { albumId: album.id }),
    })),
    startIndex: Math.max(0, Math.min(before, there.length - 1)),
    isCut: false,
  };
}
