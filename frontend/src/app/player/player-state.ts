import { computed, Service, signal } from '@angular/core';
import type { PlayerView, QueueItemView, TrackView } from '../core/api/types';

/** How the player will look when the server has done what it was asked. */
export type Foresight = (view: PlayerView) => PlayerView;

/** Stands for the id of an item that only the server can give. */
export const FORESEEN_ITEM_ID = '';

/** What the server last said of the player, and what is expected of it meanwhile. */
@Service()
export class PlayerState {
  private readonly told = signal<PlayerView | undefined>(undefined);
  /** While the server cannot be reached and this tab plays what it has. */
  private readonly own = signal<PlayerView | undefined>(undefined);
  private readonly expectations = signal<readonly Foresight[]>([]);
  /** From this tab's clock to the server's: the answer that was quickest on its way is the least wrong. */
  private offsetMs = -Infinity;

  /** As the server said; absent until it has. */
  readonly confirmed = this.told.asReadonly();
  /** As it will be when everything on its way has been done; what people see. */
  readonly view = computed(() => {
    const own = this.own();
    if (own) return own;
    const told = this.told();
    return told && this.expectations().reduce((view, foresee) => foresee(view), told);
  });

  /** Takes over what the server said, unless something newer is known. */
  take(view: PlayerView): void {
    this.offsetMs = Math.max(this.offsetMs, offsetOf(view));
    const known = this.told();
    if (!known || view.revision > known.revision || view.serverTimeMs >= known.serverTimeMs) this.told.set(view);
  }

  /** Takes over the state that a new connection begins with: the server may be another one, and so may its clock. */
  beginWith(view: PlayerView): void {
    this.offsetMs = offsetOf(view);
    this.told.set(view);
  }

  /** Shows the player of this tab in place of the server's, until it is told to show that again. */
  beAway(view: PlayerView | undefined): void {
    this.own.set(view);
  }

  /** Shows what is foreseen until the returned function is called. */
  expect(foresee: Foresight): () => void {
    // A function of its own, so that the same foresight twice is ended one by one.
    const expectation: Foresight = (view) => foresee(view);
    this.expectations.update((list) => [...list, expectation]);
    return () => this.expectations.update((list) => list.filter((each) => each !== expectation));
  }

  /** The server's clock, in epoch milliseconds. */
  serverNowMs(): number {
    return Number.isFinite(this.offsetMs) ? performance.now() + this.offsetMs : Date.now();
  }

  /** Where it is by the server's reckoning, at an instant of the server's clock. */
  positionMsOf(view: PlayerView, atMs = this.serverNowMs()): number {
    const { current, status, positionMs, positionAtMs, speed } = view;
    // Where a station is, nobody knows before an output has told.
    if (!current || (current.track.kind === 'station' && positionMs === 0)) return 0;
    const rate = current.track.kind === 'episode' ? speed : 1;
    const ranMs = status === 'playing' ? Math.max(0, atMs - positionAtMs) * rate : 0;
    return Math.min(positionMs + ranMs, current.track.durationMs ?? Infinity);
  }

  /** Shows a track's new title wherever it stands. */
  trackChanged(track: TrackView): void {
    const view = this.told();
    if (!view) return;
    const { current, next } = view;
    this.told.set({
      ...view,
      ...(current && { current: withTrack(current, track) }),
      ...(next && { next: withTrack(next, track) }),
    });
  }
}

function offsetOf({ serverTimeMs }: PlayerView): number {
  // Not of the wall clock, which people and networks set.
  return serverTimeMs - performance.now();
}

/** The item with the track's new details, when it is of that track. */
export function withTrack(item: QueueItemView, track: TrackView): QueueItemView {
  return item.track.id === track.id ? { ...item, track } : item;
}
