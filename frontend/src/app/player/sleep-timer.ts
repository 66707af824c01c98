import { computed, DestroyRef, effect, inject, Service, signal } from '@angular/core';
import { isSameItem, PlayerCommands } from './player-commands';
import { PlayerState } from './player-state';

const TICK_MS = 1_000;

/** When playing ends by itself. The server keeps the time. */
@Service()
export class SleepTimer {
  private readonly state = inject(PlayerState);
  private readonly commands = inject(PlayerCommands);
  private readonly tick = signal(0);

  /** Absent when none is set. */
  readonly sleep = computed(() => this.state.view()?.sleep);
  /** Until it ends; absent unless it ends after a time. */
  readonly leftMs = computed(() => {
    this.tick();
    const atMs = this.sleep()?.atMs;
    return atMs === undefined ? undefined : Math.max(0, atMs - this.state.serverNowMs());
  });

  constructor() {
    let timer: ReturnType<typeof setInterval> | undefined;
    effect(() => {
      clearInterval(timer);
      if (this.sleep()?.atMs !== undefined) timer = setInterval(() => this.tick.update((count) => count + 1), TICK_MS);
    });
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  afterMinutes(minutes: number): void {
    const atMs = this.state.serverNowMs() + minutes * 60_000;
    void this.commands.send({
      name: 'sleep',
      body: { kind: 'time', minutes },
      foresee: (view) => ({ ...view, sleep: { kind: 'time', atMs } }),
    });
  }

  atEndOf(kind: 'chapter' | 'track' | 'album'): void {
    void this.commands.send({
      name: 'sleep',
      body: { kind },
      isStillMeant: isSameItem,
      foresee: (view) => ({ ...view, sleep: { kind } }),
    });
  }

  cancel(): void {
    void this.commands.send({ name: 'sleep/cancel', foresee: ({ sleep: _, ...view }) => view });
  }
}
