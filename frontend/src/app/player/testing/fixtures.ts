import type { PlayerView, QueueItemView, TrackView } from '../../core/api/types';

/** For specs: a track of a minute. */
export const aTrack = (title: string, more: Partial<TrackView> = {}): TrackView => ({
  id: title,
  title,
  artist: 'Someone',
  artists: [],
  album: { id: 'album', title: 'Album' },
  durationMs: 60_000,
  hasLyrics: false,
  isMissing: false,
  addedAtMs: 0,
  ...more,
});

/** For specs: the item `a1` of the track `a`. */
export const anItem = (title: string): QueueItemView => ({ itemId: `${title}1`, track: aTrack(title) });

/** For specs: a player at the start of `a`, with `b` to follow. Its clock is the tab's own. */
export function aPlayer(more: Partial<PlayerView> = {}): PlayerView {
  const nowMs = performance.now();
  return {
    revision: 1,
    queueRevision: 1,
    status: 'playing',
    current: anItem('a'),
    next: anItem('b'),
    index: 0,
    length: 2,
    hasNext: true,
    hasPrevious: false,
    positionMs: 0,
    positionAtMs: nowMs,
    serverTimeMs: nowMs,
    playId: 'play-a',
    heardMs: 0,
    volume: 100,
    repeat: 'off',
    speed: 1,
    isShuffled: false,
    outputs: [],
    isInterrupted: false,
    ...more,
  };
}
