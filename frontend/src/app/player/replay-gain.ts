import { inject, Service } from '@angular/core';
import type { QueueItemView } from '../core/api/types';
import { oneOf, Preferences } from '../core/preferences';

const REPLAY_GAIN = oneOf('pyxis.replay-gain', ['off', 'track', 'album']);

export type ReplayGainMode = (typeof REPLAY_GAIN)['usual'];

/** Whether this browser evens out how loud recordings are: not at all, track by track, or album by album. */
@Service()
export class ReplayGain {
  private readonly kept = inject(Preferences).of(REPLAY_GAIN);

  readonly mode = this.kept.value;

  choose(mode: ReplayGainMode): void {
    this.kept.choose(mode);
  }
}

/**
 * The linear factor for an item. `album` keeps the differences within an album, where the item plays as part of one.
 * Never so large that the loudest sample would be clipped.
 */
export function gainOf(item: QueueItemView, mode: ReplayGainMode): number {
  const { trackGainDb, trackPeak, albumGainDb, albumPeak } = item.track.replayGain ?? {};
  const isOfAlbum = mode === 'album' && item.context?.kind === 'album' && albumGainDb !== undefined;
  const [gainDb, peak] = isOfAlbum ? [albumGainDb, albumPeak ?? trackPeak] : [trackGainDb, trackPeak];
  // What stations and shows are evened by is not of the recording, and no question of taste.
  if ((mode === 'off' && item.track.kind === undefined) || gainDb === undefined) return 1;
  const factor = 10 ** (gainDb / 20);
  return peak !== undefined && peak > 0 ? Math.min(factor, 1 / peak) : factor;
}
