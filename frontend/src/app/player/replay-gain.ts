import { DOCUMENT, inject, Service, signal } from '@angular/core';
import type { QueueItemView } from '../core/api/types';

export type ReplayGainMode = 'off' | 'track' | 'album';

const KEY = 'pyxis.replay-gain';

/** Whether this browser evens out how loud recordings are: not at all, track by track, or album by album. */
@Service()
export class ReplayGain {
  private readonly storage = inject(DOCUMENT).defaultView?.localStorage;
  private readonly chosen = signal<ReplayGainMode>(this.remembered());

  readonly mode = this.chosen.asReadonly();

  choose(mode: ReplayGainMode): void {
    this.chosen.set(mode);
    this.storage?.setItem(KEY, mode);
  }

  private remembered(): ReplayGainMode {
    const saved = this.storage?.getItem(KEY);
    return saved === 'track' || saved === 'album' ? saved : 'off';
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
