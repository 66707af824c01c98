import { computed, inject, Service } from '@angular/core';
import type { LiveTitleView, LiveView } from '../core/api/types';
import { PlayerPosition } from './player-position';
import { PlayerState } from './player-state';

/** Less behind than this is live: so much is kept in hand for a connection that is made anew. */
const LIVE_MS = 20_000;

/** What a station brings right where it is heard, which may be minutes behind what is live. */
@Service()
export class OnAir {
  private readonly state = inject(PlayerState);
  private readonly place = inject(PlayerPosition);

  /** Whether a station plays, or would. */
  readonly isOn = computed(() => this.state.view()?.current?.track.kind === 'station');
  /** Absent while nobody listens. */
  readonly live = computed<LiveView | undefined>(() => (this.isOn() ? this.state.view()?.live : undefined));
  /** Of the sound that is heard; absent where nobody knows it. */
  readonly title = computed<LiveTitleView | undefined>(() => {
    const titles = this.live()?.titles ?? [];
    const atMs = this.place.ms();
    const title = atMs === 0 ? titles.at(-1) : titles.findLast((each) => each.atMs <= atMs);
    return title?.text === undefined ? undefined : title;
  });
  /** How far it is behind what is live, in milliseconds; 0 for what is. */
  readonly behindMs = computed(() => {
    const view = this.state.view();
    const live = this.live();
    const atMs = this.place.ms();
    if (!view || !live || atMs === 0) return 0;
    // Meanwhile the station went on.
    const sinceMs = live.state === 'live' ? Math.max(0, this.state.serverNowMs() - view.serverTimeMs) : 0;
    const behindMs = live.edgeMs + sinceMs - atMs;
    return behindMs < LIVE_MS ? 0 : behindMs;
  });
}
