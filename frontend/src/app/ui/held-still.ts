import { DestroyRef, inject, signal, type Signal } from '@angular/core';

/** After the finger is up, its click is still to come: what it fell on must be there until then. */
const CLICK_WITHIN_MS = 80;

/** A value that stands as it is while a finger or a button of the mouse is down, and is the newest one afterwards. */
export interface HeldStill<T> {
  readonly value: Signal<T>;
  set(value: T): void;
}

/** To be called where something is constructed. */
export function heldStill<T>(first: T): HeldStill<T> {
  const shown = signal(first);
  let next: { readonly value: T } | undefined;
  let isDown = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const release = (): void => {
    isDown = false;
    if (next) shown.set(next.value);
    next = undefined;
  };
  const listening = new AbortController();
  inject(DestroyRef).onDestroy(() => {
    listening.abort();
    clearTimeout(timer);
  });
  const on = (name: 'pointerdown' | 'pointerup' | 'pointercancel', then: (event: PointerEvent) => void): void => {
    document.addEventListener(name, then, { capture: true, passive: true, signal: listening.signal });
  };
  on('pointerdown', ({ button }) => {
    // Another button opens a menu, and where it is let go is not always told.
    if (button !== 0) return;
    clearTimeout(timer);
    isDown = true;
  });
  for (const name of ['pointerup', 'pointercancel'] as const) {
    on(name, () => {
      clearTimeout(timer);
      timer = setTimeout(release, CLICK_WITHIN_MS);
    });
  }
  // What is let go outside of the window is never told.
  window.addEventListener('blur', release, { signal: listening.signal });
  return {
    value: shown.asReadonly(),
    set(value) {
      if (isDown) next = { value };
      else shown.set(value);
    },
  };
}
