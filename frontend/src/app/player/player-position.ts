import { computed, DestroyRef, DOCUMENT, effect, inject, Service, signal } from '@angular/core';
import { BrowserOutput } from './browser-output';
import { PlayerState } from './player-state';

const TICK_MS = 500;

/** Where the current item is: as this tab hears it, or as the server reckons while another output sounds. */
@Service()
export class PlayerPosition {
  private readonly state = inject(PlayerState);
  private readonly output = inject(BrowserOutput);
  private readonly tick = signal(0);

  /** From the start of the current item. */
  readonly ms = computed(() => {
    const here = this.output.place();
    if (here) return Math.round(here.positionMs);
    this.tick();
    const view = this.state.view();
    return view ? Math.round(this.state.positionMsOf(view)) : 0;
  });
  /** Up to where this tab has audio; 0 while another output sounds. */
  readonly bufferedMs = computed(() => Math.round(this.output.place()?.bufferedMs ?? 0));

  private readonly isReckoned = computed(() => this.state.view()?.status === 'playing' && !this.output.place());

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    let timer: ReturnType<typeof setInterval> | undefined;
    effect(() => {
      clearInterval(timer);
      if (!this.isReckoned()) return;
      timer = setInterval(() => {
        if (window?.document.visibilityState !== 'hidden') this.tick.update((count) => count + 1);
      }, TICK_MS);
    });
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
