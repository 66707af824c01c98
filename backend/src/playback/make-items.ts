import type { ListedTrack } from '../library/index.js';
import type { PlayContext } from './play-events.js';
import type { QueueItem } from './player-state.js';

/**
 * Places in a queue for these tracks.
 * @param more what they have in common
 */
export function makeItems(
  tracks: readonly ListedTrack[],
  more: { readonly context?: PlayContext; readonly isFromOrigin?: true },
  newId: () => string,
): QueueItem[] {
  return tracks.map(({ id, kind, durationMs, albumId }) => ({
    itemId: newId(),
    trackId: id,
    ...(kind && { kind }),
    ...(durationMs !== undefined && { durationMs }),
    ...(albumId !== undefined && { albumId }),
    ...(more.context && { context: { ...more.context } }),
    ...(more.isFromOrigin && { isFromOrigin: true }),
  }));
}
